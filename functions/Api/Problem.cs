using RiskRegister.Entries;
using RiskRegister.Register;

namespace RiskRegister.Api;

/// <summary>The shape of all errors of the API (RFC 9457).</summary>
/// <param name="Type">Stable identifier of the kind of error.</param>
/// <param name="Title">The kind of error in words.</param>
/// <param name="Status">Status code.</param>
/// <param name="Detail">What is wrong here and how to mend it.</param>
/// <param name="Errors">What is wrong by field; the empty name is for the entry or body as a whole.</param>
public sealed record ProblemBody(
    string Type,
    string Title,
    int Status,
    string Detail,
    IReadOnlyDictionary<string, string[]>? Errors = null
);

/// <summary>Makes problem+json answers.</summary>
public static class Problem
{
    /// <summary>Content type of errors.</summary>
    public const string ContentType = "application/problem+json";

    /// <summary>An error of a kind, such as <c>not-found</c>.</summary>
    public static ApiAnswer Of(
        string kind,
        string title,
        int status,
        string detail,
        IReadOnlyDictionary<string, string[]>? errors = null
    ) => new(status, new ProblemBody($"urn:risk-register:problem:{kind}", title, status, detail, errors), ContentType);

    /// <summary>The answer to what a command or a read was ended by; null for what is not expected of them.</summary>
    public static ApiAnswer? For(Exception exception) =>
        exception switch
        {
            RefusedException e => Refused(e),
            BadBodyException e => BadBody(e),
            NotFoundException e => NotFound(e.Message),
            NotAllowedException e => Of("forbidden", "Not allowed", 403, e.Message),
            StaleException e => Stale(e),
            CommitConflictException => Of("busy", "Changed meanwhile", 409, "Others changed it at the same time. Try again."),
            _ => null,
        };

    /// <summary>404.</summary>
    public static ApiAnswer NotFound(string detail) => Of("not-found", "Not found", 404, detail);

    /// <summary>409 when the entry as it stands is in the way, else 400 with the fields.</summary>
    public static ApiAnswer Refused(RefusedException e)
    {
        var errors = e.Refusals.GroupBy(r => r.Field).ToDictionary(g => g.Key, g => g.Select(r => r.Message).ToArray());
        return e.Refusals.All(r => r.Field.Length == 0)
            ? Of(e.Refusals[0].Rule, "Not possible as things stand", 409, e.Message, errors)
            : Of("invalid", "Some fields need mending", 400, Detail(e.Refusals), errors);
    }

    /// <summary>400, 413 or 415.</summary>
    public static ApiAnswer BadBody(BadBodyException e) =>
        Of(
            e.Status switch
            {
                413 => "too-large",
                415 => "unsupported-media-type",
                _ => "bad-body",
            },
            "The body can't be read",
            e.Status,
            e.Field.Length > 0 ? $"{e.Field}: {e.Message}" : e.Message,
            e.Field.Length > 0 ? new Dictionary<string, string[]> { [e.Field] = [e.Message] } : null
        );

    /// <summary>428: a command that has to name the version that it was decided on, and does not.</summary>
    public static ApiAnswer VersionRequired(string detail) => Of("version-required", "If-Match is needed", 428, detail);

    /// <summary>412 with the ETag of today's version.</summary>
    public static ApiAnswer Stale(StaleException e)
    {
        var answer = Of("stale", "Changed meanwhile", 412, $"{e.Message} Read it again and decide anew.");
        answer.Headers["ETag"] = e.ETag;
        return answer;
    }

    private static string Detail(IReadOnlyList<Refusal> refusals) =>
        string.Join(" ", refusals.Select(r => r.Field.Length > 0 ? $"{r.Field}: {r.Message}" : r.Message));
}
