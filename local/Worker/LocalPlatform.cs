using System.Net.Sockets;
using RiskRegister.Local.Cosmos;
using RiskRegister.Local.ServiceBus;
using RiskRegister.Local.State;

namespace RiskRegister.Local.Worker;

/// <summary>What stands around the app: its address, state, and services, and the settings that point the app to them.</summary>
internal sealed class LocalPlatform : IAsyncDisposable
{
    private readonly NodeTools _tools = new();
    private readonly CosmosEndpoint _cosmos;
    private readonly Mailbox? _mailbox;
    private readonly Task<bool> _mailboxReady;
    private readonly Azurite? _azurite;
    private readonly bool _isEmpty;

    private LocalPlatform(LocalSwitches switches, TimeProvider time, Socket socket, StateDatabase state)
    {
        Time = time;
        Socket = socket;
        State = state;
        Broker = new ServiceBusBroker(state, time);
        _cosmos = CosmosEndpoint.StartAsync(state, time).GetAwaiter().GetResult();
        _isEmpty = switches.Empty;
        _mailbox = switches.NoMailbox ? null : new Mailbox(switches);
        _mailboxReady = _mailbox?.StartAsync(_tools) ?? Task.FromResult(false);
        _azurite = switches.NoAzurite ? null : new Azurite(switches);
    }

    /// <summary>The clock of the host.</summary>
    public TimeProvider Time { get; }

    /// <summary>The listening socket of the app's address.</summary>
    public Socket Socket { get; }

    /// <summary>All state.</summary>
    public StateDatabase State { get; }

    /// <summary>The Service Bus.</summary>
    public ServiceBusBroker Broker { get; }

    /// <summary>The app's address.</summary>
    public string Url => $"http://localhost:{Ports.Of(Socket)}";

    /// <summary>What the app finds in its settings, as application settings in Azure would be.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings =>
        [
            new("CosmosConnection", _cosmos.ConnectionString),
            new("ServiceBusConnection", Broker.ConnectionString),
            new("WEBSITE_AUTH_ENABLED", "True"),
            new("Register:Url", Url),
            new("Register:CreateContainers", "true"),
            new("Register:DemoSignIn", "true"),
            new("Register:DemoData", _isEmpty ? "false" : "true"),
            .. _mailbox?.Settings ?? [],
            .. _azurite?.Settings ?? [],
        ];

    /// <summary>Takes the address and the state, and starts the services in this process.</summary>
    /// <exception cref="StartRefusedException">The port or the data folder is in use.</exception>
    public static LocalPlatform Start(LocalSwitches switches, TimeProvider time)
    {
        var socket = Ports.Listen(switches.Port);
        try
        {
            return new LocalPlatform(switches, time, socket, StateDatabase.Open(switches.Data));
        }
        catch (IOException e)
        {
            socket.Dispose();
            throw new StartRefusedException(e.Message);
        }
    }

    /// <summary>Starts what the start didn't need, waits for what people look at, and returns lines that say where that is.</summary>
    public async Task<IReadOnlyList<string>> CompleteAsync()
    {
        _ = _azurite?.StartAsync(_tools);
        return await _mailboxReady ? [$"The mailbox is on {_mailbox!.Address}"] : [];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _tools.DisposeAsync();
        Broker.Dispose();
        await _cosmos.DisposeAsync();
        await State.DisposeAsync();
        Socket.Dispose();
    }
}
