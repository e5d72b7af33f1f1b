using System.Collections.Concurrent;
using Microsoft.Azure.Cosmos;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace RiskRegister.Tests.Local.Worker;

public sealed class ChangeFeedTests : IAsyncLifetime
{
    private readonly Seen _seen = new();
    private HostFixture _host = null!;

    public async ValueTask InitializeAsync() => _host = await HostFixture.StartAsync([typeof(Watching)], Configure);

    [Fact]
    public async Task Changed_documents_reach_the_function_and_a_failed_call_is_repeated()
    {
        var container = ContainerOf(_host);
        await container.CreateItemAsync(new Item("a", "demo", 1), cancellationToken: TestContext.Current.CancellationToken);
        await container.CreateItemAsync(new Item("b", "demo", 2), cancellationToken: TestContext.Current.CancellationToken);
        await _seen.UntilAsync("a", "b");
        Assert.True(_seen.Failed, "the first call has failed");
    }

    [Fact]
    public async Task What_changed_while_the_host_was_down_comes_after_its_start_and_nothing_comes_twice()
    {
        var container = ContainerOf(_host);
        await container.CreateItemAsync(new Item("a", "demo", 1), cancellationToken: TestContext.Current.CancellationToken);
        await _seen.UntilAsync("a");
        await _host.StopAsync();

        await _host.StartAgainAsync([typeof(Watching)], Configure);
        await ContainerOf(_host)
            .CreateItemAsync(new Item("c", "demo", 3), cancellationToken: TestContext.Current.CancellationToken);
        await _seen.UntilAsync("a", "c");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private void Configure(FunctionsApplicationBuilder builder) =>
        builder.Services.AddSingleton(_seen).AddSingleton(ClientOf).AddHostedService<Containers>();

    internal static Container ContainerOf(HostFixture host) =>
        host.Host.Services.GetRequiredService<CosmosClient>().GetContainer("watched", "items");

    internal static CosmosClient ClientOf(IServiceProvider services) =>
        new(
            services.GetRequiredService<IConfiguration>()["CosmosConnection"],
            new CosmosClientOptions { ConnectionMode = ConnectionMode.Gateway, LimitToEndpoint = true }
        );

    internal sealed class Containers(CosmosClient client) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            var database = await client.CreateDatabaseIfNotExistsAsync("watched", cancellationToken: cancellationToken);
            await database.Database.CreateContainerIfNotExistsAsync("items", "/agency", cancellationToken: cancellationToken);
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    public sealed record Item(string id, string agency, int number);

    public sealed class Seen
    {
        private readonly ConcurrentQueue<string> _ids = [];
        private int _calls;

        public bool Failed { get; private set; }

        public void FailAtFirst()
        {
            if (Interlocked.Increment(ref _calls) == 1)
            {
                Failed = true;
                throw new InvalidOperationException("on purpose");
            }
        }

        public void Add(string id) => _ids.Enqueue(id);

        public async Task UntilAsync(params string[] ids)
        {
            while (_ids.Count < ids.Length)
            {
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }

            Assert.Equal(ids, _ids);
        }
    }

    public sealed class Watching(Seen seen)
    {
        [Function("Watch")]
        [FixedDelayRetry(-1, "00:00:00.050")]
        public void Run(
            [CosmosDBTrigger(
                "watched",
                "items",
                Connection = "CosmosConnection",
                LeaseContainerName = "leases",
                CreateLeaseContainerIfNotExists = true,
                StartFromBeginning = true,
                FeedPollDelay = 50
            )]
                IReadOnlyList<Item> items
        )
        {
            seen.FailAtFirst();
            foreach (var item in items)
            {
                seen.Add(item.id);
            }
        }
    }
}
