namespace Microsoft.Azure.Functions.Worker;

/// <summary>One run of a function.</summary>
public abstract class FunctionContext
{
    /// <summary>Unique to the run.</summary>
    public abstract string InvocationId { get; }

    /// <summary>Unique to the function, the same over its runs.</summary>
    public abstract string FunctionId { get; }

    /// <summary>The distributed trace that the run belongs to.</summary>
    public abstract TraceContext TraceContext { get; }

    /// <summary>Data of the trigger.</summary>
    public abstract BindingContext BindingContext { get; }

    /// <summary>How often the event has been tried.</summary>
    public abstract RetryContext RetryContext { get; }

    /// <summary>The services of this run's scope.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>The function that runs.</summary>
    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>Values that middleware and function share within the run.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>Features that middleware and host share within the run.</summary>
    public abstract IInvocationFeatures Features { get; }

    /// <summary>Cancelled when the caller has left or the host stops.</summary>
    public virtual CancellationToken CancellationToken { get; } = CancellationToken.None;
}

/// <summary>Data of the trigger.</summary>
public abstract class BindingContext
{
    /// <summary>Values by name: route values for HTTP.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}

/// <summary>How often an event has been tried.</summary>
public abstract class RetryContext
{
    /// <summary>Which further try this is; 0 at first.</summary>
    public abstract int RetryCount { get; }

    /// <summary>The most further tries; -1 for ever.</summary>
    public abstract int MaxRetryCount { get; }
}

/// <summary>The distributed trace that a run belongs to (W3C Trace Context).</summary>
public abstract class TraceContext
{
    /// <summary>The trace's identity and parent.</summary>
    public abstract string TraceParent { get; }

    /// <summary>What vendors add.</summary>
    public abstract string TraceState { get; }
}

/// <summary>Features of a run, by type.</summary>
public interface IInvocationFeatures : IEnumerable<KeyValuePair<Type, object>>
{
    /// <summary>Adds or replaces a feature.</summary>
    public void Set<T>(T instance);

    /// <summary>The feature, or the default of <typeparamref name="T"/> when there is none.</summary>
    public T? Get<T>();
}
