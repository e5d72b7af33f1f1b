using Microsoft.DurableTask;

namespace RiskRegister.Local.DurableTask;

/// <summary>
/// Brings external events and those who wait for them together. An event that nobody waits for is kept; of several waiters the latest
/// gets the event, so that waiters which an orchestrator has lost interest in do not take it away.
/// </summary>
internal sealed class ExternalEvents(DataConverter converter)
{
    private readonly Dictionary<string, List<Waiter>> _waiters = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<EventRaised> _kept = [];

    /// <summary>Whether somebody waits.</summary>
    public bool AnyWaiter => _waiters.Values.Any(stack => stack.Count > 0);

    /// <summary>Events that nobody has waited for yet, oldest first.</summary>
    public IReadOnlyList<EventRaised> Kept => _kept;

    /// <summary>Waits for the next event of that name.</summary>
    /// <exception cref="ArgumentException">Somebody waits for that event with another type.</exception>
    public Task<T> Wait<T>(string name, CancellationToken cancellationToken)
    {
        if (!_waiters.TryGetValue(name, out var stack))
        {
            _waiters[name] = stack = [];
        }

        if (stack.Find(other => other.Type != typeof(T)) is { } other)
        {
            throw new ArgumentException(
                $"Event '{name}' is awaited as {other.Type} already, and now as {typeof(T)}.",
                nameof(name)
            );
        }

        var result = new TaskCompletionSource<T>();
        var waiter = new Waiter(typeof(T), payload => Deliver(result, payload));
        stack.Add(waiter);
        TakeKept(name);
        cancellationToken.Register(() =>
        {
            stack.Remove(waiter);
            result.TrySetCanceled(cancellationToken);
        });
        return result.Task;
    }

    /// <summary>Gives the event to the latest waiter, or keeps it.</summary>
    public void Raise(EventRaised raised)
    {
        if (_waiters.TryGetValue(raised.Name, out var stack) && stack.Count > 0)
        {
            var waiter = stack[^1];
            stack.RemoveAt(stack.Count - 1);
            waiter.Deliver(raised.Payload);
        }
        else
        {
            _kept.Add(raised);
        }
    }

    private void TakeKept(string name)
    {
        var index = _kept.FindIndex(kept => string.Equals(kept.Name, name, StringComparison.OrdinalIgnoreCase));
        if (index >= 0)
        {
            var kept = _kept[index];
            _kept.RemoveAt(index);
            Raise(kept);
        }
    }

    private void Deliver<T>(TaskCompletionSource<T> result, string? payload)
    {
        try
        {
            result.TrySetResult(converter.Deserialize<T>(payload)!);
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or NotSupportedException)
        {
            result.TrySetException(e);
        }
    }

    private sealed record Waiter(Type Type, Action<string?> Deliver);
}
