using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using RiskRegister.Local.State;

namespace RiskRegister.Local.DurableTask;

/// <summary>The client of the engine in this process.</summary>
internal sealed class EngineClient(
    StateDatabase state,
    TimeProvider time,
    DataConverter converter,
    InstanceWaiters waiters,
    Action<Effects> apply
) : DurableTaskClient("local")
{
    // The default of Durable Functions: an instance that has not ended is not replaced.
    private static readonly OrchestrationRuntimeStatus[] NotEnded =
    [
        OrchestrationRuntimeStatus.Pending,
        OrchestrationRuntimeStatus.Running,
        OrchestrationRuntimeStatus.Suspended,
    ];

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(orchestratorName.Name, nameof(orchestratorName));
        var (id, now) = (options?.InstanceId ?? Guid.NewGuid().ToString("N"), Now);
        var refused = Refused(options?.DedupeStatuses);
        var start = options?.StartAt?.UtcDateTime ?? now;
        var instance = new NewInstance(id, orchestratorName, converter.Serialize(input), now, start);
        await WriteAsync(
            (db, effects) =>
            {
                if (InstanceStore.Status(db, id) is { } status && refused.Contains(status))
                {
                    throw new InvalidOperationException($"An orchestration with the instance id '{id}' exists and is {status}.");
                }

                InstanceStore.Create(db, instance, effects);
            },
            cancellation
        );
        return id;
    }

    public override Task RaiseEventAsync(
        string instanceId,
        string eventName,
        object? eventPayload = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        var raised = new EventRaised(eventName, converter.Serialize(eventPayload));
        return WriteAsync((db, effects) => InstanceStore.RaiseEvent(db, instanceId, raised, Now, effects), cancellation);
    }

    public override Task TerminateInstanceAsync(
        string instanceId,
        TerminateInstanceOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        var output = converter.Serialize(options?.Output);
        return WriteAsync(
            (db, effects) => InstanceStore.Terminate(db, instanceId, options ?? new(), output, Now, effects),
            cancellation
        );
    }

    public override Task SuspendInstanceAsync(
        string instanceId,
        string? reason = null,
        CancellationToken cancellation = default
    ) => WriteAsync((db, _) => InstanceStore.Suspend(db, instanceId), cancellation);

    public override Task ResumeInstanceAsync(
        string instanceId,
        string? reason = null,
        CancellationToken cancellation = default
    ) => WriteAsync((db, effects) => InstanceStore.Resume(db, instanceId, Now, effects), cancellation);

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    ) => Task.FromResult(Find(instanceId, getInputsAndOutputs));

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    ) =>
        WaitAsync(
            instanceId,
            getInputsAndOutputs,
            found => found.RuntimeStatus != OrchestrationRuntimeStatus.Pending,
            cancellation
        );

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    ) => WaitAsync(instanceId, getInputsAndOutputs, found => found.IsCompleted, cancellation);

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        Pageable.Create(
            (continuation, size, _) =>
                Task.FromResult(state.Read(db => InstanceQueries.Page(db, filter ?? new(), continuation, size, converter)))
        );

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId,
        PurgeInstanceOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        var recursive = options is { Recursive: true };
        return new PurgeResult(await state.WriteAsync(db => InstanceStore.Purge(db, instanceId, recursive)));
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter,
        PurgeInstanceOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(filter);
        var recursive = options is { Recursive: true };
        var purged = 0;
        var query = new OrchestrationQuery(filter.CreatedFrom, filter.CreatedTo, filter.Statuses);
        await foreach (var page in GetAllInstancesAsync(query).AsPages().WithCancellation(cancellation))
        {
            var ids = page.Values.Where(found => found.IsCompleted).Select(found => found.InstanceId).ToList();
            purged += await state.WriteAsync(db => ids.Sum(id => InstanceStore.Purge(db, id, recursive)));
        }

        return new PurgeResult(purged);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static HashSet<OrchestrationRuntimeStatus> Refused(IReadOnlyList<string>? dedupeStatuses)
    {
        var refused = dedupeStatuses is null
            ? [.. NotEnded]
            : dedupeStatuses.Select(status => Enum.Parse<OrchestrationRuntimeStatus>(status, ignoreCase: true)).ToHashSet();
        return refused.Contains(OrchestrationRuntimeStatus.Terminated) && !refused.IsSupersetOf(NotEnded)
            ? throw new ArgumentException(
                "Dedupe statuses must not include Terminated while a running instance may be replaced: it would be terminated first.",
                nameof(dedupeStatuses)
            )
            : refused;
    }

    private async Task WriteAsync(Action<StateConnection, Effects> work, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var effects = new Effects();
        await state.WriteAsync(db => work(db, effects));
        apply(effects);
    }

    private OrchestrationMetadata? Find(string id, bool payloads) =>
        state.Read(db => InstanceQueries.Find(db, id, payloads ? converter : null));

    // The genuine client answers null for an instance that does not exist, whatever its signature says.
    private async Task<OrchestrationMetadata> WaitAsync(
        string id,
        bool payloads,
        Func<OrchestrationMetadata, bool> done,
        CancellationToken cancellation
    ) => (await waiters.UntilAsync(id, () => Find(id, payloads), found => found is null || done(found), cancellation))!;
}
