using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Register;

namespace RiskRegister.Entries.Attaching;

/// <summary>What is told of a file that is the body itself.</summary>
public sealed record EvidenceQuery
{
    /// <summary>The file's name; must be given when the file comes without a form.</summary>
    public string? FileName { get; init; }

    /// <summary>Id of the control or action that the file is about; left out for the entry itself.</summary>
    public string? About { get; init; }
}

/// <summary>The form that brings a file; a file without a form is taken, too.</summary>
/// <param name="File">The file, at most 25 MB.</param>
/// <param name="About">Id of the control or action that it is about; left out for the entry itself.</param>
public sealed record EvidenceForm(IFormFile File, string? About);

/// <summary>Attaching files that prove what is claimed.</summary>
public sealed class AttachEvidence(EntryStore store, EvidenceStore files)
{
    /// <summary>Most files of an entry, withdrawn ones included.</summary>
    public const int Most = 100;

    /// <summary>
    /// POST a file of at most 25 MB with If-Match: as multipart form (fields file, about), or as body with fileName and about in the
    /// address. The file is stored before the entry is changed.
    /// </summary>
    [Function("AttachEvidence")]
    [Operation(
        Query = [typeof(EvidenceQuery)],
        Takes = typeof(EvidenceForm),
        TakesFiles = ["application/octet-stream"],
        Gives = typeof(EntryShown),
        Fails = [503]
    )]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/entries/{reference}/attach-evidence")]
            HttpRequest request,
        string agency,
        string reference
    )
    {
        var cancellation = request.HttpContext.RequestAborted;
        // What does not exist for the caller takes no file.
        var entry = (await store.LoadAsync(agency, reference, cancellation)).Value;
        var file = await EvidenceUpload.ReadAsync(request);
        Refuse(CheckFile(file).Refusals);
        try
        {
            await files.KeepAsync(agency, entry.Reference, file, cancellation);
        }
        catch (EvidenceUnavailableException e)
        {
            return EvidenceAnswer.Unavailable(e);
        }

        var context = await store.ContextAsync(agency, request.Actor(), cancellation);
        var changed = await store.ChangeAsync(
            agency,
            reference,
            context,
            (now, _) => Decide(file, now),
            request.IfMatch(),
            request.IdempotencyKey(),
            cancellation
        );
        return EntryAnswer.Of(changed, context);
    }

    /// <summary>
    /// A file is of a kind that is taken, and is called as such; it is attached once, to an entry that is not closed or to one of its controls or
    /// actions. Its id (E1, E2, ...) counts up within the entry.
    /// </summary>
    public static Decision Decide(EvidenceUpload file, Entry entry) =>
        CheckFile(file)
            .NotClosed(entry)
            .Unless(
                file.About is null || entry.Controls.Any(c => c.Id == file.About) || entry.Actions.Any(a => a.Id == file.About),
                "about",
                "unknown",
                $"Name a control or an action of {entry.Reference}, such as C1 or A1, or leave this out."
            )
            .Unless(
                !entry.Evidence.Any(e => e.Sha256 == file.Sha256 && e.About == file.About && e.WithdrawnAt is null),
                "file",
                "attached-already",
                "This very file is attached already."
            )
            .Unless(entry.Evidence.Count < Most, "file", "too-many", $"{entry.Reference} has {Most} files; it can't take more.")
            .Or(() =>
                new EvidenceAttached(
                    string.Create(CultureInfo.InvariantCulture, $"E{entry.Evidence.Count + 1}"),
                    file.FileName,
                    file.Content.Kind!.ContentType,
                    file.Bytes.Length,
                    file.Sha256,
                    file.About
                )
            );

    private static Checks CheckFile(EvidenceUpload file)
    {
        var kind = file.Content.Kind;
        return new Checks()
            .Unless(file.FileName.Length > 0, "fileName", "required", "Send the file's name, such as report.pdf.")
            .Unless(
                kind is not null,
                "file",
                "kind-not-taken",
                $"This is {file.Content.Found}. Attach one of: {string.Join(", ", EvidenceKind.All.Select(k => k.Name))}."
            )
            .Unless(
                kind is null || file.FileName.Length == 0 || kind.FitsEnding(file.FileName),
                "fileName",
                "other-ending",
                $"The content is of the kind {kind?.Name}: the name has to end with {string.Join(" or ", kind?.Endings ?? [])}."
            )
            .Unless(
                kind?.FitsType(file.Claimed) != false,
                "file",
                "other-type",
                $"The content is of the kind {kind?.Name}, but was sent as {file.Claimed}. Send it as {kind?.ContentType}."
            );
    }

    private static void Refuse(IReadOnlyList<Refusal> refusals)
    {
        if (refusals.Count > 0)
        {
            throw new RefusedException(refusals);
        }
    }
}
