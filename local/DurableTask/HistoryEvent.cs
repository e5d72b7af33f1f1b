using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.DurableTask;

namespace RiskRegister.Local.DurableTask;

/// <summary>
/// One entry of an orchestration's history: a step that its code took, or a message that reached it. Inputs of steps are left out of the
/// stored text, because a replay does not need them.
/// </summary>
[JsonDerivedType(typeof(ActivityScheduled), "activity")]
[JsonDerivedType(typeof(TimerCreated), "timer")]
[JsonDerivedType(typeof(SubOrchestrationScheduled), "sub")]
[JsonDerivedType(typeof(TaskCompleted), "done")]
[JsonDerivedType(typeof(TaskFailed), "failed")]
[JsonDerivedType(typeof(EventRaised), "event")]
internal abstract record HistoryEvent
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The stored text of one event or of a list of events.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Options)!;
}

/// <summary>A step that the orchestrator's code took; steps are numbered from 0 in the order in which they are taken.</summary>
internal abstract record Step(int Id) : HistoryEvent
{
    /// <summary>What has to be the same in each replay.</summary>
    [JsonIgnore]
    public abstract string Kind { get; }
}

internal sealed record ActivityScheduled(int Id, string Name, [property: JsonIgnore] string? Input = null) : Step(Id)
{
    public override string Kind => $"activity '{Name}'";
}

internal sealed record TimerCreated(int Id, DateTime FireAt) : Step(Id)
{
    public override string Kind => "a timer";
}

internal sealed record SubOrchestrationScheduled(
    int Id,
    string Name,
    string InstanceId,
    [property: JsonIgnore] string? Input = null
) : Step(Id)
{
    public override string Kind => $"sub-orchestration '{Name}'";
}

/// <summary>The activity, sub-orchestration or timer of step <paramref name="Id"/> has ended.</summary>
internal sealed record TaskCompleted(int Id, string? Result = null) : HistoryEvent;

/// <summary>The activity or sub-orchestration of step <paramref name="Id"/> has failed.</summary>
internal sealed record TaskFailed(int Id, TaskFailureDetails Failure) : HistoryEvent;

/// <summary>An external event has reached the orchestration.</summary>
internal sealed record EventRaised(string Name, string? Payload) : HistoryEvent;

/// <summary>What one work item did, at one time: first the messages it consumed, then the steps the code took.</summary>
internal sealed record Turn(DateTime At, IReadOnlyList<HistoryEvent> Events);
