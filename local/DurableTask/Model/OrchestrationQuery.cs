namespace Microsoft.DurableTask.Client;

/// <summary>Which instances to list. What is null does not restrict.</summary>
public record OrchestrationQuery(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null,
    IEnumerable<string>? TaskHubNames = null,
    string? InstanceIdPrefix = null,
    int PageSize = OrchestrationQuery.DefaultPageSize,
    bool FetchInputsAndOutputs = false,
    string? ContinuationToken = null
)
{
    /// <summary>Instances on a page when nothing else is said.</summary>
    public const int DefaultPageSize = 100;
}

/// <summary>Which instances to purge; only those that have ended ever are.</summary>
public record PurgeInstancesFilter(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null
);

/// <summary>Whether sub-orchestrations are purged too.</summary>
public record PurgeInstanceOptions(bool Recursive = false);

/// <summary>How many instances were purged.</summary>
public class PurgeResult(int count)
{
    /// <summary>The number of instances deleted.</summary>
    public int PurgedInstanceCount { get; } = count;
}

/// <summary>The output of a terminated instance, and whether its sub-orchestrations are terminated too.</summary>
public record TerminateInstanceOptions(object? Output = null, bool Recursive = false);

/// <summary>Says when an instance of the same id is in the way.</summary>
public static class StartOrchestrationOptionsExtensions
{
    /// <summary>
    /// Options that refuse to schedule over an existing instance in one of <paramref name="dedupeStatuses"/>; in any other status the
    /// existing one is replaced.
    /// </summary>
    public static StartOrchestrationOptions WithDedupeStatuses(
        this StartOrchestrationOptions options,
        params OrchestrationRuntimeStatus[] dedupeStatuses
    ) => options with { DedupeStatuses = [.. dedupeStatuses.Select(status => status.ToString())] };
}
