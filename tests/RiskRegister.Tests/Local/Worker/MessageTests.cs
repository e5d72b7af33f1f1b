using System.Collections.Concurrent;
using System.Threading.Channels;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace RiskRegister.Tests.Local.Worker;

public sealed class MessageTests : IAsyncLifetime
{
    private readonly Seen _seen = new();
    private readonly Gate _gate = new();
    private readonly Errors _errors = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private HostFixture _host = null!;
    private ServiceBusClient _client = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await HostFixture.StartAsync(
            [typeof(Handlers)],
            builder =>
            {
                builder.Services.AddSingleton(_seen).AddSingleton(_gate);
                builder.Logging.AddProvider(_errors);
            },
            _time
        );
        _client = Client();
    }

    [Fact]
    public async Task A_message_is_bound_from_its_json_and_completed()
    {
        await SendAsync("orders", """{"number":7}""");
        Assert.Equal("order 7", await _seen.NextAsync());
        await NothingLeftAsync("orders");
    }

    [Fact]
    public async Task A_message_whose_function_fails_is_delivered_again()
    {
        await SendAsync("flaky", "x");
        Assert.Equal("x 1", await _seen.NextAsync());
        Assert.Equal("x 2", await _seen.NextAsync());
        await NothingLeftAsync("flaky");
    }

    [Fact]
    public async Task A_message_whose_function_always_fails_is_dead_after_ten_deliveries()
    {
        await SendAsync("hopeless", "x");
        for (var delivery = 1; delivery <= 10; delivery++)
        {
            Assert.Equal($"x {delivery}", await _seen.NextAsync());
        }

        var dead = _client.CreateReceiver("hopeless", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        var message = await DeadLetterAsync(dead);
        Assert.Equal("MaxDeliveryCountExceeded", message.DeadLetterReason);
    }

    [Fact]
    public async Task What_a_function_has_settled_itself_is_left_alone_also_when_the_function_fails_after_that()
    {
        await SendAsync("events", "fail");
        await SendAsync("events", "succeed");

        var dead = _client.CreateReceiver("events", "audit", new() { SubQueue = SubQueue.DeadLetter });
        Assert.Equal("unreadable", (await DeadLetterAsync(dead)).DeadLetterReason);
        Assert.Equal("unreadable", (await DeadLetterAsync(dead)).DeadLetterReason);
        await _host.StopAsync();
        Assert.Contains("Audit failed for message", Assert.Single(_errors.All), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_its_function_did_not_settle_is_delivered_again_when_its_lock_ends()
    {
        await SendAsync("forgetful", "x");
        Assert.Equal("x 1", await _seen.NextAsync());
        await AdvanceUntilAsync(_seen.HasNextAsync());
        Assert.Equal("x 2", await _seen.NextAsync());
    }

    [Fact]
    public async Task A_lock_is_renewed_for_five_minutes_while_the_function_runs()
    {
        await SendAsync("slow", "x");
        var message = await _gate.BegunAsync();
        var halfMinute = TimeSpan.FromSeconds(30);
        for (var renewed = 1; renewed <= 9; renewed++)
        {
            _time.Advance(halfMinute);
            while (message.LockedUntil < _time.GetUtcNow() + 2 * halfMinute)
            {
                await Task.Delay(1, Cancellation);
            }
        }

        _time.Advance(2 * halfMinute);
        Assert.Equal(2, (await _gate.BegunAsync()).DeliveryCount);
        _gate.Open();
        await NothingLeftAsync("slow");
    }

    [Fact]
    public async Task No_more_than_sixteen_messages_of_a_queue_run_at_the_same_time()
    {
        await _client
            .CreateSender("slow")
            .SendMessagesAsync(Enumerable.Range(0, 20).Select(n => new ServiceBusMessage($"{n}")), Cancellation);
        for (var begun = 0; begun < 16; begun++)
        {
            await _gate.BegunAsync();
        }

        var waiting = await _client.CreateReceiver("slow").PeekMessagesAsync(20, 0, Cancellation);
        Assert.Equal(20, waiting.Count);
        var others = await _client.CreateReceiver("slow").ReceiveMessagesAsync(20, cancellationToken: Cancellation);
        Assert.Equal(["16", "17", "18", "19"], others.Select(message => message.Body.ToString()));
        _gate.Open();
    }

    [Fact]
    public async Task A_message_that_runs_is_completed_before_the_host_ends()
    {
        await SendAsync("slow", "x");
        await _gate.BegunAsync();
        var stopping = _host.StopAsync();
        Assert.False(stopping.IsCompleted);
        _gate.Open();
        await stopping;

        await _host.StartAgainAsync([typeof(Handlers)], builder => builder.Services.AddSingleton(_seen).AddSingleton(_gate));
        _client = Client();
        Assert.Null(await _client.CreateReceiver("slow").PeekMessageAsync(cancellationToken: Cancellation));
    }

    public async ValueTask DisposeAsync()
    {
        _gate.Open();
        await _client.DisposeAsync();
        await _host.DisposeAsync();
    }

    private ServiceBusClient Client() => new(_host.Host.Services.GetRequiredService<IConfiguration>()["ServiceBusConnection"]!);

    private Task SendAsync(string to, string body) =>
        _client.CreateSender(to).SendMessageAsync(new ServiceBusMessage(body), Cancellation);

    private static async Task<ServiceBusReceivedMessage> DeadLetterAsync(ServiceBusReceiver receiver) =>
        (await receiver.ReceiveMessageAsync(cancellationToken: Cancellation))!;

    private async Task NothingLeftAsync(string queue)
    {
        var receiver = _client.CreateReceiver(queue);
        while (await receiver.PeekMessageAsync(0, Cancellation) is not null)
        {
            await Task.Delay(1, Cancellation);
        }
    }

    private async Task AdvanceUntilAsync(Task done)
    {
        while (!done.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(1, Cancellation);
        }
    }

    public sealed class Seen
    {
        private readonly Channel<string> _channel = Channel.CreateUnbounded<string>();

        public void Add(ServiceBusReceivedMessage message) => Add($"{message.Body} {message.DeliveryCount}");

        public void Add(string what) => _channel.Writer.TryWrite(what);

        public Task HasNextAsync() => _channel.Reader.WaitToReadAsync(Cancellation).AsTask();

        public Task<string> NextAsync() => _channel.Reader.ReadAsync(Cancellation).AsTask();
    }

    public sealed class Gate
    {
        private readonly Channel<ServiceBusReceivedMessage> _begun = Channel.CreateUnbounded<ServiceBusReceivedMessage>();
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<ServiceBusReceivedMessage> BegunAsync() => _begun.Reader.ReadAsync(Cancellation).AsTask();

        public void Open() => _open.TrySetResult();

        public Task PassAsync(ServiceBusReceivedMessage message)
        {
            _begun.Writer.TryWrite(message);
            return _open.Task;
        }
    }

    private sealed class Errors : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _all = [];

        public IReadOnlyCollection<string> All => _all;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (IsEnabled(logLevel))
            {
                _all.Enqueue(formatter(state, exception));
            }
        }

        public void Dispose() { }
    }

    public sealed record Order(int Number);

    public sealed class Handlers(Seen seen, Gate gate)
    {
        private const string Bus = "ServiceBusConnection";

        [Function("TakeOrder")]
        public void TakeOrder([ServiceBusTrigger("orders", Connection = Bus)] Order order) => seen.Add($"order {order.Number}");

        [Function("Flaky")]
        public void Flaky([ServiceBusTrigger("flaky", Connection = Bus)] ServiceBusReceivedMessage message)
        {
            seen.Add(message);
            if (message.DeliveryCount == 1)
            {
                throw new InvalidOperationException("on purpose");
            }
        }

        [Function("Hopeless")]
        public void Hopeless([ServiceBusTrigger("hopeless", Connection = Bus)] ServiceBusReceivedMessage message)
        {
            seen.Add(message);
            throw new InvalidOperationException("on purpose");
        }

        [Function("Forgetful")]
        public void Forgetful(
            [ServiceBusTrigger("forgetful", Connection = Bus, AutoCompleteMessages = false)] ServiceBusReceivedMessage message
        ) => seen.Add(message);

        [Function("Slow")]
        public Task Slow([ServiceBusTrigger("slow", Connection = Bus)] ServiceBusReceivedMessage message) =>
            gate.PassAsync(message);

        [Function("Audit")]
        public async Task Audit(
            [ServiceBusTrigger("events", "audit", Connection = Bus)] ServiceBusReceivedMessage message,
            ServiceBusMessageActions actions,
            CancellationToken cancellation
        )
        {
            await actions.DeadLetterMessageAsync(message, deadLetterReason: "unreadable", cancellationToken: cancellation);
            if (message.Body.ToString() == "fail")
            {
                throw new InvalidOperationException("on purpose");
            }
        }
    }
}
