using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Cosmos;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using RiskRegister.Local.State;
using RiskRegister.Local.Worker;
using RiskRegister.Tests.Local.Worker;
using Xunit;

namespace RiskRegister.Tests.Local.State;

/// <summary>
/// version-0.db.gz is the state of the demo agency as the product wrote it before versions were counted: 40 entries, the
/// reassessment of 25 November 2026 waiting for twelve answers, and seven mails waiting for a mail server.
/// </summary>
public sealed class OldDatabaseTests : IAsyncLifetime
{
    private static readonly DateTimeOffset NextDay = new(2026, 11, 26, 8, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private readonly Mails _mails = new();
    private LocalHost _host = null!;
    private bool _isStopped;

    public async ValueTask InitializeAsync()
    {
        await using (var packed = File.OpenRead(Path.Combine(Path.GetDirectoryName(ThisFile())!, "version-0.db.gz")))
        await using (var content = new GZipStream(packed, CompressionMode.Decompress))
        await using (var file = File.Create(Path.Combine(_folder.Path, "state.db")))
        {
            await content.CopyToAsync(file, TestContext.Current.CancellationToken);
        }

        _host = HostFixture.Build(
            _folder.Path,
            [typeof(Old)],
            builder => builder.Services.AddSingleton(_mails),
            new FakeTimeProvider(NextDay)
        );
        await _host.StartAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Everything_in_a_database_of_version_0_is_there_after_the_upgrade()
    {
        using var http = new HttpClient { BaseAddress = new Uri(_host.Url) };
        var waiting = await http.GetStringAsync(new Uri("/waiting", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal("Running, 12 reviews", waiting);

        for (var mail = 0; mail < 7; mail++)
        {
            await _mails.Channel.Reader.ReadAsync(TestContext.Current.CancellationToken);
        }

        await AssertDocumentsAsync();
        await StopAsync();
        await using var state = StateDatabase.Open(_folder.Path);
        Assert.Equal(StateVersion.Upgrades.Count, state.Read(c => c.Scalar<int>("PRAGMA user_version")));
        Assert.NotNull(TimerStatus.Read(state, "OpenReassessmentRuns"));
        Assert.Equal(1, state.Read(c => c.Scalar<int>("SELECT COUNT(*) FROM worker_secret")));
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _host.Dispose();
        _folder.Dispose();
    }

    private Task StopAsync() => Interlocked.Exchange(ref _isStopped, true) ? Task.CompletedTask : _host.StopAsync();

    private async Task AssertDocumentsAsync()
    {
        using var client = new CosmosClient(
            _host.Services.GetRequiredService<IConfiguration>()["CosmosConnection"],
            new CosmosClientOptions { ConnectionMode = ConnectionMode.Gateway, LimitToEndpoint = true }
        );
        var register = client.GetContainer("risk-register", "register");
        using var entry = await register.ReadItemStreamAsync("R-0001", new PartitionKey("demo"));
        Assert.True(entry.IsSuccessStatusCode);
        Assert.Equal(40, await CountAsync(register, "entry"));
        Assert.Equal(265, await CountAsync(register, "event"));
    }

    private static async Task<int> CountAsync(Container container, string type)
    {
        var query = new QueryDefinition("SELECT VALUE COUNT(1) FROM c WHERE c.type = @type").WithParameter("@type", type);
        using var pages = container.GetItemQueryIterator<int>(
            query,
            requestOptions: new QueryRequestOptions { PartitionKey = new PartitionKey("demo") }
        );
        return (await pages.ReadNextAsync()).Single();
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;

    public sealed class Mails
    {
        public Channel<string> Channel { get; } = System.Threading.Channels.Channel.CreateUnbounded<string>();
    }

    public sealed class Old(Mails mails)
    {
        [Function("Waiting")]
        public async Task<IActionResult> Waiting(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "waiting")] HttpRequest request,
            [DurableClient] DurableTaskClient client
        )
        {
            var run = await client.GetInstanceAsync("reassessment:demo:2026-11-25");
            var reviews = 0;
            await foreach (var _ in client.GetAllInstancesAsync(new OrchestrationQuery { InstanceIdPrefix = "review:demo:" }))
            {
                reviews++;
            }

            return new ContentResult { Content = $"{run?.RuntimeStatus}, {reviews} reviews" };
        }

        [Function("TakeMail")]
        public void TakeMail([ServiceBusTrigger("mail", Connection = "ServiceBusConnection")] ServiceBusReceivedMessage mail) =>
            mails.Channel.Writer.TryWrite(mail.MessageId!);
    }
}
