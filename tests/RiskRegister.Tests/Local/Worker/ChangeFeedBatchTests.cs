using System.Threading.Channels;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Item = RiskRegister.Tests.Local.Worker.ChangeFeedTests.Item;

namespace RiskRegister.Tests.Local.Worker;

public sealed class ChangeFeedBatchTests
{
    private readonly Calls _calls = new();

    [Fact]
    public async Task A_call_has_at_most_the_documents_that_the_attribute_says_and_none_is_left_out()
    {
        await using var host = await HostFixture.StartAsync([typeof(Pairs)], Configure);
        await AddAsync(host, "a", "b", "c", "d", "e");
        var seen = new List<string>();
        while (seen.Count < 5)
        {
            var call = await _calls.NextAsync();
            Assert.InRange(call.Length, 1, 2);
            seen.AddRange(call);
        }

        Assert.Equal(["a", "b", "c", "d", "e"], seen);
    }

    [Fact]
    public async Task After_the_last_try_the_feed_goes_on()
    {
        await using var host = await HostFixture.StartAsync([typeof(Stubborn)], Configure);
        await AddAsync(host, "bad");
        Assert.Equal(["bad"], await _calls.NextAsync());
        Assert.Equal(["bad"], await _calls.NextAsync());
        await AddAsync(host, "good");
        Assert.Equal(["good"], await _calls.NextAsync());
    }

    [Fact]
    public async Task Documents_whose_call_was_cut_off_come_again_after_the_next_start()
    {
        await using var host = await HostFixture.StartAsync([typeof(Endless)], Configure);
        await AddAsync(host, "a");
        Assert.Equal(["a"], await _calls.NextAsync());
        using var impatient = new CancellationTokenSource();
        await impatient.CancelAsync();
        await host.StopAsync(impatient.Token);

        await host.StartAgainAsync([typeof(Endless)], Configure);
        Assert.Equal(["a"], await _calls.NextAsync());
        await host.StopAsync(impatient.Token);
    }

    [Fact]
    public async Task Without_its_lease_container_the_start_is_refused_and_names_the_function()
    {
        using var folder = new TemporaryFolder();
        using var host = HostFixture.Build(folder.Path, [typeof(NoLeases)], Configure);
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            host.StartAsync(TestContext.Current.CancellationToken)
        );
        Assert.StartsWith("NoLeases can't listen to its container or keep its leases", refusal.Message, StringComparison.Ordinal);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    private void Configure(FunctionsApplicationBuilder builder) =>
        builder
            .Services.AddSingleton(_calls)
            .AddSingleton(ChangeFeedTests.ClientOf)
            .AddHostedService<ChangeFeedTests.Containers>();

    private static async Task AddAsync(HostFixture host, params string[] ids)
    {
        foreach (var id in ids)
        {
            await ChangeFeedTests.ContainerOf(host).CreateItemAsync(new Item(id, "demo", 1));
        }
    }

    public sealed class Calls
    {
        private readonly Channel<string[]> _channel = Channel.CreateUnbounded<string[]>();

        public void Add(IReadOnlyList<Item> items) => _channel.Writer.TryWrite([.. items.Select(item => item.id)]);

        public Task<string[]> NextAsync() => _channel.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask();
    }

    public sealed class Pairs(Calls calls)
    {
        [Function("Pairs")]
        public void Run(
            [CosmosDBTrigger(
                "watched",
                "items",
                Connection = "CosmosConnection",
                CreateLeaseContainerIfNotExists = true,
                StartFromBeginning = true,
                FeedPollDelay = 50,
                MaxItemsPerInvocation = 2
            )]
                IReadOnlyList<Item> items
        ) => calls.Add(items);
    }

    public sealed class Stubborn(Calls calls)
    {
        [Function("Stubborn")]
        [FixedDelayRetry(1, "00:00:00.010")]
        public void Run(
            [CosmosDBTrigger(
                "watched",
                "items",
                Connection = "CosmosConnection",
                CreateLeaseContainerIfNotExists = true,
                StartFromBeginning = true,
                FeedPollDelay = 50
            )]
                IReadOnlyList<Item> items
        )
        {
            calls.Add(items);
            if (items[0].id == "bad")
            {
                throw new InvalidOperationException("on purpose");
            }
        }
    }

    public sealed class Endless(Calls calls)
    {
        [Function("Endless")]
        public Task Run(
            [CosmosDBTrigger(
                "watched",
                "items",
                Connection = "CosmosConnection",
                CreateLeaseContainerIfNotExists = true,
                StartFromBeginning = true,
                FeedPollDelay = 50
            )]
                IReadOnlyList<Item> items,
            CancellationToken cancellation
        )
        {
            calls.Add(items);
            return Task.Delay(Timeout.Infinite, cancellation);
        }
    }

    public static class NoLeases
    {
        [Function("NoLeases")]
        public static void Run(
            [CosmosDBTrigger("watched", "items", Connection = "CosmosConnection", LeaseContainerName = "missing")]
                IReadOnlyList<Item> items
        ) { }
    }
}
