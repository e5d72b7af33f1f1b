using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Time.Testing;
using RiskRegister.Local.ServiceBus;
using RiskRegister.Local.State;
using RiskRegister.Tests.Local.ServiceBus.Contract;

namespace RiskRegister.Tests.Local.ServiceBus
{
    /// <summary>The embedded Service Bus with a clock of its own; it can be stopped, and started again over the same database.</summary>
    public sealed class EmbeddedBus : ContractBus
    {
        private readonly TemporaryFolder _folder = new();
        private StateDatabase _state = null!;
        private ServiceBusBroker _broker = null!;

        public EmbeddedBus()
            : this(new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero))) { }

        private EmbeddedBus(FakeTimeProvider time)
            : base(null!, time)
        {
            Time = time;
            Start();
        }

        public FakeTimeProvider Time { get; }

        /// <summary>A wait that is over before it begins; none at all is refused.</summary>
        public override TimeSpan Wait => TimeSpan.FromTicks(1);

        public override TimeSpan LockDuration => TimeSpan.FromMinutes(1);

        public override TimeSpan DuplicateWindow => TimeSpan.FromMinutes(10);

        public override Task PassAsync(TimeSpan time)
        {
            Time.Advance(time);
            return CatchUpAsync();
        }

        /// <summary>Whoever calls the broker makes happen what is due; this is a call that does nothing else.</summary>
        public Task CatchUpAsync() => Client.CreateReceiver("other").ReceiveMessageAsync(Wait);

        public void Start()
        {
            _state = StateDatabase.Open(_folder.Path);
            _broker = new ServiceBusBroker(_state, Time);
            _broker.EnsureQueue(Queue);
            _broker.EnsureQueue("other");
            _broker.EnsureSubscription(Topic, First);
            _broker.EnsureSubscription(Topic, Second);
            Client = new ServiceBusClient(_broker.ConnectionString);
        }

        public async Task StopAsync()
        {
            _broker.Dispose();
            await _state.DisposeAsync();
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await StopAsync();
            _folder.Dispose();
        }
    }
}

namespace RiskRegister.Tests.Local.ServiceBus.Contract
{
    public partial class ContractBus
    {
        static partial void UseEmbedded(ref ContractBus? bus) => bus = new EmbeddedBus();
    }
}
