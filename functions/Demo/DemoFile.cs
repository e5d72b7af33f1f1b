using System.Globalization;
using System.Text.Json;
using RiskRegister.Context;
using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.Entries.Raising;
using RiskRegister.People;
using RiskRegister.Register;

namespace RiskRegister.Demo;

/// <summary>The invented agency of demo.json. Days are counted from the day of loading, so that the register never looks old.</summary>
public sealed record DemoFile(
    string Agency,
    IReadOnlyList<DemoPerson> People,
    IReadOnlyList<AddContextItem> Context,
    IReadOnlyDictionary<string, string> Appetite,
    IReadOnlyList<DemoEntry> Entries
)
{
    /// <summary>Its signals, the oldest first.</summary>
    public IReadOnlyList<DemoSignal> Signals { get; init; } = [];

    /// <summary>Its indicators, the oldest first.</summary>
    public IReadOnlyList<DemoIndicator> Indicators { get; init; } = [];

    private static readonly Lazy<DemoFile> Shipped = new(Load);

    /// <summary>The shipped file.</summary>
    public static DemoFile Content => Shipped.Value;

    /// <summary>The agency's settings.</summary>
    public AgencySettings Settings() => DefaultSettings.For(Agency) with { Appetite = Appetite };

    /// <summary>How the entry of a reference is raised; null when there is none.</summary>
    public RaiseEntry? Raised(string reference) =>
        int.TryParse(reference.AsSpan(2), CultureInfo.InvariantCulture, out var number)
            ? Entries
                .Where(e => e.Kind == (reference[0] == 'R' ? EntryKind.Risk : EntryKind.Opportunity))
                .ElementAtOrDefault(number - 1)
                ?.Steps[0]
                .Raise
            : null;

    /// <summary>Who has to answer a signal about what somebody owns.</summary>
    public string Assignee(string? owner) =>
        People.Any(person => person.Email == owner) ? owner! : RiskRegister.Signals.Signal.RiskManagers;

    /// <summary>How many signals the indicators make.</summary>
    public int Breaches(AgencySettings settings, DateTimeOffset now) =>
        Indicators.Sum(i => i.Replay(this, "I-0001", new Counter(0, 0), settings, now).Signals.Count);

    /// <summary>Throws what a decision has refused, as a fault of the file.</summary>
    /// <exception cref="InvalidOperationException">There are refusals.</exception>
    public static void ThrowIf(IReadOnlyList<Refusal> refusals, string what)
    {
        if (refusals.Count > 0)
        {
            throw new InvalidOperationException($"demo.json: \"{what}\": {string.Join(' ', refusals)}");
        }
    }

    private static DemoFile Load()
    {
        using var file = typeof(DemoFile).Assembly.GetManifestResourceStream("RiskRegister.Demo.demo.json")!;
        return JsonSerializer.Deserialize<DemoFile>(file, RegisterJson.Strict)!;
    }
}

/// <summary>A person of the agency.</summary>
public sealed record DemoPerson(string Email, string Name, IReadOnlyList<Role> Roles, string? Manager, string? Authority)
{
    /// <summary>Days on which they are away.</summary>
    public DemoAbsence? Away { get; init; }

    /// <summary>That they have left.</summary>
    public DemoDeparture? Left { get; init; }

    /// <summary>The person as a member of an agency.</summary>
    /// <param name="agency">The agency.</param>
    /// <param name="today">The day of loading.</param>
    public Person In(string agency, DateOnly today) =>
        new(agency, Email, Name, Roles, Manager)
        {
            Authority = Authority,
            // So that there are mails to be seen at any hour.
            Digests = new DigestPreferences { Hour = 0 },
            Away = Away is null
                ? []
                : [new Absence(today.AddDays(-Away.DaysAgo), today.AddDays(Away.DaysAhead), Away.Delegate, Away.Note)],
            Left = Left is null ? null : new Departure(today.AddDays(-Left.DaysAgo), Left.Successor, Left.Why, 1),
        };
}

/// <summary>Days on which a person is away, counted from the day of loading.</summary>
public sealed record DemoAbsence(int DaysAgo, int DaysAhead, string Delegate, string? Note);

/// <summary>That a person has left some days before the day of loading.</summary>
public sealed record DemoDeparture(int DaysAgo, string? Successor, string Why);

/// <summary>An entry, told by what was done to it, the oldest step first.</summary>
public sealed record DemoEntry(IReadOnlyList<DemoStep> Steps)
{
    /// <summary>The kind it is raised as.</summary>
    public EntryKind Kind => Steps[0].Raise!.Kind!.Value;

    /// <summary>What the steps make of the entry under a reference, by the same decisions that users' commands go through.</summary>
    /// <exception cref="InvalidOperationException">A decision refused a step; the message names entry, step and rules.</exception>
    public Changeset Replay(string agency, string reference, AgencySettings settings, DateTimeOffset now)
    {
        Changeset? change = null;
        foreach (var (number, step) in Steps.Index())
        {
            var entry = change?.Entry ?? Entry.Unborn(agency, reference);
            var context = step.Context(settings, now, number);
            var decision = step.Decide(entry, context, settings.DayOf(now));
            if (decision.Refusals.Count > 0)
            {
                throw new InvalidOperationException(
                    $"demo.json: \"{Steps[0].Raise?.Title}\", {step.DaysAgo} days ago: {Rules(decision)}"
                );
            }

            change = change is null ? Changeset.Of(entry, null, decision.Events, context) : change.Then(decision.Events, context);
        }

        // The standing of lists is that of today, not that of the day of the last step.
        return change! with
        {
            Document = EntryDocument.Of(change.Entry, change.Document.Head, settings, settings.DayOf(now)),
        };
    }

    private static string Rules(Decision decision) =>
        string.Join("; ", decision.Refusals.Select(r => $"{r.Field} {r.Rule} ({r.Message})"));
}
