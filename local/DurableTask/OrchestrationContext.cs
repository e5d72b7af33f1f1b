using System.Security.Cryptography;
using System.Text;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace RiskRegister.Local.DurableTask;

/// <summary>What the code of one orchestration instance sees of the engine.</summary>
internal sealed class OrchestrationContext(
    Instance instance,
    DataConverter converter,
    ILoggerFactory loggers,
    Action reportForeign
) : TaskOrchestrationContext
{
    private DateTime _now;
    private bool _replaying;
    private int _guids;

    public OrchestratorThread Thread { get; } = new(reportForeign);

    public OpenSteps Steps { get; } = new();

    public ExternalEvents Events { get; } = new(converter);

    /// <summary>The serialized custom status.</summary>
    public string? CustomStatus { get; private set; }

    /// <summary>The last call of <see cref="ContinueAsNew(object?, bool)"/>.</summary>
    public (string? Input, bool KeepsEvents)? Next { get; private set; }

    public override TaskName Name => instance.Name;

    public override string InstanceId => instance.Id;

    public override ParentOrchestrationInstance? Parent => instance.Parent;

    public override DateTime CurrentUtcDateTime => _now;

    public override bool IsReplaying => _replaying;

    protected override ILoggerFactory LoggerFactory => loggers;

    /// <summary>Begins a work item, new or replayed.</summary>
    public void BeginTurn(DateTime now, bool replaying) => (_now, _replaying) = (now, replaying);

    public override T? GetInput<T>()
        where T : default => converter.Deserialize<T>(instance.Input);

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        var text = Serialize(input, options);
        return Retries.RunAsync(this, options?.Retry, () => Call<TResult>(name, id => new ActivityScheduled(id, name, text)));
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName,
        object? input = null,
        TaskOptions? options = null
    )
    {
        var text = Serialize(input, options);
        var id = (options as SubOrchestrationOptions)?.InstanceId ?? NewGuid().ToString("N");
        return Retries.RunAsync(
            this,
            options?.Retry,
            () => Call<TResult>(orchestratorName, step => new SubOrchestrationScheduled(step, orchestratorName, id, text))
        );
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        Thread.EnsureCurrent();
        var due = fireAt.ToUniversalTime();
        return Steps.Begin("timer", id => new TimerCreated(id, due), cancellationToken);
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        Thread.EnsureCurrent();
        return Events.Wait<T>(eventName, cancellationToken);
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        Thread.EnsureCurrent();
        var text = converter.Serialize(payload);
        Steps.Take(id => new EventSent(id, eventName, instanceId, text));
    }

    public override void SetCustomStatus(object? customStatus) => CustomStatus = converter.Serialize(customStatus);

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        Thread.EnsureCurrent();
        Next = (converter.Serialize(newInput), preserveUnprocessedEvents);
    }

    public override Guid NewGuid()
    {
        Thread.EnsureCurrent();
        var name = $"{InstanceId}_{_now:o}_{_guids++}";
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80); // version 8: made by a hash of our own
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private async Task<TResult> Call<TResult>(string name, Func<int, Step> step)
    {
        Thread.EnsureCurrent();
        return converter.Deserialize<TResult>(await Steps.Begin(name, step))!;
    }

    private string? Serialize(object? input, TaskOptions? options) =>
        input is TaskOptions && options is null
            ? throw new ArgumentException("Options were given as the input; pass them as options.", nameof(input))
            : converter.Serialize(input);
}
