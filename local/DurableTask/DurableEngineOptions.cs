namespace RiskRegister.Local.DurableTask;

/// <summary>How much the engine does at the same time, and keeps in memory.</summary>
public sealed record DurableEngineOptions
{
    /// <summary>Activities that run at the same time.</summary>
    public int MaxConcurrentActivities { get; init; } = 10 * Environment.ProcessorCount;

    /// <summary>Waiting orchestrations kept in memory; others are replayed when something happens to them.</summary>
    public int MaxLiveOrchestrations { get; init; } = 500;
}

/// <summary>One call of an activity: its name, the orchestration that called it, and its input.</summary>
public sealed record ActivityCall(string Name, string InstanceId, object? Input);
