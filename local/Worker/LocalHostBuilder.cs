using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RiskRegister.Local.DurableTask;

namespace RiskRegister.Local.Worker;

/// <summary>Puts the platform under an app, and the app's functions on it.</summary>
internal sealed class LocalHostBuilder
{
    private readonly LocalPlatform _platform;
    private readonly IEnumerable<Type> _types;

    /// <param name="switches">The switches.</param>
    /// <param name="types">The types among whose methods the functions are.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="StartRefusedException">The port or the data folder is in use.</exception>
    public LocalHostBuilder(LocalSwitches switches, IEnumerable<Type> types, TimeProvider time)
    {
        _types = types;
        _platform = LocalPlatform.Start(switches, time);
        Web.Configuration.AddEnvironmentVariables().AddInMemoryCollection(_platform.Settings);
        Web.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
        });
        Web.Logging.AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Azure", LogLevel.Warning)
            .AddFilter("System", LogLevel.Warning)
            .AddConfiguration(Web.Configuration.GetSection("Logging"));
        Web.Services.AddRoutingCore();
        Web.WebHost.UseKestrelCore().UseSockets(sockets => sockets.CreateBoundListenSocket = _ => _platform.Socket);
        Web.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Web.Configuration.GetValue(
                "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT",
                100L * 1024 * 1024
            );
            kestrel.Listen(_platform.Socket.LocalEndPoint!);
        });
    }

    /// <summary>The web application below.</summary>
    public WebApplicationBuilder Web { get; } =
        WebApplication.CreateEmptyBuilder(new() { ContentRootPath = AppContext.BaseDirectory });

    /// <summary>The steps around every run, outermost first.</summary>
    public List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> Middleware { get; } = [];

    /// <summary>What the functions are hosted by.</summary>
    public HostJson HostJson { get; init; } = HostJson.Load(AppContext.BaseDirectory);

    /// <summary>A builder for the app of this process.</summary>
    /// <exception cref="StartRefusedException">The command line is wrong, or the port or the data folder is in use.</exception>
    public static LocalHostBuilder FromArguments(string[] args) =>
        new(
            LocalSwitches.Parse(args, Environment.GetEnvironmentVariable),
            Assembly.GetEntryAssembly()?.GetTypes() ?? [],
            TimeProvider.System
        );

    /// <summary>The host, ready to be started.</summary>
    /// <exception cref="StartRefusedException">Functions can't run; all are named.</exception>
    public LocalHost Build()
    {
        var web = Web.Build();
        var engine = new DurableEngine(_platform.State, _platform.Time, web.Services.GetRequiredService<ILoggerFactory>(), new());
        var front = new HttpFront(HostJson, web.Services);
        ITriggerListener[] listeners = [front, .. Listeners(web), new DurableFunctions(engine)];
        var index = FunctionIndex.Of(_types, listeners, engine.Client);
        var invoker = new FunctionInvoker(web.Services, Middleware);
        new PlatformAuthentication(SessionCookie.OpenAsync(_platform.State).GetAwaiter().GetResult()).Map(web);
        new AdminEndpoint(index, new Retries(invoker, _platform.Time, web.Logger)).Map(web);
        front.Map(web, index.Functions.Values, invoker);
        return new LocalHost(web, _platform, index, listeners, invoker);
    }

    private IEnumerable<ITriggerListener> Listeners(WebApplication web) =>
        [
            new TimerListener(web.Configuration, _platform.State, _platform.Time, web.Logger),
            new ServiceBusListener(web.Configuration, HostJson, _platform.Broker, _platform.Time),
            new ChangeFeedListener(web.Configuration, _platform.Time),
        ];
}
