using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.Entries.CallingReview;
using RiskRegister.Entries.Checking;
using RiskRegister.Entries.Raising;
using RiskRegister.Indicators;
using RiskRegister.People;
using RiskRegister.Register;
using RiskRegister.Register.Records;
using RiskRegister.Signals;
using RiskRegister.Tests.Indicators;
using RiskRegister.Tests.Local.Worker;
using Xunit;

namespace RiskRegister.Tests.Signals;

/// <summary>The whole way through queues: into the register, and from a breach to the reviews that it calls.</summary>
public sealed class SignalQueueTests : IAsyncLifetime
{
    private const string Agency = "north";
    private HostFixture _host = null!;

    // The relay sends to the topic of changes as well, which is there for those who follow it.
    private static readonly Type[] Functions =
    [
        typeof(OutboxRelay),
        typeof(CallReviews),
        typeof(ReceiveSignals),
        typeof(ScheduleChecks),
        typeof(AwaitCheck),
        typeof(CheckActivities),
    ];

    private IServiceProvider Services => _host.Host.Services;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await HostFixture.StartAsync(Functions, Configure);
        await Services.GetRequiredService<Agencies>().SaveAsync(Agency, DefaultSettings.For("North"));
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_system_that_sends_the_same_again_makes_one_signal_by_the_queue()
    {
        var text = """{"agency":"north","kind":"incident","title":"Server down","source":"monitor","externalId":"17"}""";
        await SendAsync(text);
        await SendAsync(text);
        await SendAsync(text.Replace("17", "18", StringComparison.Ordinal));

        await UntilAsync(async () => await FindAsync<Signal>("S-0002") is not null);
        var versions = await Services.GetRequiredService<RecordHistory>().ReadAsync(Agency, "S-0001").ToListAsync();
        Assert.Equal("queue", Assert.Single(versions).By);
        Assert.Equal(("18", "monitor"), (await FindAsync<Signal>("S-0002") is { } s ? (s.ExternalId, s.Source) : default));
        Assert.Null(await FindAsync<Signal>("S-0003"));
    }

    [Fact]
    public async Task A_bad_message_is_dead_lettered_with_what_is_wrong_with_it()
    {
        await SendAsync("""{"agency":"north","kind":"incident","title":"","source":"monitor","externalId":"17"}""");

        var bus = Services.GetRequiredService<ServiceBusClient>();
        var dead = bus.CreateReceiver(ReceiveSignals.Queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        var message = await dead.ReceiveMessageAsync(TimeSpan.FromSeconds(60), Cancellation);

        Assert.Equal(
            ("BadSignal", "title: Enter what has happened in a line."),
            (message!.DeadLetterReason, message.DeadLetterErrorDescription)
        );
    }

    [Fact]
    public async Task A_breach_calls_the_reviews_of_the_entries_that_the_indicator_is_tied_to()
    {
        var store = Services.GetRequiredService<EntryStore>();
        var context = await store.ContextAsync(Agency, "owner@demo.example");
        var raise = Raise.Decide(new RaiseEntry { Kind = EntryKind.Risk, Title = "Cases wait" }, context);
        await store.RaiseAsync(Agency, context, EntryKind.Risk, raise);
        await Services
            .GetRequiredService<NumberedRecords>()
            .AddAsync(
                Agency,
                context,
                counter => counter.NextIndicator(),
                reference => DefineIndicator.Made(Indicating.Waiting, Agency, reference, context),
                []
            );

        var command = new RecordIndicatorReading(context.Today, 25, null, null);
        await Services
            .GetRequiredService<IndicatorStore>()
            .ReadAsync(Agency, "I-0001", command, context, null, null, Cancellation);

        await UntilAsync(async () => (await store.LoadAsync(Agency, "R-0001")).Value.ReviewCall is not null);
        var entry = (await store.LoadAsync(Agency, "R-0001")).Value;
        Assert.Equal((CallCause.Indicator, "S-0001"), (entry.ReviewCall!.Cause, entry.ReviewCall.Signal));
        Assert.Equal(context.Today, entry.NextReview);
    }

    private static void Configure(FunctionsApplicationBuilder builder)
    {
        builder.Configuration["Register:CreateContainers"] = "true";
        builder.Services.AddRegister().AddPeople().AddSignals();
    }

    private Task SendAsync(string body) =>
        Services
            .GetRequiredService<ServiceBusClient>()
            .CreateSender(ReceiveSignals.Queue)
            .SendMessageAsync(new ServiceBusMessage(BinaryData.FromString(body)), Cancellation);

    private async Task<T?> FindAsync<T>(string id)
        where T : RegisterRecord =>
        (await Services.GetRequiredService<RecordStore>().FindAsync<T>(Agency, id, Cancellation))?.Value;

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var attempt = 0; !await holds(); attempt++)
        {
            Assert.True(attempt < 3_000, "It did not happen.");
            await Task.Delay(10, Cancellation);
        }
    }
}
