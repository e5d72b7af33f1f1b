namespace Microsoft.DurableTask;

/// <summary>How an activity or sub-orchestration is called.</summary>
public record TaskOptions
{
    /// <summary>Options with retries; without when null.</summary>
    public TaskOptions(TaskRetryOptions? retry) => Retry = retry;

    /// <summary>A copy of <paramref name="options"/>.</summary>
    public TaskOptions(TaskOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Retry = options.Retry;
    }

    /// <summary>Retries; none when null.</summary>
    public TaskRetryOptions? Retry { get; init; }

    /// <summary>Options that retry by <paramref name="policy"/>.</summary>
    public static TaskOptions FromRetryPolicy(RetryPolicy policy) => new(new TaskRetryOptions(policy));

    /// <summary>Options that retry as long as <paramref name="handler"/> says so.</summary>
    public static TaskOptions FromRetryHandler(AsyncRetryHandler handler) => new(new TaskRetryOptions(handler));

    /// <inheritdoc cref="FromRetryHandler(AsyncRetryHandler)"/>
    public static TaskOptions FromRetryHandler(RetryHandler handler) =>
        FromRetryHandler((AsyncRetryHandler)(context => Task.FromResult(handler(context))));
}

/// <summary>How a sub-orchestration is called.</summary>
public record SubOrchestrationOptions : TaskOptions
{
    /// <summary>Options with retries and an instance id; a new id is made when it is null.</summary>
    public SubOrchestrationOptions(TaskRetryOptions? retry = null, string? instanceId = null)
        : base(retry) => InstanceId = instanceId;

    /// <summary>A copy of <paramref name="options"/>.</summary>
    public SubOrchestrationOptions(SubOrchestrationOptions options)
        : base(options) => InstanceId = options.InstanceId;

    /// <summary>The id of the new instance; made up when null.</summary>
    public string? InstanceId { get; init; }
}

/// <summary>How a new orchestration is scheduled.</summary>
public record StartOrchestrationOptions
{
    /// <summary>Options with an instance id (made up when null) and a time before which it does not start.</summary>
    public StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null)
    {
        this.InstanceId = InstanceId;
        this.StartAt = StartAt;
    }

    /// <summary>A copy of <paramref name="options"/>.</summary>
    public StartOrchestrationOptions(StartOrchestrationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        InstanceId = options.InstanceId;
        StartAt = options.StartAt;
        DedupeStatuses = options.DedupeStatuses;
    }

    /// <summary>The id of the new instance; made up when null.</summary>
    public string? InstanceId { get; init; }

    /// <summary>When the instance starts; at once when null.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>Statuses in which an existing instance of the same id keeps this one from being scheduled.</summary>
    public IReadOnlyList<string>? DedupeStatuses { get; init; }
}
