using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using RiskRegister.Register;

namespace RiskRegister.Reassessment;

/// <summary>Tells a waiting review that its answer was stored. The answer itself is in the register before this message exists.</summary>
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
    )
    {
        var change = message.Body.ToObjectFromJson<EntryChanged>(RegisterJson.Options);
        if (change is not { Run: { } run, Answer: { } answer })
        {
            return Task.CompletedTask;
        }

        var review = new ReviewKey(
            new RunKey(change.Agency, DateOnly.ParseExact(run, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
            change.Reference
        );
        return client.RaiseEventAsync(
            review.InstanceId,
            AwaitAnswer.Answered,
            new GivenAnswer(answer, change.Moved),
            cancellation
        );
    }
}
