using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.Register;
using RiskRegister.Register.Records;
using RiskRegister.Web.Rendering;
using RiskRegister.Web.Texts;

namespace RiskRegister.Digests.Overriding;

/// <summary>Which made-up mail a preview shows.</summary>
public sealed record PreviewQuery
{
    /// <summary>The sample: full by default.</summary>
    [OneOf(typeof(SampleMails), nameof(SampleMails.Samples))]
    public string Sample { get; init; } = SampleMails.Samples[0];

    /// <summary>The language; that of the agency by default.</summary>
    [OneOf(typeof(Wording), nameof(Wording.Languages))]
    public string? Language { get; init; }
}

/// <summary>A template of a mail.</summary>
/// <param name="Name">Its name in addresses.</param>
/// <param name="IsOwn">Whether the agency has its own.</param>
/// <param name="Problems">What is wrong with the agency's own, so that the shipped one is used instead.</param>
public record TemplateLine(string Name, bool IsOwn, IReadOnlyList<string> Problems);

/// <summary>A template of a mail with its text.</summary>
/// <param name="Name">Its name in addresses.</param>
/// <param name="IsOwn">Whether the agency has its own.</param>
/// <param name="Problems">What is wrong with the agency's own, so that the shipped one is used instead.</param>
/// <param name="Text">The agency's own text, or the shipped one.</param>
/// <param name="Shipped">The shipped text.</param>
/// <param name="Version">Counts the changes of the agency; 0 before the first.</param>
public sealed record ShownTemplate(
    string Name,
    bool IsOwn,
    IReadOnlyList<string> Problems,
    string Text,
    string Shipped,
    int Version
) : TemplateLine(Name, IsOwn, Problems);

/// <summary>Lets an agency have its own templates of mails.</summary>
public sealed class TemplatesApi(
    RecordStore records,
    EntryStore store,
    RecordCommands commands,
    MailTemplates mails,
    Templates shipped
)
{
    /// <summary>With it as If-Match a change is refused once somebody else has made one.</summary>
    private const string NeverChanged = "\"0\"";

    private const string PreviewPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";

    /// <summary>GET the templates of mails, and which of them the agency has its own of.</summary>
    [Function("ListTemplates")]
    [Operation(Gives = typeof(ListAnswer<TemplateLine>))]
    public async Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/templates")] HttpRequest request,
        string agency
    )
    {
        var own = await records
            .AllAsync<MailTemplate>(agency, MailTemplate.DocumentType, cancellation: request.HttpContext.RequestAborted)
            .ToDictionaryAsync(template => template.Name, cancellationToken: request.HttpContext.RequestAborted);
        var lines = SampleMails.Names.Select(name => Line(name, own.GetValueOrDefault(name)?.Text));
        return ApiAnswer.Ok(new ListAnswer<TemplateLine>([.. lines], null));
    }

    /// <summary>GET a template: the agency's own text or the shipped one.</summary>
    [Function("GetTemplate")]
    [Operation(Gives = typeof(ShownTemplate))]
    public async Task<IActionResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/templates/{name}")] HttpRequest request,
        string agency,
        string name
    )
    {
        var id = MailTemplate.IdOf(Find(name));
        return Show(name, await records.FindAsync<MailTemplate>(agency, id, request.HttpContext.RequestAborted));
    }

    /// <summary>GET what the agency did to a template, the first change first.</summary>
    [Function("GetTemplateHistory")]
    [Operation(Gives = typeof(HistoryAnswer))]
    public Task<IActionResult> History(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/templates/{name}/history")] HttpRequest request,
        string agency,
        string name
    ) => commands.HistoryAsync<MailTemplate>(request, agency, MailTemplate.IdOf(Find(name)), Called(name));

    /// <summary>GET a made-up mail by the template in force; scripts and links of it do nothing.</summary>
    [Function("PreviewTemplate")]
    [Operation(Query = [typeof(PreviewQuery)], Gives = typeof(Stream))]
    public async Task<IActionResult> Preview(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/templates/{name}/preview")] HttpRequest request,
        string agency,
        string name
    )
    {
        var asked = QueryParameters.Read<PreviewQuery>(request.Query);
        var template = Find(name);
        var context = await store.ContextAsync(agency, request.Actor(), request.HttpContext.RequestAborted);
        var locale = context.Settings.LocaleOf(asked.Language);
        mails.Forget(agency);
        request.HttpContext.Response.Headers.ContentSecurityPolicy = PreviewPolicy;
        return new ContentResult
        {
            Content = await mails.RenderAsync(agency, template, SampleMails.ModelOf(template, asked.Sample, locale), locale),
            ContentType = template.EndsWith(".html", StringComparison.Ordinal)
                ? "text/html; charset=utf-8"
                : "text/plain; charset=utf-8",
        };
    }

    /// <summary>PUT a <see cref="SetTemplate"/>: the agency's own template from now on.</summary>
    [Function("SetTemplate")]
    [Operation(Takes = typeof(SetTemplate), Gives = typeof(ShownTemplate))]
    public Task<IActionResult> Set(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/{agency}/templates/{name}")] HttpRequest request,
        string agency,
        string name
    ) =>
        ChangeAsync<SetTemplate>(
            request,
            agency,
            name,
            (command, record, context) => SetTemplate.Decide(command, Find(name), record, shipped, agency)
        );

    /// <summary>POST a <see cref="ResetTemplate"/>: the shipped template from now on.</summary>
    [Function("ResetTemplate")]
    [Operation(Takes = typeof(ResetTemplate), Gives = typeof(ShownTemplate))]
    public Task<IActionResult> Reset(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/templates/{name}/reset")] HttpRequest request,
        string agency,
        string name
    ) =>
        ChangeAsync<ResetTemplate>(
            request,
            agency,
            name,
            (command, record, context) => ResetTemplate.Decide(command, record ?? new MailTemplate(agency, Find(name), null))
        );

    private async Task<IActionResult> ChangeAsync<TCommand>(
        HttpRequest request,
        string agency,
        string name,
        Func<TCommand, MailTemplate?, DecisionContext, RecordDecision<MailTemplate>> decide
    )
    {
        var id = MailTemplate.IdOf(Find(name));
        var command = await JsonBody.ReadAsync<TCommand>(request);
        var stored = await commands.StoreAsync(request, agency, id, command, decide);
        mails.Forget(agency);
        return Show(name, stored);
    }

    private ApiAnswer Show(string name, Stored<MailTemplate>? stored)
    {
        var template = Find(name);
        var (text, line) = (stored?.Value.Text, Line(template, stored?.Value.Text));
        var shipping = shipped.TextOf(template);
        var shown = new ShownTemplate(
            line.Name,
            line.IsOwn,
            line.Problems,
            text ?? shipping,
            shipping,
            stored?.Value.Version ?? 0
        );
        return new ApiAnswer(200, shown) { Headers = { ["ETag"] = stored?.ETag ?? NeverChanged } };
    }

    private TemplateLine Line(string name, string? text) =>
        new(
            MailTemplate.AddressOf(name),
            text is not null,
            text is null
                ? []
                : [.. TemplateTrial.Problems(shipped, name, text).Select(problem => SetTemplate.Told(problem, name))]
        );

    private static string Find(string address) =>
        SampleMails.Names.FirstOrDefault(name => MailTemplate.AddressOf(name) == address)
        ?? throw new NotFoundException(Called(address));

    private static string Called(string address) => $"The template {address}";
}
