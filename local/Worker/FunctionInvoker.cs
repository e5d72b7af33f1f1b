using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace RiskRegister.Local.Worker;

/// <summary>Runs functions through the middleware, each run in a scope of its own.</summary>
internal sealed class FunctionInvoker : IDisposable
{
    private readonly IServiceProvider _services;
    private readonly FunctionExecutionDelegate _pipeline;
    private readonly ConcurrentDictionary<Task, bool> _running = [];
    private readonly CancellationTokenSource _abort = new();

    /// <param name="services">The app's services.</param>
    /// <param name="middleware">The steps around every run, outermost first.</param>
    public FunctionInvoker(
        IServiceProvider services,
        IEnumerable<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware
    )
    {
        _services = services;
        _pipeline = middleware.Reverse().Aggregate((FunctionExecutionDelegate)CallAsync, (next, step) => step(next));
    }

    /// <summary>Cancelled when the host has waited long enough for what runs.</summary>
    public CancellationToken Aborting => _abort.Token;

    /// <summary>Runs a function for an event and returns its result, or what middleware put in its place.</summary>
    public async Task<object?> RunAsync(HostedFunction function, object trigger, int tried = 0)
    {
        var run = RunUnawaitedAsync(function, trigger, tried);
        _running[run] = true;
        try
        {
            return await run;
        }
        finally
        {
            _running.TryRemove(run, out _);
        }
    }

    /// <summary>As <see cref="RunAsync"/>, but the host doesn't wait for its end: an orchestration may wait for weeks.</summary>
    public async Task<object?> RunUnawaitedAsync(HostedFunction function, object trigger, int tried = 0)
    {
        await using var scope = _services.CreateAsyncScope();
        return await RunInAsync(scope.ServiceProvider, function, trigger, tried, Aborting);
    }

    /// <summary>As <see cref="RunUnawaitedAsync"/>, but in a scope that the caller owns.</summary>
    public async Task<object?> RunInAsync(
        IServiceProvider scope,
        HostedFunction function,
        object trigger,
        int tried,
        CancellationToken cancellation
    )
    {
        var invocation = new Invocation(function, trigger, scope, tried, cancellation);
        await _pipeline(invocation);
        return invocation.GetInvocationResult().Value;
    }

    /// <summary>Ends when what runs now has ended.</summary>
    public Task IdleAsync() =>
        Task.WhenAll(_running.Keys)
            .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    /// <summary>Cancels what runs.</summary>
    public Task AbortAsync() => _abort.CancelAsync();

    /// <inheritdoc/>
    public void Dispose() => _abort.Dispose();

    private async Task CallAsync(FunctionContext context)
    {
        var invocation = (Invocation)context;
        var function = (HostedFunction)context.FunctionDefinition;
        var arguments = new object?[function.Binders.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = function.Binders[i](invocation);
        }

        context.GetInvocationResult().Value = await function.Call.InvokeAsync(context.InstanceServices, arguments);
    }
}
