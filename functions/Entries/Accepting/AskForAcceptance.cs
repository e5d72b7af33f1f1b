using System.Globalization;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.People;
using RiskRegister.Register;

namespace RiskRegister.Entries.Accepting;

/// <summary>
/// Asks an approver by itself: for what is outside appetite after the answer to a review, and again for what was accepted until a day that
/// is over. Nobody is asked who owns or has rated the entry.
/// </summary>
public sealed class AskForAcceptance(EntryStore store, Rosters rosters)
{
    /// <summary>Name of the subscription.</summary>
    public const string Subscription = "acceptances";

    /// <summary>Who acts in the history, because no person does.</summary>
    public const string Actor = "reassessment";

    /// <summary>Follows the changes of entries.</summary>
    [Function("AskForAcceptance")]
    public Task Run(
        [ServiceBusTrigger(EntryChanged.Topic, Subscription, Connection = "ServiceBusConnection")]
            ServiceBusReceivedMessage message,
        CancellationToken cancellation
    ) => FollowAsync(message.Body.ToObjectFromJson<EntryChanged>(RegisterJson.Options)!, cancellation);

    /// <summary>Asks after an answer; a message may come twice, the second time finds it asked.</summary>
    public async Task FollowAsync(EntryChanged change, CancellationToken cancellation)
    {
        if (change.Answer is null)
        {
            return;
        }

        var context = await store.ContextAsync(change.Agency, Actor, cancellation);
        await store.ChangeAsync(
            change.Agency,
            change.Reference,
            context with
            {
                People = await rosters.OfAsync(change.Agency),
            },
            AfterAnswer,
            cancellation: cancellation
        );
    }

    /// <summary>What is outside appetite after an answer is accepted by somebody, or asked for; nothing where it can't be accepted as it is.</summary>
    public static Decision AfterAnswer(Entry entry, DecisionContext context)
    {
        var holds = entry.Acceptance is not null && !Standing.IsVoid(entry, context.Settings, context.Today);
        return holds || entry.AcceptanceRequest is not null || !IsAcceptable(entry, context)
            ? Decision.Accept()
            : Decision.Accept(Request(entry, "It is outside appetite after its review.", context));
    }

    /// <summary>The request that follows when an acceptance has ended; null for none.</summary>
    public static AcceptanceRequested? Again(Entry entry, DecisionContext context) =>
        entry is { State: EntryState.Open, AcceptanceRequest: null, Acceptance: { } ended }
        && ended.Until < context.Today
        && IsAcceptable(entry, context)
            ? Request(entry, $"The acceptance has ended on {Shown(ended.Until)}.", context)
            : null;

    private static bool IsAcceptable(Entry entry, DecisionContext context) =>
        entry.State == EntryState.Open && new Checks().Acceptable(entry, context.Settings).Refusals.Count == 0;

    private static AcceptanceRequested Request(Entry entry, string why, DecisionContext context) =>
        new(why, Approver(entry, context)?.Email, entry.Effective!.Level);

    /// <summary>
    /// Who accepted it last, or else who has the lowest authority that is enough; if possible somebody who is not away. Null when nobody
    /// has it, so that whoever gets it is asked.
    /// </summary>
    private static Person? Approver(Entry entry, DecisionContext context)
    {
        var (criteria, today) = (context.Settings.Criteria, context.Today);
        var needed = Math.Max(1, criteria.RankOf(entry.Effective!.Level));
        return context
            .People.All.Where(p => !p.HasLeft(today) && p.AuthorityRank(criteria) >= needed)
            .Where(p => AcceptanceChecks.PartOf(entry, p.Email) is null && AcceptanceChecks.PartOf(entry, p.Name) is null)
            .OrderBy(p => p.AwayOn(today) is not null)
            .ThenBy(p => !p.Is(entry.Acceptance?.By))
            .ThenBy(p => p.AuthorityRank(criteria))
            .ThenBy(p => p.Email, StringComparer.Ordinal)
            .FirstOrDefault();
    }

    private static string Shown(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
