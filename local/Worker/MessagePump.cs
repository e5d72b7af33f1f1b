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

    /// <summary>Receives until <paramref name="stopping"/>, then waits for what runs.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
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
        using var ended = new CancellationTokenSource();
        _ = KeepLockAsync(message, ended.Token);
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
            await ended.CancelAsync();
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
            logger.LogError(
                e,
                "{Function} failed for message {MessageId} (delivery {Delivery}).",
                function.Name,
                message.MessageId,
                message.DeliveryCount
            );
            return false;
        }
    }

    private Task SettleAsync(ServiceBusReceivedMessage message, bool succeeded)
    {
        if (!succeeded)
        {
            return receiver.AbandonMessageAsync(message);
        }

        return completes ? receiver.CompleteMessageAsync(message) : Task.CompletedTask;
    }

    private async Task KeepLockAsync(ServiceBusReceivedMessage message, CancellationToken ended)
    {
        try
        {
            for (var held = RenewalInterval; held < LongestRenewal; held += RenewalInterval)
            {
                await Task.Delay(RenewalInterval, time, ended);
                await receiver.RenewMessageLockAsync(message, ended);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ServiceBusException)
        {
            // The message is settled, or its lock is lost, and then settling it says so.
        }
    }
}
