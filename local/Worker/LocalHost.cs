using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace RiskRegister.Local.Worker;

/// <summary>The embedded Functions host: an app and the platform around it, as one that is started and stopped.</summary>
internal sealed class LocalHost(
    WebApplication web,
    LocalPlatform platform,
    FunctionIndex index,
    IReadOnlyList<ITriggerListener> listeners,
    FunctionInvoker invoker
) : IHost
{
    /// <summary>How long what runs may run on when the host stops.</summary>
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(25);

    /// <summary>How long what is cancelled then may take to end.</summary>
    private static readonly TimeSpan AbortTime = TimeSpan.FromSeconds(1);

    public IServiceProvider Services => web.Services;

    /// <summary>The app's address.</summary>
    public string Url => platform.Url;

    /// <summary>Starts the app's services, then HTTP, then all other triggers; says so when all answer.</summary>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await web.StartAsync(cancellationToken);
        foreach (var listener in listeners)
        {
            var functions = index.Functions.Values.Where(function => function.Listener == listener).ToList();
            await listener.StartAsync(functions, invoker, web.Logger);
        }

        foreach (var line in await platform.CompleteAsync())
        {
            Console.WriteLine(line);
        }

        Console.WriteLine($"{web.Environment.ApplicationName} is ready on {Url}");
    }

    /// <summary>Takes no further events, lets what runs end within 25 seconds, and stops everything.</summary>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(DrainTime);
        var ended = Task.WhenAll([
            web.StopAsync(patience.Token),
            invoker.IdleAsync(),
            .. listeners.Select(listener => listener.StopAsync()),
        ]);
        await Task.WhenAny(ended, Task.Delay(Timeout.Infinite, patience.Token));
        await invoker.AbortAsync();
        await Task.WhenAny(ended, Task.Delay(AbortTime, CancellationToken.None));
        await platform.DisposeAsync();
    }

    public void Dispose()
    {
        ((IDisposable)web).Dispose();
        invoker.Dispose();
    }
}
