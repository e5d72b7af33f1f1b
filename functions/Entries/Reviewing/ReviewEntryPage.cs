using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Entries.Assessing;
using RiskRegister.Entries.Showing;
using RiskRegister.Reassessment;
using RiskRegister.Web;

namespace RiskRegister.Entries.Reviewing;

/// <summary>The page on which a review is answered: it shows what changed since the last one, so that a minute is enough.</summary>
public sealed class ReviewEntryPage(EntryForms forms, EntryViews views)
{
    // What a run does to ask is no change of the entry.
    private static readonly string[] Asking =
    [
        "review-asked",
        "review-reminded",
        "review-escalated",
        "reviewed",
        "review-withdrawn",
    ];

    private EntryForm<ReviewEntry> Form =>
        new("review", "reviewed", Read, Review.Decide)
        {
            Begin = Begin,
            More = MoreAsync,
            Tell = (refusal, _) =>
                refusal is { Field: "answer", Rule: "required" }
                    ? new FieldError("answer", "Choose an answer")
                    : BasisField.Tell(refusal),
            ThenWork = true,
        };

    /// <summary>GET: the form.</summary>
    [Function("ReviewEntryPage")]
    public Task<IActionResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{agency}/entries/{reference}/review")] HttpRequest request,
        string agency,
        string reference
    ) => forms.ShowAsync(request, agency, reference, Form);

    /// <summary>POST: carries it out.</summary>
    [Function("ReviewEntryForm")]
    public Task<IActionResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "{agency}/entries/{reference}/review")] HttpRequest request,
        string agency,
        string reference
    ) => forms.PostAsync(request, agency, reference, Form);

    private static ReviewEntry Read(Form form)
    {
        var answer = form.Word<ReviewAnswerKind>("answer");
        var isRescored = answer == ReviewAnswerKind.Rescored;
        int? Step(string field) => isRescored ? form.Number(field) : null;
        return new ReviewEntry
        {
            Answer = answer,
            Reason = form.Text("reason"),
            Likelihood = Step("likelihood"),
            Consequence = Step("consequence"),
            Feasibility = Step("feasibility"),
            Benefit = Step("benefit"),
            RestsOn = isRescored ? form.Texts(BasisField.Name) : null,
        };
    }

    /// <summary>The steps of today are filled in: most often one of the two has changed.</summary>
    private static Form Begin(EntryView view, IQueryCollection query)
    {
        if (view.Entry.Effective is not { } rating)
        {
            return Web.Form.Empty;
        }

        var (first, second) = Shown.Position(rating);
        return Web
            .Form.Of(
                (view.Scales[0].Name, first.ToString(CultureInfo.InvariantCulture)),
                (view.Scales[1].Name, second.ToString(CultureInfo.InvariantCulture))
            )
            .With(BasisField.Name, view.Entry.Current?.RestsOn);
    }

    private async Task<object> MoreAsync(EntryView view, CancellationToken cancellation)
    {
        var history = await views.HistoryAsync(view, cancellation);
        var last = history.LastOrDefault(e => e.Type is "reviewed");
        return new
        {
            view.Scales,
            Bases = BasisChecks.Choices(view.Entry),
            Statement = view.Statement.Select(part => new { part.Part, part.Text }),
            Asked = Asked(view),
            Since = view.Entry.LastReview is { } review
                ? new
                {
                    review.At,
                    By = view.People.Of(review.By),
                    review.Answer,
                    review.Reason,
                }
                : null,
            Changes = history.Where(e => e.Version > (last?.Version ?? 0) && !Asking.Contains(e.Type)).Reverse().Take(10),
            Actions = view.Entry.Actions.Select(action => new
            {
                action.Title,
                Owner = view.People.Of(action.Owner),
                action.Due,
                State = view.StateOf(action),
            }),
        };
    }

    private static object? Asked(EntryView view) =>
        view.Entry.Review is { } review
            ? new
            {
                At = review.AskedOn,
                Due = WorkingDays.After(review.AskedOn, view.Settings.Deadlines.EscalateToManager, view.Settings),
                review.Why,
            }
            : null;
}
