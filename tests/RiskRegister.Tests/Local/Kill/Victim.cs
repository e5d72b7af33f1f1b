using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RiskRegister.Tests.Local.Worker;

namespace RiskRegister.Tests.Local.Kill;

/// <summary>
/// A small functions app that keeps every part of the embedded Azure busy, in the ways in which the register does. It runs in a
/// process of its own, which <see cref="KillTests"/> kills.
/// </summary>
internal static class Victim
{
    /// <summary>The argument that makes this assembly run the victim; the data folder follows.</summary>
    public const string Command = "victim";

    private static readonly Type[] Functions = [typeof(HttpFunctions), typeof(FollowUp), typeof(Orchestrations)];

    /// <summary>Runs until the process is killed, or its input ends, because whoever started it is gone.</summary>
    public static async Task<int> RunAsync(string data)
    {
        using var host = HostFixture.Build(
            data,
            Functions,
            builder =>
            {
                builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
                builder.Services.AddSingleton(TimeProvider.System);
                builder.Services.AddSingleton<VictimStore>().AddHostedService(p => p.GetRequiredService<VictimStore>());
                builder.Services.AddSingleton(p => new ServiceBusClient(
                    p.GetRequiredService<IConfiguration>()["ServiceBusConnection"]!
                ));
            }
        );
        await host.StartAsync();
        await Console.In.ReadToEndAsync();
        await host.StopAsync();
        return 0;
    }
}
