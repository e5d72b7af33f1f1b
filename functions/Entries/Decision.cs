using RiskRegister.Criteria;
using RiskRegister.People;

namespace RiskRegister.Entries;

/// <summary>What a decision may know besides the command and the entry: no clock, no random value, no I/O.</summary>
/// <param name="Now">The instant of the command.</param>
/// <param name="Today">The same in the agency's time zone.</param>
/// <param name="Actor">E-mail address of who acts.</param>
/// <param name="Settings">The agency's settings in force.</param>
public sealed record DecisionContext(DateTimeOffset Now, DateOnly Today, string Actor, AgencySettings Settings)
{
    /// <summary>The people of the agency, where the decision has to know of them; nobody where it was not given them.</summary>
    public Roster People { get; init; } = Roster.Empty;
}

/// <summary>A rule that a command broke.</summary>
/// <param name="Field">The field of the command, in camelCase, or empty when the rule is about the entry as it stands.</param>
/// <param name="Rule">Stable name of the rule, such as <c>entry-is-closed</c>.</param>
/// <param name="Message">What is wrong and how to mend it.</param>
public sealed record Refusal(string Field, string Rule, string Message);

/// <summary>What a decision comes to: events to append, or the rules that stand against it.</summary>
public sealed record Decision(IReadOnlyList<EntryEvent> Events, IReadOnlyList<Refusal> Refusals)
{
    /// <summary>The command is carried out by these events.</summary>
    public static Decision Accept(params IReadOnlyList<EntryEvent> events) => new(events, []);

    /// <summary>The command is refused.</summary>
    public static Decision Refuse(params IReadOnlyList<Refusal> refusals) => new([], refusals);
}
