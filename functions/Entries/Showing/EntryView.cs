using RiskRegister.Context;
using RiskRegister.Criteria;
using RiskRegister.People;
using RiskRegister.Web;

namespace RiskRegister.Entries.Showing;

/// <summary>An entry with what a page needs to show it.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Settings">The agency's settings in force.</param>
/// <param name="Today">The day in the agency's time zone.</param>
/// <param name="People">Names of the agency's people.</param>
/// <param name="Caller">Who looks at it.</param>
public sealed record EntryView(Entry Entry, AgencySettings Settings, DateOnly Today, PeopleNames People, Person Caller)
{
    /// <summary>Reads the names of the context that forms offer.</summary>
    public required Func<ContextKind, CancellationToken, Task<IReadOnlyList<string>>> ContextNames { get; init; }

    /// <summary>Address of the entry's page.</summary>
    public string Address => $"/{Entry.Agency}/entries/{Uri.EscapeDataString(Entry.Reference)}";

    /// <summary>The scales of its kind.</summary>
    public IReadOnlyList<ShownScale> Scales => Settings.Criteria.Scales(Entry.Kind);

    /// <summary>The standing of today.</summary>
    public IReadOnlyList<string> Standing => Entries.Standing.Of(Entry, Settings, Today);

    /// <summary>What the forms show above their fields: { reference, kind, title, version, standing, level, first, second }.</summary>
    public object Head
    {
        get
        {
            var steps = Entry.Effective is { } rating ? Settings.Criteria.Steps(Entry.Kind, rating) : ((string, string)?)null;
            return new
            {
                Entry.Reference,
                Entry.Kind,
                Entry.Title,
                Entry.Version,
                Standing,
                Level = Settings.Criteria.Level(Entry.Effective),
                First = steps?.Item1,
                Second = steps?.Item2,
            };
        }
    }

    /// <summary>What it says; the text is null where nothing is recorded.</summary>
    public IReadOnlyList<(string Part, string? Text)> Statement =>
        Entry.Kind == EntryKind.Risk
            ? [("cause", Entry.Cause), ("event", Entry.Event), ("consequence", Entry.Consequence)]
            : [("opening", Entry.Opening), ("action", Entry.Action), ("benefit", Entry.Benefit)];

    /// <summary>The ratings that there are: [{ stage, first, second, level, rationale, by, at, criteria, outdated }].</summary>
    public IReadOnlyList<object> Ratings => [.. Enum.GetValues<RatingStage>().Select(ShowRating).OfType<object>()];

    /// <summary>"open", "overdue" or "done".</summary>
    public string StateOf(PlannedAction action) =>
        action.CompletedAt is not null ? "done"
        : action.DroppedOn is not null ? "dropped"
        : action.Due < Today ? "overdue"
        : "open";

    /// <summary>What is chosen from for a control or an action: { choices: { owners, processes } }.</summary>
    public async Task<object> ChoicesAsync(CancellationToken cancellation) =>
        new
        {
            Choices = new
            {
                Owners = Choice.Of(People.Owners(Entry.Owner)),
                Processes = Choice.Of(await ContextNames(ContextKind.Process, cancellation)),
            },
        };

    private object? ShowRating(RatingStage stage)
    {
        if (Entry.RatingAt(stage) is not { } rating)
        {
            return null;
        }

        var (first, second) = Settings.Criteria.Steps(Entry.Kind, rating);
        return new
        {
            Stage = stage,
            First = first,
            Second = second,
            Level = Settings.Criteria.Level(rating),
            rating.Rationale,
            By = People.Of(rating.By),
            rating.At,
            Criteria = rating.CriteriaVersion,
            Outdated = rating.CriteriaVersion != Settings.Criteria.Version,
        };
    }
}
