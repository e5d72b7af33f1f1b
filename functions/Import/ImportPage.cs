using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RiskRegister.Access;
using RiskRegister.Api;
using RiskRegister.Import.Storing;
using RiskRegister.Register;
using RiskRegister.Web;
using RiskRegister.Web.Rendering;

namespace RiskRegister.Import;

/// <summary>The pages of an import: choose a file, look at what becomes of it, import it, see the outcome.</summary>
public sealed class ImportPage(Importer importer, UploadStore uploads, Pages pages, PageFrames frames)
{
    private const int MostProblems = 200;

    /// <summary>GET: asks for a file.</summary>
    [Function("ImportPage")]
    public Task<IActionResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{agency}/import")] HttpRequest request,
        string agency
    ) => UploadAsync(request, Form.Empty, 200);

    /// <summary>POST: keeps the file, and goes on to the page that shows what would become of it.</summary>
    [Function("ImportForm")]
    public async Task<IActionResult> Upload(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "{agency}/import")] HttpRequest request,
        string agency
    )
    {
        try
        {
            var file = await ImportUpload.ReadAsync(request);
            if (file.Bytes.Length == 0)
            {
                return await RefusedAsync(request, "Choose a file that is not empty");
            }

            await importer.TryAsync(agency, file, request.HttpContext.RequestAborted);
            var id = await uploads.KeepAsync(agency, file, request.HttpContext.RequestAborted);
            return new RedirectResult($"/{agency}/import/{id}");
        }
        catch (Exception e) when (e is ImportFileException or BadBodyException)
        {
            return await RefusedAsync(request, e.Message.TrimEnd('.'));
        }
    }

    /// <summary>GET: what an import of the kept file would do.</summary>
    [Function("CheckImportPage")]
    public async Task<IActionResult> Check(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{agency}/import/{upload}")] HttpRequest request,
        string agency,
        string upload
    ) => await CheckAsync(request, upload, await uploads.FindAsync(agency, upload, [], request.HttpContext.RequestAborted), null);

    /// <summary>POST: imports the kept file by the mapping of the form, or shows what that mapping would do.</summary>
    [Function("CheckImportForm")]
    public async Task<IActionResult> Import(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "{agency}/import/{upload}")] HttpRequest request,
        string agency,
        string upload,
        [DurableClient] DurableTaskClient client
    )
    {
        var cancellation = request.HttpContext.RequestAborted;
        var posted = await request.ReadPostedAsync();
        var file = await uploads.FindAsync(agency, upload, [], cancellation);
        var proposed = (await importer.TryAsync(agency, file, cancellation)).Mapping;
        var mapping = proposed.Select((column, n) => column with { Field = posted.Text(FieldOf(n)) }).ToList();
        try
        {
            var mapped = file with { Mapping = mapping };
            if (posted.Text("do") != "import")
            {
                return await CheckAsync(request, upload, mapped, posted);
            }

            var (key, _) = await importer.StartAsync(agency, mapped, request.Actor(), client, cancellation);
            return new RedirectResult($"/{agency}/imports/{key.Import}");
        }
        catch (RefusedException e)
        {
            var repeated = mapping.FindIndex(c =>
                c.Field is not (null or Field.Notes) && mapping.Count(other => other.Field == c.Field) > 1
            );
            var errors = new[] { new FieldError(FieldOf(Math.Max(0, repeated)), e.Message.TrimEnd('.')) };
            return await CheckAsync(request, upload, file, posted with { Errors = errors }, 400);
        }
    }

    /// <summary>GET: how far an import is, or what it did.</summary>
    [Function("ImportResultPage")]
    public async Task<IActionResult> Result(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{agency}/imports/{id}")] HttpRequest request,
        string agency,
        string id,
        [DurableClient] DurableTaskClient client
    )
    {
        var result = await importer.ResultAsync(agency, id, client, request.HttpContext.RequestAborted);
        if (result.State == ImportState.Running)
        {
            // The page looks again by itself, without a script.
            request.HttpContext.Response.Headers["Refresh"] = "1";
        }

        return pages.Show(
            "import/result",
            new
            {
                State = result.State is { } state ? Entries.Words.Of(state) : null,
                result.File,
                result.Rows,
                Summary = Summary(result),
                Problems = Problems(result),
                result.ProblemsTotal,
            },
            await frames.OfAsync(request, "import")
        );
    }

    private async Task<IActionResult> CheckAsync(
        HttpRequest request,
        string upload,
        ImportFile file,
        Form? posted,
        int status = 200
    )
    {
        var result = await importer.TryAsync(request.Caller().Agency, file, request.HttpContext.RequestAborted);
        var form = Form.Of(result.Mapping.Select((column, n) => (FieldOf(n), column.Field)));
        return pages.Show(
            "import/check",
            new
            {
                Upload = upload,
                result.File,
                result.Rows,
                Mapping = result
                    .Mapping.Select(
                        (column, n) =>
                            new
                            {
                                column.Column,
                                Name = FieldOf(n),
                                Sample = result.Samples[n],
                            }
                    )
                    .ToList(),
                Fields = Field
                    .All.Select(field => new Choice(field, PlainText.Words(JsonNamingPolicy.KebabCaseLower.ConvertName(field))))
                    .ToList(),
                Form = posted ?? form,
                Summary = Summary(result),
                Problems = Problems(result),
                result.ProblemsTotal,
            },
            await frames.OfAsync(request, "import"),
            status
        );
    }

    private Task<IActionResult> RefusedAsync(HttpRequest request, string message) =>
        UploadAsync(request, Form.Empty with { Errors = [new FieldError("file", message)] }, 400);

    private async Task<IActionResult> UploadAsync(HttpRequest request, Form form, int status) =>
        pages.Show(
            "import/upload",
            new { Form = form, Limit = ImportUpload.MaxMegabytes },
            await frames.OfAsync(request, "import"),
            status
        );

    private static string FieldOf(int column) => $"column-{column + 1}";

    private static object Summary(ImportResult result) =>
        new
        {
            Added = result.Imported,
            result.Unchanged,
            result.Rejected,
        };

    private static List<object> Problems(ImportResult result) =>
        [
            .. result
                .Problems.Take(MostProblems)
                .Select(p => new
                {
                    Row = p.Row > 0 ? p.Row : (int?)null,
                    p.Column,
                    p.Message,
                }),
        ];
}
