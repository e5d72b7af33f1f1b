using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace RiskRegister.Local.Worker;

/// <summary>One run of a function on this host.</summary>
internal sealed class Invocation : FunctionContext
{
    /// <summary>Where the HTTP exchange stands in a run's items.</summary>
    public const string HttpContextKey = "HttpRequestContext";

    private readonly HostedFunction _function;

    public Invocation(
        HostedFunction function,
        object trigger,
        IServiceProvider services,
        int tried,
        CancellationToken cancellation
    )
    {
        _function = function;
        Trigger = trigger;
        InstanceServices = services;
        CancellationToken = cancellation;
        RetryContext = new Tries(tried, function.Retry?.MaxRetryCount ?? 0);
        BindingContext = new Bindings((trigger as HttpContext)?.Request.RouteValues);
        Features.Set<InvocationResult>(new Result());
        if (trigger is HttpContext http)
        {
            Items[HttpContextKey] = http;
        }
    }

    /// <summary>The event: an HTTP exchange, timer information, documents, a message, ...</summary>
    public object Trigger { get; }

    public override string InvocationId { get; } = Guid.NewGuid().ToString();

    public override string FunctionId => _function.Id;

    public override TraceContext TraceContext { get; } = new Trace(Activity.Current);

    public override BindingContext BindingContext { get; }

    public override RetryContext RetryContext { get; }

    public override IServiceProvider InstanceServices { get; set; }

    public override FunctionDefinition FunctionDefinition => _function;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features { get; } = new InvocationFeatures();

    public override CancellationToken CancellationToken { get; }

    private sealed class Result : InvocationResult
    {
        public override object? Value { get; set; }
    }

    private sealed class Bindings(IReadOnlyDictionary<string, object?>? values) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData { get; } =
            values ?? ImmutableDictionary<string, object?>.Empty;
    }

    private sealed class Tries(int count, int most) : RetryContext
    {
        public override int RetryCount { get; } = count;

        public override int MaxRetryCount { get; } = most;
    }

    private sealed class Trace(Activity? activity) : TraceContext
    {
        public override string TraceParent { get; } = activity?.Id ?? "";

        public override string TraceState { get; } = activity?.TraceStateString ?? "";
    }
}
