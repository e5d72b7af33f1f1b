#pragma warning disable MA0047, CA1816, CA1063, CA1852 // Wrong on purpose.

// Declared as the genuine types are not, to see that the comparison finds it.

namespace Azure.Messaging.ServiceBus
{
    public class CreateMessageBatchOptions : IDisposable
    {
        protected CreateMessageBatchOptions() { }

        public long? MaxSizeInBytes { get; init; }

        public virtual void Dispose() { }
    }

    public enum ServiceBusRetryMode
    {
        Fixed = 0,
        Exponential = 2,
    }

    public sealed class ServiceBusRetryPolicy;
}

namespace Microsoft.Azure.Functions.Worker
{
    public interface IFunctionActivator;
}
