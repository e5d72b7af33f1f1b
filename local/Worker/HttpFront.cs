using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RiskRegister.Local.Worker;

/// <summary>Runs functions for HTTP requests, by ASP.NET Core's routing.</summary>
internal sealed class HttpFront(HostJson hostJson, IServiceProvider services) : ITriggerListener
{
    private readonly HttpRoutes _routes = new(hostJson.RoutePrefix, services.GetRequiredService<ParameterPolicyFactory>());

    public bool Handles(Type attribute) => attribute == typeof(HttpTriggerAttribute);

    public IEnumerable<string> Problems(HostedFunction function) =>
        services.GetService<IActionResultExecutor<ObjectResult>>() is null
            ? ["HTTP needs ConfigureFunctionsWebApplication() in the app's start."]
            : _routes.Add(function);

    public Binder? Bind(HostedFunction function, ParameterInfo parameter)
    {
        if (parameter == function.TriggerParameter)
        {
            return parameter.ParameterType == typeof(HttpRequest)
                ? invocation => ((HttpContext)invocation.Trigger).Request
                : null;
        }

        return _routes.HasParameter(function, parameter.Name!) && ParameterBinding.CanBeText(parameter.ParameterType)
            ? invocation => RouteValue((HttpContext)invocation.Trigger, parameter)
            : null;
    }

    /// <summary>Maps the functions' routes.</summary>
    public void Map(WebApplication web, IEnumerable<HostedFunction> functions, FunctionInvoker invoker)
    {
        // The Functions host takes the first route that fits, in the order of the functions' names: a literal segment does not win.
        var order = 1;
        foreach (var function in functions.Where(f => f.Listener == this).OrderBy(f => f.Name, StringComparer.OrdinalIgnoreCase))
        {
            web.Map(_routes.PatternOf(function), http => AnswerAsync(function, http, invoker, web.Logger)).WithOrder(order++);
        }
    }

    // Requests begin to come when Kestrel begins, which the web application sees to.
    public Task StartAsync(IReadOnlyList<HostedFunction> functions, FunctionInvoker invoker, ILogger logger) =>
        Task.CompletedTask;

    public Task StopAsync() => Task.CompletedTask;

    private static object? RouteValue(HttpContext http, ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        return http.Request.RouteValues[parameter.Name!]?.ToString() is { } text ? ParameterBinding.FromText(text, type)
            : parameter.HasDefaultValue ? parameter.DefaultValue
            : !type.IsValueType || Nullable.GetUnderlyingType(type) is not null ? null
            : throw new FormatException($"The route has no value for '{parameter.Name}', which has no default.");
    }

    private static async Task AnswerAsync(HostedFunction function, HttpContext http, FunctionInvoker invoker, ILogger logger)
    {
        try
        {
            var result = await invoker.RunInAsync(http.RequestServices, function, http, tried: 0, http.RequestAborted);
            await WriteAsync(result, http, function, logger);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has left, so nobody waits for an answer.
        }
        catch (Exception e)
        {
            Fail(e, http, function, logger);
        }
    }

    private static Task WriteAsync(object? result, HttpContext http, HostedFunction function, ILogger logger)
    {
        switch (result)
        {
            case IActionResult action:
                return action.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor()));
            case IResult value:
                return value.ExecuteAsync(http);
            case not null:
                logger.LogWarning(
                    "{Function} returned a {Type}, which is no IActionResult and no IResult, so it was not sent.",
                    function.Name,
                    result.GetType()
                );
                return Task.CompletedTask;
            default:
                return Task.CompletedTask;
        }
    }

    private static void Fail(Exception exception, HttpContext http, HostedFunction function, ILogger logger)
    {
        logger.LogError(exception, "{Function} failed.", function.Name);
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.Response.Clear();
        http.Response.StatusCode = (exception as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status500InternalServerError;
    }
}
