using System.Security.Cryptography;
using System.Text;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace RiskRegister.Local.DurableTask;

/// <summary>What the code of one orchestration instance sees of the engine.</summary>
internal sealed class OrchestrationContext(Instance instance, ILoggerFactory loggers, Action signal) : TaskOrchestrationContext
{
    private DateTime _now;
    private bool _replaying;
    private int _guids;

    public OrchestratorThread Thread { get; } = new(signal);

    public OpenSteps Steps { get; } = new();

    public ExternalEvents Events { get; } = new();

    /// <summary>The serialized custom status.</summary>
    public string? CustomStatus { get; private set; }

    /// <summary>The serialized input of the last call of <see cref="ContinueAsNew"/>.</summary>
    public (bool Begins, string? Input) Next { get; private set; }

    public override TaskName Name => instance.Name;

    public override string InstanceId => instance.Id;

    public override ParentOrchestrationInstance? Parent => instance.Parent;

    public override DateTime CurrentUtcDateTime => _now;

    public override bool IsReplaying => _replaying;

    protected override ILoggerFactory LoggerFactory => loggers;

    /// <summary>Begins a work item, new or replayed.</summary>
    public void BeginTurn(DateTime now, bool replaying) => (_now, _replaying) = (now, replaying);

    public override T? GetInput<T>()
        where T : default
    {
        Thread.EnsureCurrent();
        return Payload.Read<T>(instance.Input);
    }

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null) =>
        Call<TResult>(name, input, options, (id, text) => new ActivityScheduled(id, name, text));

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName,
        object? input = null,
        TaskOptions? options = null
    )
    {
        var child = (options as SubOrchestrationOptions)?.InstanceId ?? NewGuid().ToString("N");
        return Call<TResult>(
            orchestratorName,
            input,
            options,
            (id, text) => new SubOrchestrationScheduled(id, orchestratorName, child, text)
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

    public override void SendEvent(string instanceId, string eventName, object payload) =>
        throw new NotSupportedException("not supported: events from one orchestration to another");

    public override void SetCustomStatus(object? customStatus)
    {
        Thread.EnsureCurrent();
        CustomStatus = Payload.Write(customStatus);
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        Thread.EnsureCurrent();
        Next = (true, Payload.Write(newInput));
        Events.CarryOver(preserveUnprocessedEvents);
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

    private Task<TResult> Call<TResult>(string name, object? input, TaskOptions? options, Func<int, string?, Step> step)
    {
        Thread.EnsureCurrent();
        var text =
            input is TaskOptions && options is null
                ? throw new ArgumentException("Options were given as the input; pass them as options.", nameof(input))
                : Payload.Write(input);
        return Retries.RunAsync(
            this,
            options?.Retry,
            async () => Payload.Read<TResult>(await Steps.Begin(name, id => step(id, text)))!
        );
    }
}
