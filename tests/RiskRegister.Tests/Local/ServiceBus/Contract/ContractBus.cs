using Azure.Messaging.ServiceBus;

namespace RiskRegister.Tests.Local.ServiceBus.Contract;

/// <summary>
/// The Service Bus that the contract is checked against: the embedded one, or with <c>-p:FunctionsHost=Azure</c> the namespace of the
/// Standard tier that the environment variable SERVICEBUS_CONNECTION names. That must have these entities, for these tests alone, all
/// with a lock duration of 5 seconds, 10 deliveries and the other settings of the portal:
/// the queue <c>contract-queue</c> and the topic <c>contract-topic</c>, both with duplicate detection over 20 seconds, and the
/// subscriptions <c>first</c> and <c>second</c> of the topic.
/// </summary>
public partial class ContractBus(ServiceBusClient client, TimeProvider time) : IAsyncDisposable
{
    public const string Queue = "contract-queue";
    public const string Topic = "contract-topic";
    public const string First = "first";
    public const string Second = "second";

    public ServiceBusClient Client { get; protected set; } = client;

    /// <summary>How long a receiver waits for what is there already.</summary>
    public virtual TimeSpan Wait => TimeSpan.FromSeconds(3);

    public virtual TimeSpan LockDuration => TimeSpan.FromSeconds(5);

    public virtual TimeSpan DuplicateWindow => TimeSpan.FromSeconds(20);

    public DateTimeOffset Now => time.GetUtcNow();

    public ServiceBusSender ToQueue => Client.CreateSender(Queue);

    public ServiceBusSender ToTopic => Client.CreateSender(Topic);

    public ServiceBusReceiver FromQueue => Client.CreateReceiver(Queue);

    public ServiceBusReceiver DeadLetters =>
        Client.CreateReceiver(Queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });

    /// <summary>A bus without any message.</summary>
    public static async Task<ContractBus> OpenAsync()
    {
        ContractBus? bus = null;
        UseEmbedded(ref bus);
        return bus ?? await OpenGenuineAsync();
    }

    /// <summary>Lets time pass; what is due then has happened.</summary>
    public virtual Task PassAsync(TimeSpan time) => Task.Delay(time + TimeSpan.FromSeconds(1));

    /// <summary>A message that is no duplicate of any other.</summary>
    public static ServiceBusMessage Message(string text) => new(text) { MessageId = Guid.NewGuid().ToString() };

    public Task SendAsync(params string[] texts) => ToQueue.SendMessagesAsync(texts.Select(Message));

    /// <summary>The next message of the queue, which must be there.</summary>
    public async Task<ServiceBusReceivedMessage> ReceiveAsync() =>
        await FromQueue.ReceiveMessageAsync(Wait) ?? throw new InvalidOperationException("The queue is empty.");

    /// <summary>The texts of all that can be received, in their order.</summary>
    public async Task<List<string>> TextsAsync(ServiceBusReceiver receiver)
    {
        var texts = new List<string>();
        while (await receiver.ReceiveMessagesAsync(100, Wait) is { Count: > 0 } messages)
        {
            texts.AddRange(messages.Select(message => message.Body.ToString()));
        }

        return texts;
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Where there is an embedded bus in this build, it is the one.</summary>
    static partial void UseEmbedded(ref ContractBus? bus);

    private static async Task<ContractBus> OpenGenuineAsync()
    {
        var connection = Environment.GetEnvironmentVariable("SERVICEBUS_CONNECTION");
        var client = new ServiceBusClient(connection ?? throw new InvalidOperationException("Set SERVICEBUS_CONNECTION."));
        var bus = new ContractBus(client, TimeProvider.System);
        await foreach (var message in bus.ScheduledAsync())
        {
            await bus.ToQueue.CancelScheduledMessageAsync(message.SequenceNumber);
        }

        foreach (var subQueue in new[] { SubQueue.None, SubQueue.DeadLetter })
        {
            var options = new ServiceBusReceiverOptions
            {
                SubQueue = subQueue,
                ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete,
            };
            await bus.TextsAsync(client.CreateReceiver(Queue, options));
            await bus.TextsAsync(client.CreateReceiver(Topic, First, options));
            await bus.TextsAsync(client.CreateReceiver(Topic, Second, options));
        }

        return bus;
    }

    private async IAsyncEnumerable<ServiceBusReceivedMessage> ScheduledAsync()
    {
        var receiver = FromQueue;
        while (await receiver.PeekMessageAsync() is { } message)
        {
            if (message.State == ServiceBusMessageState.Scheduled)
            {
                yield return message;
            }
        }
    }
}
