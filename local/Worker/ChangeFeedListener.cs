using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace RiskRegister.Local.Worker;

/// <summary>Runs functions for changed documents, by the change feed processor of the Cosmos SDK.</summary>
internal sealed class ChangeFeedListener(IConfiguration settings, TimeProvider time) : ITriggerListener, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentBag<CosmosClient> _clients = [];
    private readonly ConcurrentBag<ChangeFeedProcessor> _processors = [];

    public bool TakesRetries => true;

    public bool Handles(Type attribute) => attribute == typeof(CosmosDBTriggerAttribute);

    public IEnumerable<string> Problems(HostedFunction function)
    {
        var trigger = (CosmosDBTriggerAttribute)function.Trigger;
        return
        [
            .. Settings.ConnectionProblems(settings, trigger.Connection),
            .. Settings.NameProblems(settings, [trigger.DatabaseName, trigger.ContainerName, LeasesOf(trigger)]),
        ];
    }

    public Binder? Bind(HostedFunction function, ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        var isList = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);
        return parameter == function.TriggerParameter && isList
            ? invocation => ((JsonElement)invocation.Trigger).Deserialize(type, JsonSerializerOptions.Web)
            : null;
    }

    public Task StartAsync(IReadOnlyList<HostedFunction> functions, FunctionInvoker invoker, ILogger logger) =>
        Task.WhenAll(functions.Select(function => StartAsync(function, new Retries(invoker, time, logger))));

    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_processors.Select(processor => processor.StopAsync()));
        foreach (var client in _clients)
        {
            client.Dispose();
        }
    }

    public object? EventByHand(HostedFunction function, string? input) =>
        input is null ? null : JsonSerializer.Deserialize<JsonElement>(input, JsonSerializerOptions.Web);

    public void Dispose() => _stopping.Dispose();

    private async Task StartAsync(HostedFunction function, Retries retries)
    {
        try
        {
            var processor = await ProcessorOfAsync(function, retries);
            await processor.StartAsync();
            _processors.Add(processor);
        }
        catch (CosmosException e)
        {
            throw new InvalidOperationException(
                $"{function.Name} can't listen to its container or keep its leases: {e.Message}",
                e
            );
        }
    }

    private async Task<ChangeFeedProcessor> ProcessorOfAsync(HostedFunction function, Retries retries)
    {
        var trigger = (CosmosDBTriggerAttribute)function.Trigger;
        var options = new CosmosClientOptions { ConnectionMode = ConnectionMode.Gateway, LimitToEndpoint = true };
        var client = new CosmosClient(settings[trigger.Connection!], options);
        _clients.Add(client);
        var database = client.GetDatabase(Settings.Resolve(settings, trigger.DatabaseName));
        var builder = database
            .GetContainer(Settings.Resolve(settings, trigger.ContainerName))
            .GetChangeFeedProcessorBuilder(
                trigger.LeaseContainerPrefix + function.Name,
                (_, changes, _) => RunAsync(function, changes, retries)
            )
            .WithInstanceName(Environment.MachineName)
            .WithLeaseContainer(await LeaseContainerAsync(trigger, database))
            .WithPollInterval(TimeSpan.FromMilliseconds(trigger.FeedPollDelay > 0 ? trigger.FeedPollDelay : 5000));
        builder = trigger.MaxItemsPerInvocation > 0 ? builder.WithMaxItems(trigger.MaxItemsPerInvocation) : builder;
        return (trigger.StartFromBeginning ? builder.WithStartTime(DateTime.MinValue.ToUniversalTime()) : builder).Build();
    }

    private async Task<Container> LeaseContainerAsync(CosmosDBTriggerAttribute trigger, Database database)
    {
        var name = Settings.Resolve(settings, LeasesOf(trigger))!;
        return trigger.CreateLeaseContainerIfNotExists
            ? await database.CreateContainerIfNotExistsAsync(name, "/id")
            : database.GetContainer(name);
    }

    private async Task RunAsync(HostedFunction function, Stream changes, Retries retries)
    {
        var page = await JsonSerializer.DeserializeAsync<JsonElement>(changes);
        await retries.RunAsync(function, page.GetProperty("Documents"), _stopping.Token);
    }

    private static string LeasesOf(CosmosDBTriggerAttribute trigger) => trigger.LeaseContainerName ?? "leases";
}
