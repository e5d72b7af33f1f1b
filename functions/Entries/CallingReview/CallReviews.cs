using System.Globalization;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Register;
using RiskRegister.Register.Records;
using RiskRegister.Signals;

namespace RiskRegister.Entries.CallingReview;

/// <summary>Body of the message that asks for the reviews of the entries that a signal names.</summary>
/// <param name="Agency">The agency.</param>
/// <param name="Signal">Reference of the signal.</param>
/// <param name="From">Place of the first entry of this page among those that the signal names.</param>
public sealed record ReviewsToCall(string Agency, string Signal, int From);

/// <summary>
/// Calls for the reviews of the entries that a signal names, a page for each message. A message may come twice: an entry that knows the
/// signal already is left alone.
/// </summary>
public sealed class CallReviews(EntryStore store, RecordStore records, RegisterContainer container)
{
    /// <summary>Name of the queue.</summary>
    public const string Queue = "review-calls";

    /// <summary>Entries of one message.</summary>
    public const int PageSize = 50;

    /// <summary>The message that asks for all of a signal's reviews; none when it names no entry.</summary>
    public static IEnumerable<DocumentWrite> Message(Signal signal, int from = 0)
    {
        if (from >= signal.Entries.Count)
        {
            return [];
        }

        var id = string.Create(CultureInfo.InvariantCulture, $"{signal.Reference}:{from}");
        var body = new ReviewsToCall(signal.Agency, signal.Reference, from);
        var message = OutboxDocument.Of($"reviews:{id}", signal.Agency, Queue, "reviews-to-call", body);
        return [DocumentWrite.Put(message.Id, message)];
    }

    /// <summary>The consumer of the queue.</summary>
    [Function("CallReviews")]
    public Task Run(
        [ServiceBusTrigger(Queue, Connection = "ServiceBusConnection")] ServiceBusReceivedMessage message,
        CancellationToken cancellation
    ) => CallAsync(message.Body.ToObjectFromJson<ReviewsToCall>(RegisterJson.Options)!, cancellation);

    /// <summary>Calls for the reviews of one page, and asks for the next page.</summary>
    public async Task CallAsync(ReviewsToCall page, CancellationToken cancellation)
    {
        var called = Signals.Signal.CalledOf(page.Signal);
        var signal = (await records.LoadAsync<Signal>(page.Agency, page.Signal, called, cancellation)).Value;
        var context = await store.ContextAsync(page.Agency, EscalateSignals.Actor, cancellation);
        var cause = signal.Kind == SignalKind.IndicatorBreach ? CallCause.Indicator : CallCause.Signal;
        foreach (var reference in signal.Entries.Skip(page.From).Take(PageSize))
        {
            await store.ChangeAsync(
                page.Agency,
                reference,
                context,
                (entry, at) => CallReview.BySignal(entry, cause, signal.Title, signal.Reference, at),
                cancellation: cancellation
            );
        }

        var next = Message(signal, page.From + PageSize).ToList();
        if (next.Count > 0)
        {
            await container.CommitAsync(page.Agency, next, cancellation);
        }
    }
}
