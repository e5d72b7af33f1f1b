using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace RiskRegister.Local.Worker;

/// <summary>A function that this host runs.</summary>
internal sealed class HostedFunction(string name, MethodInfo method, ParameterInfo triggerParameter, ITriggerListener listener)
    : FunctionDefinition
{
    /// <summary>The method that is called.</summary>
    public MethodInfo Method { get; } = method;

    /// <summary>How it is called.</summary>
    public MethodCall Call => field ??= new MethodCall(Method);

    /// <summary>The parameter that takes the event.</summary>
    public ParameterInfo TriggerParameter { get; } = triggerParameter;

    /// <summary>How the function is triggered.</summary>
    public TriggerBindingAttribute Trigger { get; } = triggerParameter.GetCustomAttribute<TriggerBindingAttribute>()!;

    /// <summary>Who listens for the function's events.</summary>
    public ITriggerListener Listener { get; } = listener;

    /// <summary>How failed runs are tried again, or null.</summary>
    public RetryAttribute? Retry { get; } = method.GetCustomAttribute<RetryAttribute>();

    /// <summary>One for each parameter: makes its value for a run.</summary>
    public ImmutableArray<Binder> Binders { get; set; } = [];

    /// <inheritdoc/>
    public override ImmutableArray<FunctionParameter> Parameters { get; } =
    [.. method.GetParameters().Select(parameter => new FunctionParameter(parameter.Name!, parameter.ParameterType))];

    /// <inheritdoc/>
    public override string PathToAssembly => Method.DeclaringType!.Assembly.Location;

    /// <inheritdoc/>
    public override string EntryPoint { get; } = $"{method.DeclaringType!.FullName}.{method.Name}";

    /// <inheritdoc/>
    public override string Id => Name;

    /// <inheritdoc/>
    public override string Name { get; } = name;

    /// <inheritdoc/>
    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; } = Bindings(method, triggerParameter);

    /// <inheritdoc/>
    public override IImmutableDictionary<string, BindingMetadata> OutputBindings { get; } =
        ImmutableDictionary<string, BindingMetadata>.Empty;

    private static ImmutableDictionary<string, BindingMetadata> Bindings(MethodInfo method, ParameterInfo trigger) =>
        method
            .GetParameters()
            .Where(parameter => parameter == trigger || parameter.IsDefined(typeof(InputBindingAttribute)))
            .Select(parameter => new InputBinding(parameter.Name!, KindOf(parameter)))
            .ToImmutableDictionary(binding => binding.Name, BindingMetadata (binding) => binding, StringComparer.Ordinal);

    // The genuine kind is the attribute's name: HttpTriggerAttribute is httpTrigger, CosmosDBTriggerAttribute is cosmosDBTrigger.
    private static string KindOf(ParameterInfo parameter)
    {
        var attribute = parameter.GetCustomAttributes<BindingAttribute>().First().GetType().Name;
        return char.ToLowerInvariant(attribute[0]) + attribute[1..^nameof(Attribute).Length];
    }

    private sealed class InputBinding(string name, string type) : BindingMetadata
    {
        public override string Name { get; } = name;

        public override string Type { get; } = type;

        public override BindingDirection Direction => BindingDirection.In;
    }
}

/// <summary>Makes a parameter's value for a run.</summary>
internal delegate object? Binder(Invocation invocation);
