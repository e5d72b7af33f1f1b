using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Makes a function an orchestrator of its name; goes on its <c>TaskOrchestrationContext</c>.</summary>
public sealed class OrchestrationTriggerAttribute : TriggerBindingAttribute;

/// <summary>Makes a function an activity of its name; goes on its input.</summary>
public sealed class ActivityTriggerAttribute : TriggerBindingAttribute;

/// <summary>Fills a parameter with a <c>DurableTaskClient</c>.</summary>
public sealed class DurableClientAttribute : InputBindingAttribute;
