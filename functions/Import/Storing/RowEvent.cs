using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.People;

namespace RiskRegister.Import.Storing;

/// <summary>Makes the event of an imported row.</summary>
public static class RowEvent
{
    /// <summary>The row as an event; owners become addresses where the agency knows the person.</summary>
    public static Imported Of(ImportedRow row, string file, IReadOnlyList<Person> people, DecisionContext context)
    {
        var kind = row.Kind == "opportunity" ? EntryKind.Opportunity : EntryKind.Risk;
        Rating? Rate(ImportedRating? rating) => Rated(rating, kind, $"Imported from {file}, row {row.Row}.", context);
        var (inherent, current, target) = (Rate(row.Inherent), Rate(row.Current), Rate(row.Target));
        return new Imported(
            file,
            row.Row,
            Raised(row, kind, people) with
            {
                NextReview = row.NextReview ?? context.Settings.NextReview(current ?? inherent, context.Today),
            }
        )
        {
            Inherent = inherent,
            Current = current,
            Target = target,
            Response = row.Response is null
                ? null
                : new Response(Enum.Parse<ResponseKind>(row.Response, ignoreCase: true), $"Imported from {file}."),
            Actions =
            [
                .. row.Actions.Select(
                    (a, i) => new PlannedAction($"A{i + 1}", a.Title, Address(a.Owner, people), a.Due, null, null)
                ),
            ],
            ClosedReason = row.State == "closed" ? row.ClosedReason.OrNull() ?? $"Closed in {file}." : null,
        };
    }

    private static Raised Raised(ImportedRow row, EntryKind kind, IReadOnlyList<Person> people) =>
        new(kind, row.Title)
        {
            Draft = row.State == "draft",
            Cause = row.Cause,
            Event = row.Event,
            Consequence = row.Consequence,
            Opening = row.Opening,
            Action = row.OpportunityAction,
            Benefit = row.Benefit,
            Owner = Address(row.Owner, people),
            Category = row.Category,
            Tags = row.Tags.OrNull(),
            Processes = row.Processes,
            Objectives = row.Objectives,
            SourceReference = row.SourceReference,
            Notes = Notes(row),
        };

    /// <summary>A rating of which the file gives one half only is no rating; that half is among the notes.</summary>
    private static Rating? Rated(ImportedRating? rating, EntryKind kind, string rationale, DecisionContext context) =>
        rating is { Likelihood: { } first, Consequence: { } second }
            ? context.Settings.Criteria.Rate(kind, first, second, rationale, context.Now, context.Actor)
            : null;

    private static string? Notes(ImportedRow row)
    {
        string?[] lines =
        [
            row.Notes,
            row.RaisedOn is { } day ? $"Raised on: {day:yyyy-MM-dd}" : null,
            Half("Inherent", row.Inherent),
            Half("Current", row.Current),
            Half("Target", row.Target),
        ];
        return string.Join('\n', lines.Where(line => line is not null)).OrNull();
    }

    private static string? Half(string stage, ImportedRating? rating) =>
        rating switch
        {
            { Likelihood: { } likelihood, Consequence: null } =>
                $"{stage} rating without consequence; likelihood or feasibility: {likelihood}",
            { Likelihood: null, Consequence: { } consequence } =>
                $"{stage} rating without likelihood; consequence or benefit: {consequence}",
            _ => null,
        };

    private static string? Address(string? owner, IReadOnlyList<Person> people)
    {
        var known = people
            .Where(p =>
                string.Equals(p.Email, owner, StringComparison.OrdinalIgnoreCase)
                || string.Equals(p.Name, owner, StringComparison.OrdinalIgnoreCase)
            )
            .ToList();
        return known.Count == 1 ? known[0].Email : owner.OrNull();
    }
}
