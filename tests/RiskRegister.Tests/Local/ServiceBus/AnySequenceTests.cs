using Azure.Messaging.ServiceBus;
using FsCheck;
using FsCheck.Fluent;
using RiskRegister.Tests.Local.ServiceBus.Contract;
using Xunit;

namespace RiskRegister.Tests.Local.ServiceBus;

/// <summary>Whatever is done with a queue, in whatever order: it stays as the model says.</summary>
public sealed class AnySequenceTests
{
    /// <summary>All times are whole steps, so that nothing becomes due between two looks at the clock.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(15);

    private static readonly Config Thorough = Config
        .QuickThrowOnFailure.WithMaxTest(80)
        .WithStartSize(20)
        .WithEndSize(120)
        .WithQuietOnSuccess(true);

    // Time has to pass often for locks to end and to be renewed before.
    private static readonly What[] Often =
    [
        .. Enum.GetValues<What>(),
        .. Enumerable.Repeat(What.Pass, 4),
        What.Send,
        What.Receive,
        What.Renew,
    ];

    private enum What
    {
        Send,
        SendWithTimeToLive,
        Schedule,
        Cancel,
        Receive,
        ReceiveAndDelete,
        Complete,
        Abandon,
        DeadLetter,
        Renew,
        Pass,
        Restart,
    }

    [Fact]
    public void A_queue_is_what_the_model_says_after_any_sequence_of_operations() =>
        Prop.ForAll(
                ArbMap
                    .Default.ArbFor<(byte, byte)[]>()
                    .Convert(
                        pairs => Array.ConvertAll(pairs, pair => (Often[pair.Item1 % Often.Length], pair.Item2)),
                        moves => Array.ConvertAll(moves, move => ((byte)Array.IndexOf(Often, move.Item1), move.Item2))
                    ),
                moves => PlayAsync(moves).GetAwaiter().GetResult()
            )
            .Check(Thorough);

    [Fact]
    public async Task A_message_that_is_never_settled_is_delivered_ten_times_and_then_dead()
    {
        var rounds = Enumerable
            .Range(0, 12)
            .SelectMany(_ => new[] { (What.Receive, (byte)0), (What.Pass, (byte)1), (What.Pass, (byte)1) });
        await using var run = new Run();
        await run.PlayAsync([(What.Send, 0), .. rounds]);
        Assert.Equal("MaxDeliveryCountExceeded", Assert.Single(run.Model.DeadLetters).Reason);
    }

    private static async Task PlayAsync((What, byte)[] moves)
    {
        await using var run = new Run();
        await run.PlayAsync(moves);
    }

    /// <summary>One sequence, played on the bus and on the model.</summary>
    private sealed class Run : IAsyncDisposable
    {
        private const int DuplicateWindow = 40;

        private readonly EmbeddedBus _bus = new();
        private readonly List<(long Number, BusModel.Message Model)> _scheduled = [];
        private readonly List<(ServiceBusReceivedMessage Real, BusModel.Message Model, int Delivery)> _deliveries = [];
        private int _sent;

        public Run() => Model = new BusModel(_bus.LockDuration, _bus.DuplicateWindow);

        public BusModel Model { get; }

        public async Task PlayAsync(IEnumerable<(What What, byte Number)> moves)
        {
            foreach (var (what, number) in moves)
            {
                await PlayAsync(what, number);
                await CompareAsync();
            }
        }

        public ValueTask DisposeAsync() => _bus.DisposeAsync();

        private Task PlayAsync(What what, byte number) =>
            what switch
            {
                What.Send => SendAsync(number, timeToLive: null),
                What.SendWithTimeToLive => SendAsync(number, Step * (1 + number % 8)),
                What.Schedule => ScheduleAsync(number),
                What.Cancel => CancelAsync(number),
                What.Receive => ReceiveAsync(1 + number % 3, ServiceBusReceiveMode.PeekLock),
                What.ReceiveAndDelete => ReceiveAsync(1 + number % 3, ServiceBusReceiveMode.ReceiveAndDelete),
                What.Pass => PassAsync(number % 16 == 0 ? DuplicateWindow : 1 + number % 2),
                What.Restart => RestartAsync(number % 3),
                _ => SettleAsync(what, number),
            };

        // Few ids and many moves: duplicates happen.
        private ServiceBusMessage Next(byte number) => new($"{++_sent}") { MessageId = $"{number % 16}" };

        private async Task SendAsync(byte number, TimeSpan? timeToLive)
        {
            var message = Next(number);
            message.TimeToLive = timeToLive ?? message.TimeToLive;
            await _bus.ToQueue.SendMessageAsync(message);
            Model.Send($"{_sent}", message.MessageId!, timeToLive ?? TimeSpan.FromDays(3650), _bus.Now, _bus.Now);
        }

        private async Task ScheduleAsync(byte number)
        {
            var (message, due) = (Next(number), _bus.Now + Step * (number % 12));
            var sequence = await _bus.ToQueue.ScheduleMessageAsync(message, due);
            if (Model.Send($"{_sent}", message.MessageId!, TimeSpan.FromDays(3650), due, _bus.Now) is { } sent)
            {
                _scheduled.Add((sequence, sent));
            }
        }

        private async Task CancelAsync(byte number)
        {
            if (_scheduled.Count > 0)
            {
                var (sequence, model) = _scheduled[number % _scheduled.Count];
                var refusal = await Record.ExceptionAsync(() => _bus.ToQueue.CancelScheduledMessageAsync(sequence));
                Assert.Equal(
                    Model.Cancel(model) ? null : ServiceBusFailureReason.MessageNotFound,
                    (refusal as ServiceBusException)?.Reason
                );
            }
        }

        private async Task ReceiveAsync(int most, ServiceBusReceiveMode mode)
        {
            var receiver = _bus.Client.CreateReceiver(ContractBus.Queue, new ServiceBusReceiverOptions { ReceiveMode = mode });
            var real = await receiver.ReceiveMessagesAsync(most, _bus.Wait);
            var model = Model.Receive(most, _bus.Now);
            Assert.Equal(
                model.Select(m => (m.Text, m.Deliveries)),
                real.Select(message => (message.Body.ToString(), message.DeliveryCount))
            );
            if (mode == ServiceBusReceiveMode.PeekLock)
            {
                _deliveries.AddRange(real.Zip(model, (r, m) => (r, m, m.Deliveries)));
            }
            else
            {
                model.ForEach(Model.Delete);
            }
        }

        /// <summary>Does something with any delivery of the last few: it is refused unless its lock still holds.</summary>
        private async Task SettleAsync(What what, byte number)
        {
            if (_deliveries.Count == 0)
            {
                return;
            }

            var (real, model, delivery) = _deliveries[Math.Max(0, _deliveries.Count - 1 - number % 3)];
            var isHeld = model.LockedUntil is not null && model.Deliveries == delivery && Model.Queue.Contains(model);
            var refusal = await Record.ExceptionAsync(() => SettleAsync(what, real));
            Assert.Equal(isHeld ? null : ServiceBusFailureReason.MessageLockLost, (refusal as ServiceBusException)?.Reason);
            if (isHeld)
            {
                Settle(what, model);
            }
        }

        private Task SettleAsync(What what, ServiceBusReceivedMessage message) =>
            what switch
            {
                What.Complete => _bus.FromQueue.CompleteMessageAsync(message),
                What.Abandon => _bus.FromQueue.AbandonMessageAsync(message),
                What.DeadLetter => _bus.FromQueue.DeadLetterMessageAsync(message, "bad"),
                _ => _bus.FromQueue.RenewMessageLockAsync(message),
            };

        private void Settle(What what, BusModel.Message message)
        {
            switch (what)
            {
                case What.Complete:
                    Model.Delete(message);
                    break;
                case What.Abandon:
                    Model.Release(message);
                    break;
                case What.DeadLetter:
                    Model.DeadLetter(message, "bad");
                    break;
                default:
                    Model.Renew(message, _bus.Now);
                    break;
            }
        }

        private async Task PassAsync(int steps)
        {
            for (var i = 0; i < steps; i++)
            {
                await _bus.PassAsync(Step);
                Model.CatchUp(_bus.Now);
            }
        }

        private async Task RestartAsync(int steps)
        {
            await _bus.StopAsync();
            _bus.Time.Advance(Step * steps);
            _bus.Start();
            Model.Restart();
        }

        private async Task CompareAsync()
        {
            await _bus.CatchUpAsync();
            Model.CatchUp(_bus.Now);
            var queue = await _bus.FromQueue.PeekMessagesAsync(int.MaxValue);
            var dead = await _bus.DeadLetters.PeekMessagesAsync(int.MaxValue);
            Assert.Equal(
                Model.Queue.Select(m => (m.Text, m.Due is not null, m.Deliveries - (m.LockedUntil is null ? 0 : 1))),
                queue.Select(m => (m.Body.ToString(), m.State == ServiceBusMessageState.Scheduled, m.DeliveryCount))
            );
            Assert.Equal(
                Model.DeadLetters.Select(m => (m.Text, m.Reason, m.Deliveries)),
                dead.Select(m => (m.Body.ToString(), (string?)m.DeadLetterReason, m.DeliveryCount))
            );
        }
    }
}
