using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Context;
using RiskRegister.Criteria;
using RiskRegister.Entries.Showing;
using RiskRegister.People;
using RiskRegister.Register;
using RiskRegister.Web;

namespace RiskRegister.Entries.Raising;

/// <summary>The page on which an entry is raised: it asks for the kind first, and then for what that kind is told by.</summary>
public sealed class RaisePage(
    Raise raise,
    PeopleDirectory people,
    Agencies agencies,
    ContextItems items,
    Pages pages,
    PageFrames frames
)
{
    /// <summary>GET: the choice of the kind, or the form for <c>?kind=</c>.</summary>
    [Function("RaisePage")]
    public Task<IActionResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{agency}/entries/raise")] HttpRequest request,
        string agency
    )
    {
        var form = Form.Of(("kind", request.Query["kind"]));
        var isMissing = request.Query.ContainsKey("kind") && form.Word<EntryKind>("kind") is null;
        return isMissing
            ? PageAsync(request, agency, form with { Errors = [new FieldError("kind", "Choose what you want to raise")] }, 400)
            : PageAsync(request, agency, form, 200);
    }

    /// <summary>POST: raises it, and goes on to its page.</summary>
    [Function("RaiseForm")]
    public async Task<IActionResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "{agency}/entries/raise")] HttpRequest request,
        string agency
    )
    {
        var posted = await request.ReadPostedAsync();
        try
        {
            var key = request.IdempotencyKey(posted.Text(EntryForms.Key));
            var raised = await raise.RaiseAsync(agency, Read(posted), request.Actor(), key, request.HttpContext.RequestAborted);
            return new RedirectResult(Notices.Address($"/{agency}/entries/{raised.Value.Reference}", "raised"));
        }
        catch (RefusedException e)
        {
            return await PageAsync(request, agency, posted with { Errors = [.. e.Refusals.Select(EntryForms.Tell)] }, 400);
        }
    }

    private static RaiseEntry Read(Form form) =>
        new()
        {
            Kind = form.Word<EntryKind>("kind"),
            Title = form.Text("title") ?? "",
            Cause = form.Text("cause"),
            Event = form.Text("event"),
            Consequence = form.Text("consequence"),
            Opening = form.Text("opening"),
            Action = form.Text("action"),
            Benefit = form.Text("benefit"),
            Owner = form.Text("owner"),
            Category = form.Text("category"),
            Processes = form.Texts("processes"),
        };

    private async Task<IActionResult> PageAsync(HttpRequest request, string agency, Form form, int status)
    {
        var settings = await agencies.SettingsAsync(agency, request.HttpContext.RequestAborted);
        var names = new PeopleNames(await people.AllAsync(agency, request.HttpContext.RequestAborted));
        var model = new
        {
            Kind = form.Word<EntryKind>("kind"),
            Form = form,
            Key = form.Text(EntryForms.Key) ?? EntryForms.NewKey(),
            Choices = new
            {
                Owners = Choice.Of(names.Owners(null)),
                Categories = Choice.Of(settings.Categories),
                Processes = Choice.Of(await items.ChoicesAsync(agency, ContextKind.Process, request.HttpContext.RequestAborted)),
            },
        };
        return pages.Show("entries/raise", model, await frames.OfAsync(request, "raise"), status);
    }
}
