using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using RiskRegister.Local.State;
using static Microsoft.DurableTask.Client.OrchestrationRuntimeStatus;

namespace RiskRegister.Local.DurableTask;

/// <summary>The client of the engine in this process.</summary>
internal sealed class EngineClient(
    StateDatabase state,
    TimeProvider time,
    InstanceWaiters waiters,
    Func<string, bool> knows,
    Action<Effects> apply
) : DurableTaskClient("local")
{
    private const int LongestId = 256;

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
        ThrowIfRefused(orchestratorName, id);
        var refused = Refused(options?.DedupeStatuses);
        var start = options?.StartAt?.UtcDateTime ?? now;
        var instance = new NewInstance(id, orchestratorName, Payload.Write(input), now, start);
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
        var raised = new EventRaised(eventName, Payload.Write(eventPayload));
        return WriteAsync((db, effects) => InstanceStore.RaiseEvent(db, instanceId, raised, Now, effects), cancellation);
    }

    public override Task TerminateInstanceAsync(
        string instanceId,
        TerminateInstanceOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        var (output, recursive) = (Payload.Write(options?.Output), options is { Recursive: true });
        return SteerAsync(
            instanceId,
            InstanceStore.Active,
            (db, effects) => InstanceStore.Terminate(db, instanceId, recursive, output, Now, effects),
            cancellation
        );
    }

    public override Task SuspendInstanceAsync(
        string instanceId,
        string? reason = null,
        CancellationToken cancellation = default
    ) => SteerAsync(instanceId, [Pending, Running], (db, _) => InstanceStore.Suspend(db, instanceId), cancellation);

    public override Task ResumeInstanceAsync(
        string instanceId,
        string? reason = null,
        CancellationToken cancellation = default
    ) => SteerAsync(instanceId, [Suspended], (db, effects) => InstanceStore.Resume(db, instanceId, Now, effects), cancellation);

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    ) => Task.FromResult(Find(instanceId, getInputsAndOutputs));

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    ) => WaitAsync(instanceId, getInputsAndOutputs, found => found.RuntimeStatus != Pending, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId,
        bool getInputsAndOutputs = false,
        CancellationToken cancellation = default
    ) => WaitAsync(instanceId, getInputsAndOutputs, found => found.IsCompleted, cancellation);

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        new InstancePages(state, filter ?? new());

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
            purged += await state.WriteAsync(db =>
                page.Values.Sum(found => InstanceStore.Purge(db, found.InstanceId, recursive))
            );
        }

        return new PurgeResult(purged);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void ThrowIfRefused(string orchestrator, string id)
    {
        if (!knows(orchestrator))
        {
            throw new ArgumentException($"There is no orchestrator '{orchestrator}'.", nameof(orchestrator));
        }

        if (id.StartsWith('@') || id.Length > LongestId || id.Any(c => c is '/' or '\\' or '#' or '?' || char.IsControl(c)))
        {
            throw new ArgumentException(
                $"The instance id '{id}' begins with @, is longer than {LongestId}, or has /, \\, #, ? or a control character.",
                nameof(id)
            );
        }
    }

    private static HashSet<OrchestrationRuntimeStatus> Refused(IReadOnlyList<string>? dedupeStatuses)
    {
        // The default of Durable Functions: an instance that has not ended is not replaced.
        var refused = dedupeStatuses is null
            ? [.. InstanceStore.Active]
            : dedupeStatuses.Select(status => Enum.Parse<OrchestrationRuntimeStatus>(status, ignoreCase: true)).ToHashSet();
        return refused.Contains(Terminated) && !refused.IsSupersetOf(InstanceStore.Active)
            ? throw new ArgumentException(
                "Dedupe statuses must not include Terminated while a running instance may be replaced: it would be terminated first.",
                nameof(dedupeStatuses)
            )
            : refused;
    }

    private Task SteerAsync(
        string id,
        OrchestrationRuntimeStatus[] from,
        Action<StateConnection, Effects> work,
        CancellationToken cancellation
    ) =>
        WriteAsync(
            (db, effects) =>
            {
                var status =
                    InstanceStore.Status(db, id) ?? throw new ArgumentException($"There is no instance '{id}'.", nameof(id));
                if (!from.Contains(status))
                {
                    throw new InvalidOperationException($"The instance '{id}' is {status}, not {string.Join(" or ", from)}.");
                }

                work(db, effects);
            },
            cancellation
        );

    private async Task WriteAsync(Action<StateConnection, Effects> work, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var effects = new Effects();
        await state.WriteAsync(db => work(db, effects));
        apply(effects);
    }

    private OrchestrationMetadata? Find(string id, bool payloads) => state.Read(db => InstanceQueries.Find(db, id, payloads));

    private async Task<OrchestrationMetadata> WaitAsync(
        string id,
        bool payloads,
        Func<OrchestrationMetadata, bool> done,
        CancellationToken cancellation
    ) => (await waiters.UntilAsync(id, () => Find(id, payloads), found => found is not null && done(found), cancellation))!;
}
