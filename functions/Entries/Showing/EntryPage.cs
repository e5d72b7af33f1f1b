using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Access;
using RiskRegister.Web;

namespace RiskRegister.Entries.Showing;

/// <summary>The page of one entry: all that is known of it, what happened to it, and what the person may do now.</summary>
public sealed class EntryPage(EntryViews views, Pages pages, PageFrames frames)
{
    private const int FirstEvents = 20;

    // The verb in the address, and the function that carries it out.
    private static readonly (string Verb, string Function)[] Verbs =
    [
        ("review", "ReviewEntryForm"),
        ("assess", "AssessForm"),
        ("respond", "RespondForm"),
        ("add-control", "AddControlForm"),
        ("plan-action", "PlanActionForm"),
        ("close", "CloseForm"),
    ];

    /// <summary>GET the page; <c>?history=all</c> has the whole history.</summary>
    // Named to come after ".../entries/raise", see NoSuchPage.
    [Function("ViewEntryPage")]
    public async Task<IActionResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{agency}/entries/{reference}")] HttpRequest request,
        string agency,
        string reference
    )
    {
        var view = await views.LoadAsync(request, agency, reference);
        var history = await views.HistoryAsync(view, request.HttpContext.RequestAborted);
        var shown = request.Query["history"] == "all" ? history.Count : FirstEvents;
        var model = new
        {
            Entry = Describe(view, history),
            Scales = view.Scales.Select(scale => scale.Name),
            view.Ratings,
            Actions = view.Entry.Actions.Select(action => Describe(action, view)),
            Review = DescribeReview(view),
            History = new
            {
                Events = history.Reverse().Take(shown),
                More = history.Count > shown ? $"{view.Address}?history=all#history" : null,
            },
            Verbs = VerbsOf(view),
        };
        return pages.Show("entries/entry", model, await frames.OfAsync(request, "entries"));
    }

    private static IEnumerable<string> VerbsOf(EntryView view) =>
        view.Entry.State == EntryState.Closed
            ? []
            : Verbs
                .Where(verb => Policies.Allows(verb.Function, view.Caller.Roles))
                .Select(verb => verb.Verb)
                .OrderByDescending(verb => verb == "assess" && view.Entry.Effective is null);

    private static object Describe(EntryView view, IReadOnlyList<ShownEvent> history)
    {
        var entry = view.Entry;
        return new
        {
            entry.Reference,
            entry.Kind,
            entry.State,
            entry.Title,
            view.Standing,
            Parts = Parts(view).Where(part => part.Text is not "").Select(part => new { part.Part, part.Text }),
            Level = view.Settings.Criteria.Level(entry.Effective),
            entry.Response,
            Closed = entry.State == EntryState.Closed
                ? new
                {
                    history[^1].At,
                    history[^1].By,
                    Reason = entry.ClosedReason,
                }
                : null,
        };
    }

    /// <summary>All that is said of the entry; what is empty rather than null is left out.</summary>
    private static IEnumerable<(string Part, string? Text)> Parts(EntryView view) =>
        [
            .. view.Statement,
            ("owner", view.People.Of(view.Entry.Owner)),
            ("category", view.Entry.Category),
            ("processes", string.Join(", ", view.Entry.Processes)),
            ("objectives", string.Join(", ", view.Entry.Objectives)),
            ("controls", string.Join("\n", view.Entry.Controls.Where(c => c.RetiredOn is null).Select(c => c.Title))),
            ("notes", view.Entry.Notes ?? ""),
            ("source-reference", view.Entry.SourceReference ?? ""),
        ];

    private static object Describe(PlannedAction action, EntryView view) =>
        new
        {
            action.Id,
            action.Title,
            Owner = view.People.Of(action.Owner),
            action.Due,
            State = view.StateOf(action),
            action.Process,
            action.Measure,
            action.Outcome,
            action.CheckDue,
            Verbs = action.IsOpen
            && view.Entry.State != EntryState.Closed
            && Policies.Allows("CompleteActionForm", view.Caller.Roles)
                ? (string[])["complete-action"]
                : [],
        };

    private static object DescribeReview(EntryView view) =>
        new
        {
            Due = view.Entry.NextReview,
            Asked = view.Entry.Review?.AskedOn,
            view.Entry.Review?.Why,
            LastAt = view.Entry.LastReview?.At,
            LastBy = view.People.Of(view.Entry.LastReview?.By),
            LastAnswer = view.Entry.LastReview?.Answer,
            LastReason = view.Entry.LastReview?.Reason,
        };
}
