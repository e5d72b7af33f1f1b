using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RiskRegister.Api;
using RiskRegister.Import.Storing;
using RiskRegister.Register;

namespace RiskRegister.Import;

/// <summary>How a file is imported.</summary>
public sealed record ImportQuery
{
    /// <summary>True to be told what would become of it; nothing is stored.</summary>
    public bool DryRun { get; init; }
}

/// <summary>The form that brings a file; a file without a form is taken, too.</summary>
/// <param name="File">CSV or XLSX, at most 10 MB.</param>
/// <param name="Mapping">Columns that somebody assigns; all others are proposed.</param>
public sealed record ImportForm(IFormFile File, IReadOnlyList<MappedColumn>? Mapping);

/// <summary>Importing through the API.</summary>
public sealed class ImportEntries(Importer importer)
{
    /// <summary>How long a client waits for the end of its import before it is told where to ask.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    /// <summary>POST imports a CSV or XLSX file, which is the body itself or the field <c>file</c> of a form. It goes on by itself when it takes long (202).</summary>
    [Function("ImportEntries")]
    [Operation(
        Query = [typeof(ImportQuery)],
        Takes = typeof(ImportForm),
        TakesFiles = ["text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
        Gives = typeof(ImportResult),
        OrStatus = 202
    )]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/import")] HttpRequest request,
        string agency,
        [DurableClient] DurableTaskClient client
    )
    {
        var cancellation = request.HttpContext.RequestAborted;
        var file = await ImportUpload.ReadAsync(request);
        try
        {
            return QueryParameters.Read<ImportQuery>(request.Query).DryRun
                ? ApiAnswer.Ok(await importer.TryAsync(agency, file, cancellation))
                : await ImportAsync(agency, file, request.Actor(), client, cancellation);
        }
        catch (ImportFileException e)
        {
            throw RefusedException.Because("file", "not-a-register", e.Message);
        }
    }

    /// <summary>GET what an import has done so far, or in all.</summary>
    [Function("GetImport")]
    [Operation(Gives = typeof(ImportResult))]
    public async Task<IActionResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/import/{id}")] HttpRequest request,
        string agency,
        string id,
        [DurableClient] DurableTaskClient client
    ) => ApiAnswer.Ok(await importer.ResultAsync(agency, id, client, request.HttpContext.RequestAborted));

    private async Task<IActionResult> ImportAsync(
        string agency,
        ImportFile file,
        string actor,
        DurableTaskClient client,
        CancellationToken cancellation
    )
    {
        var (key, problems) = await importer.StartAsync(agency, file, actor, client, cancellation);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            await client.WaitForInstanceCompletionAsync(key.InstanceId, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // It goes on without the client.
        }

        var result = await importer.ResultAsync(agency, key.Import, client, cancellation) with { Problems = problems };
        return result.State switch
        {
            ImportState.Done => ApiAnswer.Ok(result),
            ImportState.Running => new ApiAnswer(202, result)
            {
                Headers = { ["Location"] = $"/api/{agency}/import/{key.Import}" },
            },
            _ => Problem.Of(
                "import-failed",
                "The import failed",
                500,
                $"{result.Imported} of {result.Rows} rows are in the register. Import the same file again: what is there is not added twice."
            ),
        };
    }
}

/// <summary>Takes a file out of a request.</summary>
public static class ImportUpload
{
    /// <summary>Largest file.</summary>
    public const int MaxMegabytes = 10;

    private const int MaxBytes = MaxMegabytes * 1024 * 1024;

    /// <summary>The file of a multipart form, or else the body.</summary>
    /// <exception cref="BadBodyException">There is no file, or it is too large.</exception>
    public static async Task<ImportFile> ReadAsync(HttpRequest request)
    {
        if (!request.HasFormContentType)
        {
            return new ImportFile("upload.csv", await JsonBody.ReadBytesAsync(request, MaxBytes), []);
        }

        if (request.ContentLength > MaxBytes + 65_536)
        {
            throw new BadBodyException(413, "file", "The file is larger than 10 MB. Split it into several files.");
        }

        var form = await ReadFormAsync(request);
        var file =
            form.Files.GetFile("file")
            ?? (form.Files.Count > 0 ? form.Files[0] : null)
            ?? throw new BadBodyException(400, "file", "Choose a CSV or XLSX file.");
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, request.HttpContext.RequestAborted);
        return new ImportFile(Path.GetFileName(file.FileName), bytes.ToArray(), Mapping(form["mapping"].ToString()));
    }

    private static async Task<IFormCollection> ReadFormAsync(HttpRequest request)
    {
        try
        {
            return await request.ReadFormAsync(request.HttpContext.RequestAborted);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw new BadBodyException(400, "file", "The form is broken off or malformed. Send it again.");
        }
    }

    private static IReadOnlyList<MappedColumn> Mapping(string json)
    {
        var mapping = json.Length == 0 ? [] : Parse(json);
        return mapping is not null && mapping.All(column => column?.Column is not null)
            ? mapping
            : throw new BadBodyException(400, "mapping", """Send the mapping as [{"column":"Risk title","field":"title"}].""");
    }

    private static IReadOnlyList<MappedColumn>? Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<IReadOnlyList<MappedColumn>>(json, RegisterJson.Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
