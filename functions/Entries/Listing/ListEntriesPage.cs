using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Access;
using RiskRegister.Api;
using RiskRegister.Criteria;
using RiskRegister.Entries.Showing;
using RiskRegister.People;
using RiskRegister.Register;
using RiskRegister.Web;

namespace RiskRegister.Entries.Listing;

/// <summary>The register as a page. All that it shows is in its address, so that it can be sent, kept and gone back to.</summary>
public sealed class ListEntriesPage(EntryList entries, EntryStore store, PeopleDirectory people, Pages pages, PageFrames frames)
{
    private const int Limit = 50;

    private static readonly string[] Fields = ["q", "kind", "state", "standing", "level", "owner", "category", "sort"];

    private static readonly Dictionary<string, string> SortTexts = new(StringComparer.Ordinal)
    {
        ["reference"] = "Reference",
        ["level"] = "Highest level first",
        ["changed"] = "Last changed first",
        ["due"] = "Next review",
        ["title"] = "Title",
        ["owner"] = "Owner",
    };

    /// <summary>GET one page of the entries that the filters let through; the first says how many there are.</summary>
    [Function("ListEntriesPage")]
    public async Task<IActionResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{agency}/entries")] HttpRequest request,
        string agency
    )
    {
        var cancellation = request.HttpContext.RequestAborted;
        var filter = EntryFilterQuery.Read(request.Query);
        var continuation = ((string?)request.Query["continuation"]).OrNull();
        var context = await store.ContextAsync(agency, request.Actor(), cancellation);
        var everybody = people.AllAsync(agency, cancellation);
        var count = continuation is null ? entries.CountAsync(agency, filter, cancellation) : null;
        var page = await entries.PageAsync(agency, filter, Limit, continuation, cancellation);
        var names = new PeopleNames(await everybody);
        var given = Given(request.Query);
        var model = new
        {
            Form = Form.Of(given.Select(field => (field.Key, (string?)field.Value))),
            Filters = given,
            Filtered = given.Keys.Any(field => field != "sort"),
            Choices = Choices(context.Settings, names, filter),
            Items = page.Items.Select(document => Item(document.Entry, context, names)),
            Count = count is null ? (int?)null : await count,
            Next = page.Continuation,
            Continued = continuation is not null,
            MayRaise = Policies.Allows("RaisePage", request.Caller().Roles),
            MayImport = Policies.Allows("ImportPage", request.Caller().Roles),
        };
        return pages.Show("entries/list", model, await frames.OfAsync(request, "entries"));
    }

    private static Dictionary<string, string> Given(IQueryCollection query) =>
        Fields
            .Select(field => (field, Text: ((string?)query[field]).OrNull()))
            .Where(pair => pair.Text is not null)
            .ToDictionary(pair => pair.field, pair => pair.Text!);

    private static object Choices(AgencySettings settings, PeopleNames names, EntryFilter filter) =>
        new
        {
            Kinds = Choice.OfAll<EntryKind>(),
            States = Choice.OfAll<EntryState>(),
            Standings = Choice.OfWords(Standing.All),
            Levels = settings.Criteria.Levels.Select(level => new Choice(level.Id, level.Name)),
            Owners = Choice.Of(names.Owners(filter.Owner)),
            Categories = Choice.Of(settings.Categories),
            Sorts = SortTexts.Select(sort => new Choice(sort.Key, sort.Value)),
        };

    private static object Item(Entry entry, DecisionContext context, PeopleNames names) =>
        new
        {
            entry.Reference,
            entry.Kind,
            entry.Title,
            entry.State,
            Standing = Standing.Of(entry, context.Settings, context.Today),
            Level = context.Settings.Criteria.Level(entry.Effective),
            Owner = names.Of(entry.Owner),
            entry.Category,
            Due = entry.NextReview,
        };
}
