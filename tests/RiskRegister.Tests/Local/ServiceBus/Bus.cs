using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Time.Testing;
using RiskRegister.Local.ServiceBus;
using RiskRegister.Local.State;

namespace RiskRegister.Tests.Local.ServiceBus;

/// <summary>A broker with a clock of its own, the queue <c>mail</c>, and the topic <c>events</c> with two subscriptions.</summary>
public sealed class Bus : IAsyncDisposable
{
    /// <summary>A wait that is over before it begins; none at all is refused.</summary>
    public static readonly TimeSpan AtOnce = TimeSpan.FromTicks(1);

    private readonly TemporaryFolder _folder = new();
    private StateDatabase _state;
    private ServiceBusBroker _broker;

    public Bus() => (_state, _broker, Client) = Start();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public ServiceBusClient Client { get; private set; }

    public ServiceBusSender ToMail => Client.CreateSender("mail");

    public ServiceBusReceiver FromMail => Client.CreateReceiver("mail");

    public ServiceBusReceiver DeadMail =>
        Client.CreateReceiver("mail", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });

    /// <summary>The next message of the mail queue, which must be there.</summary>
    public async Task<ServiceBusReceivedMessage> ReceiveAsync() =>
        await FromMail.ReceiveMessageAsync(AtOnce) ?? throw new InvalidOperationException("The queue is empty.");

    /// <summary>The texts of the next messages, in their order.</summary>
    public static async Task<string[]> TextsAsync(ServiceBusReceiver receiver) =>
        [.. (await receiver.ReceiveMessagesAsync(100, AtOnce)).Select(message => message.Body.ToString())];

    public async Task RestartAsync()
    {
        await StopAsync();
        (_state, _broker, Client) = Start();
    }

    public async Task StopAsync()
    {
        _broker.Dispose();
        await _state.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    private (StateDatabase State, ServiceBusBroker Broker, ServiceBusClient Client) Start()
    {
        var state = StateDatabase.Open(_folder.Path);
        var broker = new ServiceBusBroker(state, Time);
        broker.EnsureQueue("mail");
        broker.EnsureSubscription("events", "mailing");
        broker.EnsureSubscription("events", "reporting");
        return (state, broker, new ServiceBusClient(broker.ConnectionString));
    }
}
