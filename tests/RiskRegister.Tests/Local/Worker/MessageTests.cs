using System.Threading.Channels;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace RiskRegister.Tests.Local.Worker;

public sealed class MessageTests : IAsyncLifetime
{
    private readonly Seen _seen = new();
    private HostFixture _host = null!;
    private ServiceBusClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await HostFixture.StartAsync([typeof(Handlers)], builder => builder.Services.AddSingleton(_seen));
        var settings = _host.Host.Services.GetRequiredService<IConfiguration>();
        _client = new ServiceBusClient(settings["ServiceBusConnection"]!);
    }

    [Fact]
    public async Task A_message_is_bound_from_its_json_and_completed()
    {
        await SendAsync("orders", """{"number":7}""");
        Assert.Equal("order 7", await _seen.NextAsync());
        await NothingLeftAsync(_client.CreateReceiver("orders"));
    }

    [Fact]
    public async Task A_message_whose_function_fails_is_delivered_again()
    {
        await SendAsync("flaky", "x");
        Assert.Equal("x 1", await _seen.NextAsync());
        Assert.Equal("x 2", await _seen.NextAsync());
        await NothingLeftAsync(_client.CreateReceiver("flaky"));
    }

    [Fact]
    public async Task A_function_may_settle_its_message_itself()
    {
        await SendAsync("events", "bad");
        var dead = _client.CreateReceiver("events", "audit", new() { SubQueue = SubQueue.DeadLetter });
        var message = await dead.ReceiveMessageAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("unreadable", message!.DeadLetterReason);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _host.DisposeAsync();
    }

    private Task SendAsync(string to, string body) =>
        _client.CreateSender(to).SendMessageAsync(new ServiceBusMessage(body), TestContext.Current.CancellationToken);

    private static async Task NothingLeftAsync(ServiceBusReceiver receiver)
    {
        while (await receiver.PeekMessageAsync(0, TestContext.Current.CancellationToken) is not null)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    public sealed class Seen
    {
        private readonly Channel<string> _channel = Channel.CreateUnbounded<string>();

        public void Add(string what) => _channel.Writer.TryWrite(what);

        public Task<string> NextAsync() => _channel.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask();
    }

    public sealed record Order(int Number);

    public sealed class Handlers(Seen seen)
    {
        [Function("TakeOrder")]
        public void TakeOrder([ServiceBusTrigger("orders", Connection = "ServiceBusConnection")] Order order) =>
            seen.Add($"order {order.Number}");

        [Function("Flaky")]
        public void Flaky([ServiceBusTrigger("flaky", Connection = "ServiceBusConnection")] ServiceBusReceivedMessage message)
        {
            seen.Add($"{message.Body} {message.DeliveryCount}");
            if (message.DeliveryCount == 1)
            {
                throw new InvalidOperationException("on purpose");
            }
        }

        [Function("Audit")]
        public Task Audit(
            [ServiceBusTrigger("events", "audit", Connection = "ServiceBusConnection", AutoCompleteMessages = false)]
                ServiceBusReceivedMessage message,
            ServiceBusMessageActions actions,
            CancellationToken cancellation
        ) => actions.DeadLetterMessageAsync(message, deadLetterReason: "unreadable", cancellationToken: cancellation);
    }
}
