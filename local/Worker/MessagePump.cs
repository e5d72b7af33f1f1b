using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging;

namespace RiskRegister.Local.Worker;

/// <summary>Receives messages for one function, runs it for several at the same time, and settles them.</summary>
internal sealed class MessagePump(
    ServiceBusReceiver receiver,
    int mostAtATime,
    bool completes,
    HostedFunction function,
    FunctionInvoker invoker,
    TimeProvider time,
    ILogger logger
) : IDisposable
{
    private static readonly TimeSpan AfterError = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RenewalInterval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestRenewal = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _free = new(mostAtATime);
    private readonly ConcurrentDictionary<ServiceBusReceivedMessage, long> _received = [];

    /// <summary>Receives until <paramref name="stopping"/>, then waits for what runs.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var renewal = time.CreateTimer(_ => RenewLocks(), null, RenewalInterval, RenewalInterval);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await ReceiveAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // The host stops.
            }
            catch (Exception e)
            {
                logger.LogError(e, "Nothing can be received for {Function} from {Entity}.", function.Name, receiver.EntityPath);
                await Task.Delay(AfterError, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        for (var i = 0; i < mostAtATime; i++)
        {
            await _free.WaitAsync(CancellationToken.None);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _free.Dispose();

    private async Task ReceiveAsync(CancellationToken stopping)
    {
        await _free.WaitAsync(stopping);
        var free = 1;
        while (_free.Wait(0, CancellationToken.None))
        {
            free++;
        }

        try
        {
            foreach (var message in await receiver.ReceiveMessagesAsync(free, cancellationToken: stopping))
            {
                free--;
                _ = HandleAsync(message);
            }
        }
        finally
        {
            if (free > 0)
            {
                _free.Release(free);
            }
        }
    }

    private async Task HandleAsync(ServiceBusReceivedMessage message)
    {
        _received[message] = time.GetTimestamp();
        try
        {
            await SettleAsync(message, await SucceedsAsync(message));
        }
        catch (Exception e)
        {
            logger.LogError(e, "Message {MessageId} of {Entity} could not be settled.", message.MessageId, receiver.EntityPath);
        }
        finally
        {
            _received.TryRemove(message, out _);
            _free.Release();
        }
    }

    private async Task<bool> SucceedsAsync(ServiceBusReceivedMessage message)
    {
        try
        {
            await invoker.RunAsync(function, new Delivery(message, receiver));
            return true;
        }
        catch (Exception e)
        {
            var (id, delivery) = (message.MessageId, message.DeliveryCount);
            logger.LogError(e, "{Function} failed for message {Id} (delivery {Delivery}).", function.Name, id, delivery);
            return false;
        }
    }

    // What the function has settled itself stays so, also when the function fails after that.
    private Task SettleAsync(ServiceBusReceivedMessage message, bool succeeded)
    {
        if (message.IsSettled || (succeeded && !completes))
        {
            return Task.CompletedTask;
        }

        return succeeded ? receiver.CompleteMessageAsync(message) : receiver.AbandonMessageAsync(message);
    }

    private void RenewLocks()
    {
        foreach (var (message, since) in _received)
        {
            if (!message.IsSettled && time.GetElapsedTime(since) < LongestRenewal)
            {
                _ = RenewAsync(message);
            }
        }
    }

    private async Task RenewAsync(ServiceBusReceivedMessage message)
    {
        try
        {
            await receiver.RenewMessageLockAsync(message);
        }
        catch (Exception)
        {
            // The message is settled, or its lock is lost, and then settling it says so.
        }
    }
}
