using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace RiskRegister.Local.Worker;

/// <summary>Calls a method, on a new instance made with the services of a scope, and awaits what it returns.</summary>
internal sealed class MethodCall
{
    private readonly MethodInvoker _method;
    private readonly ObjectFactory? _create;
    private readonly Func<object?, Task<object?>> _await;

    public MethodCall(MethodInfo method)
    {
        _method = MethodInvoker.Create(method);
        _create = method.IsStatic ? null : ActivatorUtilities.CreateFactory(method.DeclaringType!, Type.EmptyTypes);
        _await = AwaiterOf(method.ReturnType);
    }

    /// <summary>Calls the method and returns its result: null for void, Task and ValueTask.</summary>
    public async Task<object?> InvokeAsync(IServiceProvider services, object?[] arguments)
    {
        var instance = _create?.Invoke(services, null);
        return await _await(_method.Invoke(instance, arguments.AsSpan()));
    }

    private static Func<object?, Task<object?>> AwaiterOf(Type type)
    {
        if (type == typeof(Task))
        {
            return result => AwaitAsync((Task)result!);
        }

        if (type == typeof(ValueTask))
        {
            return result => AwaitAsync(((ValueTask)result!).AsTask());
        }

        var generic = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        var awaiter =
            generic == typeof(Task<>) ? nameof(AwaitTaskAsync)
            : generic == typeof(ValueTask<>) ? nameof(AwaitValueTaskAsync)
            : null;
        return awaiter is null
            ? Task.FromResult
            : typeof(MethodCall)
                .GetMethod(awaiter, BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(type.GetGenericArguments())
                .CreateDelegate<Func<object?, Task<object?>>>();
    }

    private static async Task<object?> AwaitAsync(Task task)
    {
        await task;
        return null;
    }

    private static async Task<object?> AwaitTaskAsync<T>(object? task) => await (Task<T>)task!;

    private static async Task<object?> AwaitValueTaskAsync<T>(object? task) => await (ValueTask<T>)task!;
}
