using System.Collections.Concurrent;

namespace RiskRegister.Local.DurableTask;

/// <summary>Those who wait until an instance has started or ended.</summary>
internal sealed class InstanceWaiters
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _waiters = new(StringComparer.Ordinal);

    /// <summary>Wakes those who wait for the instance.</summary>
    public void Wake(string instanceId)
    {
        if (_waiters.TryRemove(instanceId, out var waiter))
        {
            waiter.SetResult();
        }
    }

    /// <summary>Reads until the value that was read is the one waited for; reads again whenever the instance has changed.</summary>
    public async Task<T> UntilAsync<T>(string instanceId, Func<T> read, Func<T, bool> done, CancellationToken cancellationToken)
    {
        while (true)
        {
            var changed = _waiters.GetOrAdd(instanceId, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            var value = read();
            if (done(value))
            {
                Wake(instanceId);
                return value;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }
}
