using Microsoft.AspNetCore.Http;
using RiskRegister.Local.Worker;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Reaches the request of a run.</summary>
public static class FunctionContextExtensions
{
    /// <summary>The HTTP exchange that triggered the run, or null when something else did.</summary>
    public static HttpContext? GetHttpContext(this FunctionContext context) =>
        context.Items.TryGetValue(Invocation.HttpContextKey, out var value) ? value as HttpContext : null;
}

/// <summary>Reaches the result of a run.</summary>
public static class FunctionContextBindingFeatureExtensions
{
    /// <summary>The result, which middleware may read after, or set instead of, the function.</summary>
    public static InvocationResult GetInvocationResult(this FunctionContext context) =>
        context.Features.Get<InvocationResult>()
        ?? throw new InvalidOperationException("The context belongs to no run of the host.");
}

/// <summary>The result of a run.</summary>
/// <typeparam name="T">The result's type.</typeparam>
public abstract class InvocationResult<T>
{
    /// <summary>What the function returned, or middleware set.</summary>
    public abstract T? Value { get; set; }
}

/// <summary>The result of a run, whatever its type.</summary>
public abstract class InvocationResult : InvocationResult<object>;
