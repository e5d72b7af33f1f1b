using RiskRegister.Entries;
using RiskRegister.Register.Records;
using RiskRegister.Signals;
using RiskRegister.Tests.Entries;
using Xunit;

namespace RiskRegister.Tests.Signals;

/// <summary>Signals in named states.</summary>
internal static class Samples
{
    public static readonly SendSignal Complaint = new()
    {
        Kind = SignalKind.Complaint,
        Title = "No answer for six weeks",
        Source = "feedback desk",
    };

    public static Signal Open => SendingSignals.Made(Complaint, "S-0001", "demo", States.Actor, States.Context).After;

    public static Signal Answered => Answer(Open, new() { Answer = SignalAnswerKind.NoChange, Why = "It was ours to expect" });

    public static Signal Answer(Signal signal, AnswerToSignal command)
    {
        Assert.Empty(AnswerSignal.Check(command, signal).Refusals);
        return AnswerSignal.Answered(command, signal, command.Named(), States.Context).After;
    }

    /// <summary>The broken rules as "field rule", or only "rule" where the rule is about the record as it stands.</summary>
    public static IEnumerable<string> Rules(this IReadOnlyList<Refusal> refusals)
    {
        Assert.All(refusals, r => Assert.EndsWith(".", r.Message, StringComparison.Ordinal));
        return refusals.Select(r => $"{r.Field} {r.Rule}".Trim());
    }

    /// <summary>The change of a decision that must have made one.</summary>
    public static RecordChange<T> Made<T>(this RecordDecision<T> decision)
        where T : RegisterRecord
    {
        Assert.Empty(decision.Refusals.Rules());
        return Assert.IsType<RecordChange<T>>(decision.Change);
    }
}
