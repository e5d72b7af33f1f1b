using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using RiskRegister.Api;
using RiskRegister.Register;

namespace RiskRegister.Web;

/// <summary>Answers what functions that are called over HTTP throw. Of the unexpected, the caller learns a number only; the log has the rest.</summary>
public sealed class ErrorHandling(ErrorAnswers answers, ILogger<ErrorHandling> logger) : IFunctionsWorkerMiddleware
{
    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        try
        {
            await next(context);
        }
        catch (Exception e) when (!http.RequestAborted.IsCancellationRequested)
        {
            context.GetInvocationResult().Value = await AnswerAsync(e, context, http);
        }
    }

    private Task<IActionResult> AnswerAsync(Exception exception, FunctionContext context, HttpContext http)
    {
        if (ErrorAnswers.IsApi(http.Request) && Problem.For(exception) is { } problem)
        {
            return Task.FromResult<IActionResult>(problem);
        }

        switch (exception)
        {
            case NotFoundException e:
                return answers.OfAsync(http, 404, "not-found", "Not found", e.Message);
            case NotAllowedException e:
                return answers.OfAsync(http, 403, "forbidden", "Not allowed", e.Message);
            case RefusedException e:
                return answers.OfAsync(http, 400, e.Refusals[0].Rule, "Not possible", e.Message);
            case CommitConflictException:
                return answers.OfAsync(http, 409, "busy", "Changed meanwhile", "Others changed it at the same time. Try again.");
            case BadHttpRequestException { StatusCode: 413 }:
                return answers.OfAsync(http, 413, "too-large", "The request is too large");
            case BadHttpRequestException or InvalidDataException:
                return answers.OfAsync(http, 400, "bad-request", "The request can't be read");
            default:
                var trace = Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;
                logger.LogError(exception, "{Function} failed, trace {Trace}", context.FunctionDefinition.Name, trace);
                return answers.OfAsync(http, 500, "unexpected", "Something went wrong", null, trace);
        }
    }
}
