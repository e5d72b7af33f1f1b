using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RiskRegister.Local.Worker;
using Xunit;

namespace RiskRegister.Tests.Local.Worker;

/// <summary>An embedded host of a few functions, on a free port, with an empty data folder.</summary>
internal sealed class HostFixture : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private bool _isStopped;

    private HostFixture(LocalHost host) => Host = host;

    public LocalHost Host { get; private set; }

    private HttpClient Client { get; set; } = new();

    public static LocalSwitches Switches(string data) =>
        new()
        {
            Port = 0,
            Data = data,
            NoMailbox = true,
            NoAzurite = true,
        };

    /// <summary>Builds a host without starting it.</summary>
    public static LocalHost Build(
        string data,
        Type[] types,
        Action<FunctionsApplicationBuilder>? configure = null,
        TimeProvider? time = null
    )
    {
        var host = new LocalHostBuilder(Switches(data), types, time ?? TimeProvider.System);
        var builder = new FunctionsApplicationBuilder(host);
        builder.ConfigureFunctionsWebApplication();
        builder.Logging.ClearProviders();
        configure?.Invoke(builder);
        return host.Build();
    }

    public static async Task<HostFixture> StartAsync(
        Type[] types,
        Action<FunctionsApplicationBuilder>? configure = null,
        TimeProvider? time = null
    )
    {
        var fixture = new HostFixture(null!);
        await fixture.StartAgainAsync(types, configure, time);
        return fixture;
    }

    /// <summary>Starts a host on the data of the former one.</summary>
    public async Task StartAgainAsync(
        Type[] types,
        Action<FunctionsApplicationBuilder>? configure = null,
        TimeProvider? time = null
    )
    {
        Host = Build(_folder.Path, types, configure, time);
        Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new Uri(Host.Url),
        };
        await Host.StartAsync();
        _isStopped = false;
    }

    public Task<HttpResponseMessage> GetAsync(string path) =>
        Client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

    public Task<string> GetStringAsync(string path) => Client.GetStringAsync(path, TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) =>
        Client.SendAsync(request, TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> PostAsync(string path, object body) =>
        Client.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);

    public static Task<string> TextOf(HttpResponseMessage response) =>
        response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    /// <summary>What a stopped host would have signed a session with.</summary>
    public string Signature(string value)
    {
        using var state = new SqliteConnection($"Data Source={Path.Combine(_folder.Path, "state.db")};Pooling=False");
        state.Open();
        using var command = state.CreateCommand();
        command.CommandText = "SELECT value FROM worker_secret WHERE name = 'session'";
        var key = (byte[])command.ExecuteScalar()!;
        return WebEncoders.Base64UrlEncode(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(value)));
    }

    public Task StopAsync(CancellationToken impatience = default)
    {
        _isStopped = true;
        return Host.StopAsync(impatience);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isStopped)
        {
            await Host.StopAsync();
        }

        Host.Dispose();
        Client.Dispose();
        _folder.Dispose();
    }
}
