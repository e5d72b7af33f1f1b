using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Criteria;
using RiskRegister.Digests.Notices;
using RiskRegister.Entries;
using RiskRegister.People;
using RiskRegister.Register;
using RiskRegister.Register.Records;

namespace RiskRegister.Signals;

/// <summary>Escalates signals without an answer: every hour, because the day begins at another hour in each time zone.</summary>
public sealed class EscalateSignals(
    RecordStore records,
    EntryStore store,
    Agencies agencies,
    PeopleDirectory people,
    Rosters rosters
)
{
    /// <summary>Who acts in the history when no person does.</summary>
    public const string Actor = "signals";

    /// <summary>The timer; it may run twice, the second time finds its work done.</summary>
    [Function("EscalateSignals")]
    public async Task Run([TimerTrigger("0 20 * * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        await foreach (var agency in agencies.AllAsync(cancellation))
        {
            await EscalateAsync(agency.Slug, await store.ContextAsync(agency.Slug, Actor, cancellation), cancellation);
        }
    }

    /// <summary>Escalates what is late in one agency.</summary>
    public async Task EscalateAsync(string agency, DecisionContext context, CancellationToken cancellation)
    {
        context = context with { People = await rosters.OfAsync(agency) };
        var late = await records
            .AllAsync<Signal>(agency, Signal.RecordType, [("c.escalatesOn <= @today", "@today", context.Today)], cancellation)
            .ToListAsync(cancellation);
        foreach (var signal in late)
        {
            var assignee = await people.FindAsync(agency, signal.Assignee, cancellation);
            await records.ChangeAsync<Signal>(
                agency,
                signal.Id,
                context,
                found => Decide(found!, assignee?.Manager, context),
                cancellation: cancellation
            );
        }
    }

    /// <summary>
    /// When the deadline has passed, the manager of who has to answer is told; when twice the deadline has passed, or there is no manager,
    /// the risk managers are.
    /// </summary>
    public static RecordDecision<Signal> Decide(Signal signal, string? manager, DecisionContext context)
    {
        if (!(signal.EscalatesOn <= context.Today))
        {
            return RecordDecision.Nothing<Signal>();
        }

        // Where the register was not running, the day of the second step may have come as well.
        var first = signal.Escalation is null ? signal with { Escalation = new(1, "", context.Today) } : null;
        var step = first is null || first.EscalatesOn <= context.Today ? 2 : 1;
        var to = step == 1 && manager is not null ? manager.ToLowerInvariant() : Signal.RiskManagers;
        var why = string.Create(CultureInfo.InvariantCulture, $"No answer by {signal.Deadline:d MMMM yyyy}.");
        var after = signal with { Escalation = new(step, to, context.Today) };
        return new(new RecordChange<Signal>(after, "signal-escalated", why), [])
        {
            Beside = SignalNotices.Writes(after, context),
        };
    }
}
