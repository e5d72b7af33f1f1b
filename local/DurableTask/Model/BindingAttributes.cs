using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Makes a function an orchestrator; goes on its <c>TaskOrchestrationContext</c>.</summary>
public sealed class OrchestrationTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>The name of the orchestrator; that of the function when null.</summary>
    public string? Orchestration { get; set; }
}

/// <summary>Makes a function an activity; goes on its input.</summary>
public sealed class ActivityTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>The name of the activity; that of the function when null.</summary>
    public string? Activity { get; set; }
}

/// <summary>Fills a parameter with a <c>DurableTaskClient</c>.</summary>
public sealed class DurableClientAttribute : InputBindingAttribute;
