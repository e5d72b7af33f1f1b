using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Cosmos;
using RiskRegister.Criteria;
using RiskRegister.Register.Records;

namespace RiskRegister.Register;

/// <summary>Puts the register's store together.</summary>
public static class RegisterSetup
{
    /// <summary>
    /// Adds the store. The settings <c>CosmosConnection</c> and <c>ServiceBusConnection</c> are connection strings; or
    /// <c>CosmosConnection:accountEndpoint</c> and <c>ServiceBusConnection:fullyQualifiedNamespace</c> addresses used with the app's identity.
    /// </summary>
    public static IServiceCollection AddRegister(this IServiceCollection services) =>
        services
            .AddSingleton(TimeProvider.System)
            .AddSingleton(provider => MakeClient(provider.GetRequiredService<IConfiguration>()))
            .AddSingleton(provider => MakeBus(provider.GetRequiredService<IConfiguration>()))
            .AddSingleton<RegisterContainer>()
            .AddSingleton<Numbering>()
            .AddSingleton<Agencies>()
            .AddSingleton<EntryStore>()
            .AddSingleton<EntryList>()
            .AddSingleton<EntryHistory>()
            .AddSingleton<RecordStore>()
            .AddSingleton<NumberedRecords>()
            .AddSingleton<RecordHistory>()
            .AddSingleton<Verification>()
            .AddSingleton<OutboxRelay>()
            .AddHostedService<ContainerCreation>();

    private static CosmosClient MakeClient(IConfiguration configuration)
    {
        var options = new CosmosClientOptions
        {
            UseSystemTextJsonSerializerWithOptions = RegisterJson.Options,
            ApplicationName = "RiskRegister",
        };
        var connection = configuration["CosmosConnection"];
        if (connection is null)
        {
            var endpoint =
                configuration["CosmosConnection:accountEndpoint"]
                ?? throw new InvalidOperationException("Set CosmosConnection, or CosmosConnection__accountEndpoint.");
            return new CosmosClient(endpoint, new DefaultAzureCredential(), options);
        }

        if (connection.Contains("AccountEndpoint=http://", StringComparison.OrdinalIgnoreCase))
        {
            // The embedded endpoint and the emulators have one address and no direct mode.
            options.ConnectionMode = ConnectionMode.Gateway;
            options.LimitToEndpoint = true;
        }

        return new CosmosClient(connection, options);
    }

    private static ServiceBusClient MakeBus(IConfiguration configuration) =>
        configuration["ServiceBusConnection"] is { } connection
            ? new ServiceBusClient(connection)
            : new ServiceBusClient(
                configuration["ServiceBusConnection:fullyQualifiedNamespace"]
                    ?? throw new InvalidOperationException(
                        "Set ServiceBusConnection, or ServiceBusConnection__fullyQualifiedNamespace."
                    ),
                new DefaultAzureCredential()
            );

    /// <summary>Makes the container at start where the setting <c>Register:CreateContainers</c> asks for it; in Azure the infrastructure has made it.</summary>
    private sealed class ContainerCreation(RegisterContainer container, IConfiguration configuration) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) =>
            configuration.GetValue("Register:CreateContainers", false)
                ? container.EnsureCreatedAsync(cancellationToken)
                : Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
