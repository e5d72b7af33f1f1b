using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.Entries.Accepting;
using RiskRegister.Entries.Acting;
using RiskRegister.Entries.Assessing;
using RiskRegister.Entries.CallingReview;
using RiskRegister.Entries.Closing;
using RiskRegister.Entries.Controlling;
using RiskRegister.Entries.Occurring;
using RiskRegister.Entries.Pursuing;
using RiskRegister.Entries.Raising;
using RiskRegister.Entries.Responding;
using RiskRegister.Entries.Reviewing;
using RiskRegister.People;

namespace RiskRegister.Demo;

/// <summary>One command that somebody gave some days ago; exactly one of the commands is set.</summary>
public sealed record DemoStep
{
    /// <summary>Days before the day of loading.</summary>
    public required int DaysAgo { get; init; }

    /// <summary>E-mail address of who acted.</summary>
    public required string By { get; init; }

    /// <summary>The command, if it is this one.</summary>
    public RaiseEntry? Raise { get; init; }

    /// <summary>Raising: the signal that it comes from.</summary>
    public string? Signal { get; init; }

    /// <summary>The call of the review by a breach, which the register has made itself.</summary>
    public DemoCall? Called { get; init; }

    /// <inheritdoc cref="Raise"/>
    public AssessEntry? Assess { get; init; }

    /// <inheritdoc cref="Raise"/>
    public RespondToEntry? Respond { get; init; }

    /// <inheritdoc cref="Raise"/>
    public AddEntryControl? Control { get; init; }

    /// <inheritdoc cref="Raise"/>
    public DemoPlan? Plan { get; init; }

    /// <inheritdoc cref="Raise"/>
    public CompleteEntryAction? Complete { get; init; }

    /// <summary>Asking for acceptance: why.</summary>
    public string? AskAcceptance { get; init; }

    /// <inheritdoc cref="Raise"/>
    public DemoAcceptance? Accept { get; init; }

    /// <inheritdoc cref="Raise"/>
    public DemoPursuit? Pursue { get; init; }

    /// <inheritdoc cref="Raise"/>
    public DemoBenefit? Expect { get; init; }

    /// <summary>Telling what was realised up to the day of the step.</summary>
    public DemoRealisation? Realise { get; init; }

    /// <summary>What has happened on the day of the step.</summary>
    public string? Occur { get; init; }

    /// <inheritdoc cref="Raise"/>
    public ReviewEntry? Review { get; init; }

    /// <inheritdoc cref="Raise"/>
    public CloseEntry? Close { get; init; }

    /// <summary>What the decision of that day knew. It was taken in the morning; <paramref name="number"/> keeps the steps of one day apart.</summary>
    public DecisionContext Context(AgencySettings settings, DateTimeOffset now, int number) =>
        Context(DaysAgo, By, settings, now, number);

    /// <summary>The same for what is no step of an entry.</summary>
    public static DecisionContext Context(int daysAgo, string by, AgencySettings settings, DateTimeOffset now, int number)
    {
        var day = settings.DayOf(now).AddDays(-daysAgo);
        var at = new DateTimeOffset(day, new TimeOnly(9, 0), TimeSpan.Zero).AddMinutes(17 * number);
        return new DecisionContext(at, day, by, settings);
    }

    /// <summary>The decision of the command's verb.</summary>
    public Decision Decide(Entry entry, DecisionContext context, DateOnly today) =>
        this switch
        {
            { Raise: { } raise } => Entries.Raising.Raise.Decide(raise, context, Signal),
            { Called: { } call } => CallReview.BySignal(entry, CallCause.Indicator, call.Why, call.Signal, context),
            { Assess: { } assess } => Entries.Assessing.Assess.Decide(assess, entry, context),
            { Respond: { } respond } => Entries.Responding.Respond.Decide(respond, entry, context),
            { Control: { } control } => AddControl.Decide(control, entry, context),
            { Plan: { } plan } => PlanAction.Decide(plan.Command(today), entry, context),
            { Complete: { } complete } => CompleteAction.Decide(complete, entry, context),
            { AskAcceptance: { } why } => RequestAcceptance.Decide(new(why, null), null, entry, context),
            { Accept: { } accept } => Entries.Accepting.Accept.Decide(
                accept.Command(today),
                Actor(entry.Agency, today),
                entry,
                context
            ),
            { Pursue: { } pursue } => DecidePursuit.Decide(pursue.Command(today), entry, context),
            { Expect: { } expect } => ExpectBenefit.Decide(expect.Command(today), entry, context),
            { Realise: { } realised } => RealiseBenefit.Decide(new(realised.Value, context.Today, realised.Note), entry, context),
            { Occur: { } what } => RecordOccurrence.Decide(new(context.Today, what), entry, context),
            { Review: { } review } => Entries.Reviewing.Review.Decide(review, entry, context),
            { Close: { } close } => Entries.Closing.Close.Decide(close, entry, context),
            _ => throw new InvalidOperationException($"demo.json: a step of {entry.Reference} has no command."),
        };

    private Person Actor(string agency, DateOnly today) =>
        DemoFile.Content.People.Single(person => person.Email == By).In(agency, today);
}

/// <summary>Planning an action that is due some days from the day of loading on, or before it where negative.</summary>
public sealed record DemoPlan(string Title, string? Owner, int DueIn, string? Process, string? Measure)
{
    /// <summary>The command on the day of loading.</summary>
    public PlanEntryAction Command(DateOnly today) => new(Title, Owner, today.AddDays(DueIn), Process, Measure);
}

/// <summary>Accepting until some days from the day of loading on, or before it where negative.</summary>
public sealed record DemoAcceptance(string Reason, string? Conditions, int UntilIn)
{
    /// <summary>The command on the day of loading.</summary>
    public AcceptEntry Command(DateOnly today) => new(Reason, Conditions, today.AddDays(UntilIn));
}

/// <summary>Deciding on an opportunity; what is deferred is decided on again some days from the day of loading on, or before it.</summary>
public sealed record DemoPursuit(PursuitKind Decision, string Reason, int? UntilIn)
{
    /// <summary>The command on the day of loading.</summary>
    public DecideEntryPursuit Command(DateOnly today) => new(Decision, Reason, UntilIn is { } days ? today.AddDays(days) : null);
}

/// <summary>What an opportunity is to bring by some days from the day of loading on, or before it.</summary>
public sealed record DemoBenefit(string Measure, decimal Value, string Unit, int ByIn)
{
    /// <summary>The command on the day of loading.</summary>
    public ExpectEntryBenefit Command(DateOnly today) => new(Measure, Value, Unit, today.AddDays(ByIn));
}

/// <summary>What an opportunity has brought.</summary>
public sealed record DemoRealisation(decimal Value, string Note);

/// <summary>That the signal of a breach has called the review.</summary>
public sealed record DemoCall(string Signal, string Why);
