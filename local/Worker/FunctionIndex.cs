using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.DurableTask.Client;

namespace RiskRegister.Local.Worker;

/// <summary>Finds the functions of an app and refuses an app whose functions can't all run.</summary>
internal sealed class FunctionIndex
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private readonly IReadOnlyList<ITriggerListener> _listeners;
    private readonly DurableTaskClient _durable;
    private readonly Dictionary<string, HostedFunction> _functions = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _problems = [];

    private FunctionIndex(IReadOnlyList<ITriggerListener> listeners, DurableTaskClient durable) =>
        (_listeners, _durable) = (listeners, durable);

    /// <summary>The functions by name, letter case aside.</summary>
    public IReadOnlyDictionary<string, HostedFunction> Functions => _functions;

    /// <summary>Indexes the methods with <see cref="FunctionAttribute"/> among <paramref name="types"/>.</summary>
    /// <exception cref="StartRefusedException">Functions can't run; all problems are named.</exception>
    public static FunctionIndex Of(IEnumerable<Type> types, IReadOnlyList<ITriggerListener> listeners, DurableTaskClient durable)
    {
        var index = new FunctionIndex(listeners, durable);
        foreach (var method in types.SelectMany(type => type.GetMethods(Everything)))
        {
            if (method.GetCustomAttribute<FunctionAttribute>() is { } attribute)
            {
                index.Add(attribute.Name, method);
            }
        }

        return index._problems.Count == 0
            ? index
            : throw new StartRefusedException("These functions can't run:\n" + string.Join('\n', index._problems));
    }

    private void Add(string name, MethodInfo method)
    {
        var known = _problems.Count;
        var triggers = method.GetParameters().Where(parameter => parameter.IsDefined(typeof(TriggerBindingAttribute))).ToList();
        Require(name, method.IsPublic && method.DeclaringType!.IsVisible, "a function is a public method of a public class.");
        Require(name, triggers.Count == 1, $"a function has exactly one trigger, this one has {triggers.Count}.");
        Require(name, !_functions.ContainsKey(name), "another function has the same name.");
        if (_problems.Count == known)
        {
            Add(name, method, triggers[0]);
        }
    }

    private void Add(string name, MethodInfo method, ParameterInfo trigger)
    {
        var attribute = trigger.GetCustomAttribute<TriggerBindingAttribute>()!.GetType();
        var listener = _listeners.FirstOrDefault(listener => listener.Handles(attribute));
        if (listener is null)
        {
            _problems.Add($"- {name}: {attribute.Name} is not supported on the local host.");
            return;
        }

        var function = new HostedFunction(name, method, trigger, listener);
        _functions[name] = function;
        Require(name, function.Retry is null || listener.TakesRetries, $"{attribute.Name} takes no retry attribute.");
        _problems.AddRange(listener.Problems(function).Select(problem => $"- {name}: {problem}"));
        function.Binders = [.. method.GetParameters().Select(parameter => BinderOf(function, parameter))];
    }

    private Binder BinderOf(HostedFunction function, ParameterInfo parameter)
    {
        var binder = ParameterBinding.OfEvery(parameter, _durable) ?? function.Listener.Bind(function, parameter);
        Require(
            function.Name,
            binder is not null,
            $"the parameter '{parameter.Name}' ({parameter.ParameterType}) can be bound to nothing."
        );
        return binder!;
    }

    private void Require(string name, bool condition, string otherwise)
    {
        if (!condition)
        {
            _problems.Add($"- {name}: {otherwise}");
        }
    }
}
