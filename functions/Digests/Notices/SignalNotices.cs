using System.Globalization;
using RiskRegister.Entries;
using RiskRegister.People;
using RiskRegister.Register;
using RiskRegister.Signals;
using RiskRegister.Web.Rendering;

namespace RiskRegister.Digests.Notices;

/// <summary>What is told of a signal that was escalated.</summary>
public static class SignalNotices
{
    /// <summary>The documents that queue the notices of an escalation, in the commit of that escalation.</summary>
    /// <param name="escalated">The signal after it, with the version from before.</param>
    /// <param name="context">What the decision knew, with the people of the agency.</param>
    public static IReadOnlyList<DocumentWrite> Writes(Signal escalated, DecisionContext context) =>
        [
            .. To(escalated.Escalation!.To, context)
                .SelectMany(to =>
                    Mail.Notice(
                            escalated.Agency,
                            MailKinds.SignalEscalated,
                            escalated.Reference,
                            escalated.Version + 1,
                            to,
                            context.Today,
                            context.Now
                        )
                        .Writes()
                ),
        ];

    /// <summary>The words; null when it was answered meanwhile.</summary>
    public static Notice? Of(Signal signal, Uri work) =>
        signal is not { State: SignalState.Open, Escalation: { } escalation }
            ? null
            : new Notice(
                $"Signal without an answer: {signal.Reference} {signal.Title}",
                $"The answer of {Assignee(signal)} is late, so it is now yours to see to: have the signal answered, or answer it.",
                Notice.Known(
                    ("Signal", $"{signal.Reference} {signal.Title}"),
                    ("Kind", PlainText.Words(Words.Of(signal.Kind))),
                    ("What has happened", signal.Description),
                    ("From", signal.From ?? signal.Source),
                    ("Entries that it may concern", string.Join(", ", signal.Entries)),
                    ("Asked on", Day(signal.AskedOn)),
                    ("Last day for the answer", Day(signal.Deadline)),
                    ("Told before", escalation.Step > 1 ? "The deadline has passed twice." : null)
                ),
                work,
                "Open my work"
            );

    private static IEnumerable<string> To(string to, DecisionContext context) =>
        to == Signal.RiskManagers ? Recipient.RiskManagers(context.Today, context.People).Select(p => p.Email) : [to];

    private static string Assignee(Signal signal) =>
        signal.Assignee == Signal.RiskManagers ? "the risk managers" : signal.Assignee;

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
