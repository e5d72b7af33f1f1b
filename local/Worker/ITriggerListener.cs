using System.Reflection;
using Microsoft.Extensions.Logging;

namespace RiskRegister.Local.Worker;

/// <summary>Listens for the events of one kind of trigger, and knows what its functions may look like.</summary>
internal interface ITriggerListener
{
    /// <summary>Whether functions with this trigger attribute are its own.</summary>
    public bool Handles(Type attribute);

    /// <summary>Whether its functions may have a retry attribute.</summary>
    public bool TakesRetries => false;

    /// <summary>What is wrong with the function's declaration, in words; nothing when it can run.</summary>
    public IEnumerable<string> Problems(HostedFunction function);

    /// <summary>How the parameter gets its value, or null when this trigger can't give it one.</summary>
    public Binder? Bind(HostedFunction function, ParameterInfo parameter);

    /// <summary>Begins to run these functions for their events.</summary>
    public Task StartAsync(IReadOnlyList<HostedFunction> functions, FunctionInvoker invoker, ILogger logger);

    /// <summary>Takes no further events, and waits for the end of what runs.</summary>
    public Task StopAsync();

    /// <summary>The event for a run by hand, or null when functions of this kind can't be run so.</summary>
    /// <param name="function">The function.</param>
    /// <param name="input">What the person gave, or null.</param>
    public object? EventByHand(HostedFunction function, string? input) => null;
}
