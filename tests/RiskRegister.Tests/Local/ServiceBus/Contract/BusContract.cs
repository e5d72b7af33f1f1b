using Azure.Messaging.ServiceBus;
using Xunit;

namespace RiskRegister.Tests.Local.ServiceBus.Contract;

/// <summary>Tests that hold for the genuine Service Bus too. They share its entities, so they run one after the other.</summary>
[Collection("The contract of Service Bus")]
public abstract class BusContract : IAsyncLifetime
{
    protected ContractBus Bus { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Bus = await ContractBus.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await Bus.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static async Task RefusedAsync(ServiceBusFailureReason reason, Func<Task> call)
    {
        var refusal = await Assert.ThrowsAsync<ServiceBusException>(call);
        Assert.Equal(reason, refusal.Reason);
    }
}
