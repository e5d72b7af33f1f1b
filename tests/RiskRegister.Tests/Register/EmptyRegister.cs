using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RiskRegister.Fleet;
using RiskRegister.Local.Cosmos;
using RiskRegister.Local.State;
using RiskRegister.People;
using RiskRegister.Reassessment;
using RiskRegister.Register;

namespace RiskRegister.Tests.Register;

/// <summary>The register's services over an embedded database of their own, without host and without any agency.</summary>
public sealed class EmptyRegister : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly StateDatabase _state;
    private readonly CosmosEndpoint _endpoint;
    private readonly ServiceProvider _services;

    private EmptyRegister(TemporaryFolder folder, StateDatabase state, CosmosEndpoint endpoint, TimeProvider time)
    {
        (_folder, _state, _endpoint) = (folder, state, endpoint);
        Configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["CosmosConnection"] = endpoint.ConnectionString,
                    ["Register:DemoData"] = "true",
                }
            )
            .Build();
        _services = new ServiceCollection()
            .AddSingleton(Configuration)
            .AddLogging()
            .AddRegister()
            .AddPeople()
            .AddSingleton(time)
            .AddSingleton<AgencyMaker>()
            .AddReassessment()
            .AddSingleton<RunActivities>()
            .AddSingleton<AskActivities>()
            .AddSingleton<BeforeActivities>()
            .AddSingleton<OpenRuns>()
            .BuildServiceProvider();
    }

    public IConfiguration Configuration { get; }

    /// <summary>The container without what the register puts around it, to do what the register never does.</summary>
    public Container Raw => Get<CosmosClient>().GetContainer(RegisterContainer.DatabaseName, RegisterContainer.ContainerName);

    /// <summary>Makes it in a folder of its own, or in one that outlives it.</summary>
    /// <param name="data">The folder; null for one of its own.</param>
    /// <param name="time">What the register takes for now; the clock if left out.</param>
    public static async Task<EmptyRegister> MakeAsync(string? data = null, TimeProvider? time = null)
    {
        var folder = new TemporaryFolder();
        var state = StateDatabase.Open(data ?? folder.Path);
        var endpoint = await CosmosEndpoint.StartAsync(state, TimeProvider.System);
        var register = new EmptyRegister(folder, state, endpoint, time ?? TimeProvider.System);
        await register.Get<RegisterContainer>().EnsureCreatedAsync();
        return register;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _endpoint.DisposeAsync();
        await _state.DisposeAsync();
        _folder.Dispose();
    }
}
