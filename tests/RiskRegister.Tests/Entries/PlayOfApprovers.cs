using RiskRegister.Entries;
using RiskRegister.Entries.Accepting;
using RiskRegister.Entries.HandingOver;
using RiskRegister.Entries.Linking;
using RiskRegister.Entries.Pursuing;
using RiskRegister.People;

namespace RiskRegister.Tests.Entries;

/// <summary>The moves that are about acceptances, opportunities and ties.</summary>
internal static class PlayOfApprovers
{
    /// <summary>How many verbs there are.</summary>
    public const int Verbs = 10;

    /// <summary>Who acts: the owner, who is an approver as well, or one of two approvers.</summary>
    public static readonly IReadOnlyList<Person> People =
    [
        States.Approver with
        {
            Email = States.Actor,
        },
        States.Approver,
        States.Approver with
        {
            Email = "second@demo.example",
            Authority = "high",
        },
    ];

    /// <summary>Moves that lead to an accepted risk.</summary>
    public static readonly IReadOnlyList<Move> ToAnAcceptance =
    [
        new(0, 5, 5, 0, "Seen"),
        new(2, 5, 0, 0, "So"),
        new(Play.Verbs, 7, 90, 0, "Yes"),
    ];

    private static readonly Entry Risk = States.ARatedRisk with { Reference = "R-0002" };

    private static readonly Entry Opportunity = States.ARatedOpportunity with { Reference = "O-0001" };

    /// <summary>Who makes a move.</summary>
    public static Person Of(Move move) => People[move.A / 7 % People.Count];

    public static Decision Decide(int verb, Move move, Entry entry, DecisionContext context)
    {
        var (person, text, day) = (Of(move), move.Text, context.Today.AddDays(move.B));
        return verb switch
        {
            0 or 1 => Accept.Decide(new(text, text, day), person, entry, context),
            2 => RequestAcceptance.Decide(new(text, move.B % 2 == 0 ? null : People[1].Email), People[1], entry, context),
            3 => RefuseAcceptance.Decide(new(text), person, entry, context),
            4 => DecidePursuit.Decide(new((PursuitKind)(move.A % 3), text, move.A % 3 == 1 ? day : null), entry, context),
            5 => ExpectBenefit.Decide(new("Answers in time", move.B, "%", day), entry, context),
            6 => RealiseBenefit.Decide(new(move.A, context.Today.AddDays(-move.B), text), entry, context),
            7 => Link.Decide(new("X", (LinkKind)(move.A % 3)), [entry, Other(move, entry)], context)[0],
            8 => HandOver.Decide(entry, People[0], move.B % 3 == 0 ? null : People[2], context),
            _ => Unlink.Decide(new("X", (LinkKind)(move.A % 3), text), [entry, Other(move, entry)], context)[0],
        };
    }

    private static Entry Other(Move move, Entry entry) =>
        (move.B % 4) switch
        {
            0 => entry,
            1 => Risk,
            _ => Opportunity,
        };
}
