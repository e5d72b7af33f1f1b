using RiskRegister.Tests.Api.OpenApi;

namespace RiskRegister.Tests.EndToEnd;

/// <summary>requests.http, sent from top to bottom to a fresh demo agency.</summary>
public sealed class RequestsRun : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<Task<IReadOnlyList<Exchange>>> _exchanges;
    private RunningApp? _app;

    public RequestsRun() => _exchanges = new(RunAsync);

    /// <summary>The app, when the requests were sent.</summary>
    public RunningApp App => _app!;

    public static HttpFile File { get; } =
        HttpFile.Parse(System.IO.File.ReadAllText(Path.Combine(RunningApp.Root, "requests.http")));

    public Task<IReadOnlyList<Exchange>> Exchanges => _exchanges.Value;

    /// <summary>The first request that was carried out, for each operation.</summary>
    public async Task<IReadOnlyList<(DescribedOperation Operation, Exchange Exchange)>> CarriedOutAsync() =>
        [
            .. from exchange in await Exchanges
            where exchange.Answer.Status < 300
            let operation = Described.Api.Find(exchange.Request.Verb, exchange.Address.AbsolutePath)
            where operation is not null
            group exchange by operation into same
            select (same.Key, same.First()),
        ];

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task<IReadOnlyList<Exchange>> RunAsync()
    {
        _app = await RunningApp.StartAsync(_folder.Path, "--no-mailbox");
        return await new HttpFileRun(_app, File).SendAllAsync();
    }
}
