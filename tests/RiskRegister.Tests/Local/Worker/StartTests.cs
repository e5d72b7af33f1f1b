using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RiskRegister.Local.Worker;
using Xunit;

namespace RiskRegister.Tests.Local.Worker;

public sealed class StartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_port_in_use_is_refused_with_what_to_do()
    {
        using var taken = Ports.Listen(0);
        var switches = HostFixture.Switches(_folder.Path) with { Port = Ports.Of(taken) };
        var refusal = Assert.Throws<StartRefusedException>(() => new LocalHostBuilder(switches, [], TimeProvider.System));
        Assert.Contains("--port", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_in_use_is_refused_with_what_to_do()
    {
        using var host = HostFixture.Build(_folder.Path, []);
        var refusal = Assert.Throws<StartRefusedException>(() => HostFixture.Build(_folder.Path, []));
        Assert.Contains("--data", refusal.Message, StringComparison.Ordinal);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task The_app_finds_the_settings_of_the_platform()
    {
        await using var host = await HostFixture.StartAsync([typeof(SettingFunction)]);
        Assert.Equal(host.Host.Url, await host.GetStringAsync("/setting/Register:Url"));
        Assert.Equal("True", await host.GetStringAsync("/setting/WEBSITE_AUTH_ENABLED"));
        Assert.Equal("true", await host.GetStringAsync("/setting/Register:DemoData"));
        Assert.StartsWith("Endpoint=sb://", await host.GetStringAsync("/setting/ServiceBusConnection"), StringComparison.Ordinal);
        Assert.StartsWith(
            "AccountEndpoint=http://127.0.0.1:",
            await host.GetStringAsync("/setting/CosmosConnection"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_services_of_the_app_have_started_before_a_request_is_answered()
    {
        await using var host = await HostFixture.StartAsync(
            [typeof(SettingFunction)],
            builder => builder.Services.AddHostedService<SlowStart>()
        );
        Assert.Equal("started", await host.GetStringAsync("/setting/SlowStart"));
    }

    [Fact]
    public void Without_a_wish_a_taken_port_gives_way_to_a_free_one()
    {
        using var taken = Ports.Listen(0);
        Assert.NotEqual(Ports.Of(taken), Ports.Choose(wish: null, Ports.Of(taken)));
        Assert.Equal(Ports.Of(taken), Ports.Choose(Ports.Of(taken), usual: 1));
    }

    [Fact]
    public async Task After_stopping_nothing_listens_and_the_data_folder_is_free()
    {
        await using var host = await HostFixture.StartAsync([typeof(SettingFunction)]);
        var address = new Uri(host.Host.Url);
        await host.StopAsync();
        using var client = new TcpClient();
        await Assert.ThrowsAsync<SocketException>(() =>
            client.ConnectAsync("127.0.0.1", address.Port, TestContext.Current.CancellationToken).AsTask()
        );
        await host.StartAgainAsync([typeof(SettingFunction)]);
    }

    public void Dispose() => _folder.Dispose();

    public sealed class SettingFunction(IConfiguration settings)
    {
        [Function("Setting")]
        public IActionResult Run([HttpTrigger("get", Route = "setting/{name}")] HttpRequest request, string name) =>
            new ContentResult { Content = settings[name] };
    }

    private sealed class SlowStart(IConfiguration settings) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await Task.Delay(50, cancellationToken);
            settings["SlowStart"] = "started";
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
