using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RiskRegister.Register;

namespace RiskRegister.Reassessment;

/// <summary>Tells a waiting review that its answer was stored, or that it was withdrawn. Both are in the register before this message exists.</summary>
public sealed class PassOnAnswers
{
    /// <summary>Name of the subscription.</summary>
    public const string Subscription = "reassessment";

    /// <summary>Follows the changes of entries.</summary>
    [Function("PassOnReviewAnswers")]
    public Task Run(
        [ServiceBusTrigger(EntryChanged.Topic, Subscription, Connection = "ServiceBusConnection")]
            ServiceBusReceivedMessage message,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation
    ) => PassOnAsync(message.Body.ToObjectFromJson<EntryChanged>(RegisterJson.Options)!, client, cancellation);

    /// <summary>Tells what a change tells.</summary>
    public static Task PassOnAsync(EntryChanged change, DurableTaskClient client, CancellationToken cancellation)
    {
        if (change.Run is null || RunKey.Find(change.Agency, change.Run) is not { } run)
        {
            return Task.CompletedTask;
        }

        var review = new ReviewKey(run, change.Reference).InstanceId;
        return change.Answer is { } answer
            ? client.RaiseEventAsync(
                review,
                AwaitReview.Answered,
                new GivenAnswer(answer, change.Moved) { LeftAppetite = change.LeftAppetite == true },
                cancellation
            )
            : client.RaiseEventAsync(review, AwaitReview.Withdrawn, true, cancellation);
    }
}
