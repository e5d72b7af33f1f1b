using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Access;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.Register;

namespace RiskRegister.Signals;

/// <summary>A signal as other systems put it into the queue.</summary>
public sealed record QueuedSignal : SendSignal
{
    /// <summary>Id of the agency.</summary>
    public string? Agency { get; init; }
}

/// <summary>
/// Receiving signals from other systems. A message may come twice, and a system may send it again: what it calls the signal keeps that
/// from making two. What can't be taken is dead-lettered with what is wrong with it.
/// </summary>
public sealed class ReceiveSignals(SignalIntake intake, EntryStore store, ILogger<ReceiveSignals> logger)
{
    /// <summary>Name of the queue.</summary>
    public const string Queue = "signals";

    /// <summary>Who acts in the history when a signal came through the queue.</summary>
    public const string Actor = "queue";

    /// <summary>The consumer of the queue.</summary>
    [Function("ReceiveSignals")]
    public async Task Run(
        [ServiceBusTrigger(Queue, Connection = "ServiceBusConnection", AutoCompleteMessages = false)]
            ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        CancellationToken cancellation
    )
    {
        try
        {
            await TakeAsync(message.Body, cancellation);
        }
        catch (Exception e) when (e is BadBodyException or RefusedException or NotFoundException)
        {
            var problem = ProblemOf(e);
            logger.LogWarning("The signal {Message} can't be taken: {Problem}", message.MessageId, problem);
            await actions.DeadLetterMessageAsync(message, null, "BadSignal", problem, cancellation);
            return;
        }

        await actions.CompleteMessageAsync(message, cancellation);
    }

    /// <summary>Takes the signal of a message body.</summary>
    /// <exception cref="BadBodyException">Not JSON of the shape of a <see cref="QueuedSignal"/>.</exception>
    /// <exception cref="RefusedException">A rule is broken.</exception>
    /// <exception cref="NotFoundException">There is no such agency.</exception>
    public async Task<Signal> TakeAsync(BinaryData body, CancellationToken cancellation)
    {
        var queued = JsonBody.Parse<QueuedSignal>(body.ToMemory().Span);
        var checks = new Checks()
            .Unless(AgencyId.IsValid(queued.Agency), "agency", "required", "Name the agency by its id, such as \"demo\".")
            .Required("source", queued.Source, "Name the system that sends this.", Checks.MaxTitle)
            .Required(
                "externalId",
                queued.ExternalId,
                "Send what your system calls this, so that it is taken once.",
                Checks.MaxTitle
            );
        if (checks.Refusals.Count > 0)
        {
            throw new RefusedException(checks.Refusals);
        }

        var context = await store.ContextAsync(queued.Agency!, Actor, cancellation);
        return (await intake.TakeAsync(queued.Agency!, queued, context, null, cancellation)).Signal.Value;
    }

    /// <summary>What is wrong, where, and how to mend it; Service Bus takes at most 4,096 characters.</summary>
    public static string ProblemOf(Exception problem)
    {
        var text = problem switch
        {
            RefusedException e => string.Join(" ", e.Refusals.Select(r => $"{r.Field}: {r.Message}")),
            BadBodyException { Field.Length: > 0 } e => $"{e.Field}: {e.Message}",
            NotFoundException e => $"agency: {e.Message} Correct the id and send the message again.",
            _ => problem.Message,
        };
        return text.Length > 4_000 ? text[..4_000] : text;
    }
}
