using System.Text.Json;
using System.Text.Json.Nodes;
using RiskRegister.Entries;
using RiskRegister.Entries.Acting;
using RiskRegister.Entries.Assessing;
using RiskRegister.Entries.Attaching;
using RiskRegister.Entries.CallingReview;
using RiskRegister.Entries.Changing;
using RiskRegister.Entries.Checking;
using RiskRegister.Entries.Closing;
using RiskRegister.Entries.Commenting;
using RiskRegister.Entries.Controlling;
using RiskRegister.Entries.Occurring;
using RiskRegister.Entries.Raising;
using RiskRegister.Entries.Reopening;
using RiskRegister.Entries.Responding;
using RiskRegister.Entries.Reviewing;
using RiskRegister.Reassessment;
using RiskRegister.Register;

namespace RiskRegister.Tests.Entries;

/// <summary>Numbers that stand for a command, which may or may not be let through.</summary>
/// <param name="Verb">Which command.</param>
/// <param name="A">First choice inside the command.</param>
/// <param name="B">Second choice inside the command.</param>
/// <param name="Days">Days since the command before.</param>
/// <param name="Text">A text inside the command.</param>
public sealed record Move(byte Verb, byte A, byte B, byte Days, string? Text);

/// <summary>An entry after one more command: before it, after it, and what was decided.</summary>
internal sealed record Turn(Entry Before, DecisionContext Context, Decision Decision, Changeset After);

/// <summary>Plays commands on one entry, through the decisions and the changeset that the store uses.</summary>
internal static class Play
{
    /// <summary>How many verbs there are before those of <see cref="PlayOfApprovers"/>.</summary>
    public const int Verbs = 22;

    /// <summary>All turns; the first one is the raising.</summary>
    public static IReadOnlyList<Turn> All(IEnumerable<Move> moves)
    {
        var turns = new List<Turn>();
        var day = 0;
        foreach (var move in moves.Prepend(new Move(0, 0, 0, 0, "An entry")))
        {
            day += move.Days % 120;
            var context = States.At(day) with { Actor = PlayOfApprovers.Of(move).Email };
            turns.Add(turns.Count == 0 ? First(move, context) : Next(move, turns[^1].After, context));
        }

        return turns;
    }

    private static Turn First(Move move, DecisionContext context)
    {
        var kind = (EntryKind)(move.A % 2);
        var raise = new RaiseEntry
        {
            Kind = kind,
            Title = "An entry",
            Draft = move.B % 2 == 0,
            Notes = move.Text?.Length <= Checks.MaxNotes ? move.Text : null,
            Owner = States.Actor,
        };
        var unborn = Entry.Unborn("demo", "R-0001");
        var decision = Raise.Decide(raise, context);
        return new Turn(unborn, context, decision, Changeset.Of(unborn, null, decision.Events, context));
    }

    private static Turn Next(Move move, Changeset so, DecisionContext context)
    {
        var decision = Decide(move, so.Entry, context);
        return new Turn(so.Entry, context, decision, decision.Events.Count == 0 ? so : so.Then(decision.Events, context));
    }

    private static Decision Decide(Move move, Entry entry, DecisionContext context)
    {
        var (a, b, text) = (move.A % 7, move.B % 7, move.Text);
        var risk = entry.Kind == EntryKind.Risk;
        return VerbOf(move) switch
        {
            9 => AddControl.Decide(new(text, null, null), entry, context),
            10 => RetireControl.Decide(new($"C{a}", text), entry, context),
            11 => ChangeAction.Decide(
                new($"A{a}", text, null, context.Today.AddDays(move.B - 20), null, text, move.Days - 9, "Other"),
                entry,
                context
            ),
            12 => DropAction.Decide(new($"A{a}", text), entry, context),
            13 => CheckAction.Decide(new($"A{a}", (Verdict)(move.B % 3), text), entry, context),
            14 => ShareAction.Decide(new($"A{a}", ["R-0002"]), [entry, Other], context)[0],
            0 or 1 => Assess.Decide(
                new AssessEntry
                {
                    Stage = (RatingStage)(move.Days % 3),
                    Likelihood = risk ? a : null,
                    Consequence = risk ? b : null,
                    Feasibility = risk ? null : a,
                    Benefit = risk ? null : b,
                    Rationale = text,
                    Confidence = move.Days % 2 == 0 ? (Confidence)(b % 3) : null,
                    RestsOn = Basis(move, entry),
                },
                entry,
                context
            ),
            2 => Respond.Decide(new RespondToEntry((ResponseKind)(move.A % 11), text), entry, context),
            3 => PlanAction.Decide(new(text, null, context.Today.AddDays(move.B - 20), null, text), entry, context),
            4 => CompleteAction.Decide(new CompleteEntryAction($"A{a}", text), entry, context),
            5 or 6 => Review.Decide(
                new ReviewEntry
                {
                    Answer = (ReviewAnswerKind)(move.Days % 5),
                    Reason = text,
                    Likelihood = risk ? a : null,
                    Consequence = risk ? b : null,
                    Feasibility = risk ? null : a,
                    Benefit = risk ? null : b,
                    RestsOn = move.A % 2 == 0 ? Basis(move, entry) : null,
                },
                entry,
                context
            ),
            7 => Ask(move, entry, context),
            15 => Change.Decide(
                new ChangeEntry(ChangeOf(move).Deserialize<Dictionary<string, JsonElement>>(), text),
                entry,
                context
            ),
            16 => Reopen.Decide(new ReopenEntry(text), entry, context),
            17 => RecordOccurrence.Decide(new(context.Today.AddDays(3 - a), text), entry, context),
            18 => Comment.Decide(new CommentOnEntry(text), entry, context),
            19 => CallOf(move, entry, context),
            20 => AttachEvidence.Decide(EvidenceUpload.Of($"{a}.txt", null, [(byte)('0' + b)], a == 0 ? null : $"A{a}"), entry),
            21 => WithdrawEvidence.Decide(new($"E{a}", text), entry, context),
            >= Verbs and var verb => PlayOfApprovers.Decide(verb - Verbs, move, entry, context),
            _ => move.B < 64 ? Close.Decide(new CloseEntry(text), entry, context) : Decision.Accept(),
        };
    }

    private static int VerbOf(Move move) => move.Verb % (Verbs + PlayOfApprovers.Verbs);

    private static Entry Other => States.ARatedRisk with { Reference = "R-0002" };

    /// <summary>All that can carry a level, or something that may be there or not.</summary>
    private static IReadOnlyList<string> Basis(Move move, Entry entry) =>
        move.B % 3 == 0 ? [$"C{move.A % 3}"]
        : (RatingStage)(move.Days % 3) == RatingStage.Current || VerbOf(move) > 1
            ? [.. entry.Controls.Select(c => c.Id).Concat(entry.Actions.Select(a => a.Id)).Where(entry.CanCarry)]
        : [];

    /// <summary>Any detail with any value, fitting or not.</summary>
    private static JsonObject ChangeOf(Move move) =>
        (move.A % 6) switch
        {
            0 => new() { ["category"] = move.Text, ["notes"] = move.B },
            1 => new() { ["owner"] = move.Text, ["delegate"] = States.Actor },
            2 => new() { ["tags"] = new JsonArray(move.Text, "water"), ["processes"] = null },
            3 => new() { [move.B % 2 == 0 ? "velocity" : "effort"] = move.Days % 2 == 0 ? "fast" : "small" },
            4 => new() { ["confidential"] = move.B % 2 == 0, ["title"] = move.Text },
            _ => new() { [move.B % 2 == 0 ? "cause" : "benefit"] = move.Text },
        };

    /// <summary>A manager, or a signal, calls for a review.</summary>
    private static Decision CallOf(Move move, Entry entry, DecisionContext context) =>
        move.A % 2 == 0
            ? CallReview.Decide(new(move.Text), entry, context)
            : CallReview.BySignal(entry, CallCause.Indicator, "It is in breach", $"S-{move.B % 3}", context);

    /// <summary>What a reassessment run does to an entry: it asks, reminds and escalates.</summary>
    private static Decision Ask(Move move, Entry entry, DecisionContext context) =>
        entry.Review is { } review
            ? move.B % 4 == 0
                ? AskForReview.Withdraw(entry, review.Run, "Ended early")
                : ReviewActivities.Decide(entry, review.Run, move.A % 2 == 0 ? null : "manager@demo.example", context)
            : AskForReview.Decide(entry, "2031-06-16", move.B % 3 == 0 ? "The manager asks." : null, context);
}
