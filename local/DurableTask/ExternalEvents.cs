namespace RiskRegister.Local.DurableTask;

/// <summary>
/// Brings external events and those who wait for them together. An event that nobody waits for is kept; of several waits the latest
/// gets the event. A wait that is cancelled keeps its place, as in the genuine SDK: it takes the next event, which is then lost.
/// </summary>
internal sealed class ExternalEvents
{
    private readonly Dictionary<string, Stack<(Type Type, Action<string?> Deliver)>> _waits = new(
        StringComparer.OrdinalIgnoreCase
    );
    private readonly List<EventRaised> _kept = [];
    private bool _carries;

    /// <summary>Whether somebody waits.</summary>
    public bool AnyWait => _waits.Values.Any(stack => stack.Count > 0);

    /// <summary>Events for the next generation, oldest first.</summary>
    public List<EventRaised> Carried { get; } = [];

    /// <summary>Waits for the next event of that name.</summary>
    /// <exception cref="ArgumentException">Somebody waits for that event with another type.</exception>
    public Task<T> Wait<T>(string name, CancellationToken cancellationToken)
    {
        var stack = _waits.TryGetValue(name, out var known) ? known : _waits[name] = new();
        if (stack.TryPeek(out var latest) && latest.Type != typeof(T))
        {
            throw new ArgumentException(
                $"Event '{name}' is awaited as {latest.Type} already, and now as {typeof(T)}.",
                nameof(name)
            );
        }

        var (type, result) = (typeof(T), new TaskCompletionSource<T>());
        stack.Push((type, payload => result.TrySetResult((T)Payload.Read(payload, type)!)));
        var index = _kept.FindIndex(kept => string.Equals(kept.Name, name, StringComparison.OrdinalIgnoreCase));
        if (index >= 0)
        {
            var kept = _kept[index];
            _kept.RemoveAt(index);
            stack.Pop().Deliver(kept.Payload);
        }

        cancellationToken.Register(() => result.TrySetCanceled(cancellationToken));
        return result.Task;
    }

    /// <summary>Gives the event to the latest wait, or keeps it. What cannot be read as the awaited type is thrown.</summary>
    public void Raise(EventRaised raised)
    {
        if (_carries)
        {
            Carried.Add(raised);
        }
        else if (_waits.TryGetValue(raised.Name, out var stack) && stack.TryPop(out var wait))
        {
            wait.Deliver(raised.Payload);
        }
        else
        {
            _kept.Add(raised);
        }
    }

    /// <summary>Leaves every further event to the next generation, and those that nobody has taken yet when <paramref name="kept"/>.</summary>
    public void CarryOver(bool kept)
    {
        _carries = true;
        if (kept)
        {
            Carried.AddRange(_kept);
            _kept.Clear();
        }
    }
}
