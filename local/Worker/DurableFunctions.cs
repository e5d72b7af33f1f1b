using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using RiskRegister.Local.DurableTask;

namespace RiskRegister.Local.Worker;

/// <summary>Gives orchestrator and activity functions to the durable engine.</summary>
internal sealed class DurableFunctions(DurableEngine engine) : ITriggerListener
{
    private static readonly MethodInfo GetInput = typeof(TaskOrchestrationContext).GetMethod(
        nameof(TaskOrchestrationContext.GetInput)
    )!;

    private CancellationToken _aborting;

    public bool Handles(Type attribute) =>
        attribute == typeof(OrchestrationTriggerAttribute) || attribute == typeof(ActivityTriggerAttribute);

    public IEnumerable<string> Problems(HostedFunction function) => [];

    public Binder? Bind(HostedFunction function, ParameterInfo parameter) =>
        function.Trigger is ActivityTriggerAttribute ? BindActivity(function, parameter) : BindOrchestration(function, parameter);

    public Task StartAsync(IReadOnlyList<HostedFunction> functions, FunctionInvoker invoker, ILogger logger)
    {
        _aborting = invoker.Aborting;
        foreach (var function in functions)
        {
            Add(function, invoker);
        }

        return engine.StartAsync(CancellationToken.None);
    }

    public async Task StopAsync()
    {
        await engine.StopAsync(_aborting);
        await engine.DisposeAsync();
    }

    public object? EventByHand(HostedFunction function, string? input) => null;

    private void Add(HostedFunction function, FunctionInvoker invoker)
    {
        if (function.Trigger is ActivityTriggerAttribute)
        {
            var input = function.TriggerParameter.ParameterType;
            engine.AddActivity(function.Name, input, call => invoker.RunAsync(function, call));
        }
        else
        {
            engine.AddOrchestrator(function.Name, context => invoker.RunUnawaitedAsync(function, context));
        }
    }

    private static Binder? BindActivity(HostedFunction function, ParameterInfo parameter)
    {
        if (parameter == function.TriggerParameter)
        {
            return invocation => ((ActivityCall)invocation.Trigger).Input;
        }

        return parameter.Name == "instanceId" && parameter.ParameterType == typeof(string)
            ? invocation => ((ActivityCall)invocation.Trigger).InstanceId
            : null;
    }

    // A parameter beside the context takes the orchestration's input.
    private static Binder? BindOrchestration(HostedFunction function, ParameterInfo parameter)
    {
        if (parameter == function.TriggerParameter)
        {
            return parameter.ParameterType == typeof(TaskOrchestrationContext) ? invocation => invocation.Trigger : null;
        }

        var input = GetInput.MakeGenericMethod(parameter.ParameterType);
        return invocation =>
            input.Invoke(invocation.Trigger, BindingFlags.DoNotWrapExceptions, binder: null, parameters: null, culture: null);
    }
}
