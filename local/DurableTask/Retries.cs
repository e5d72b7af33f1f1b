using Microsoft.DurableTask;

namespace RiskRegister.Local.DurableTask;

/// <summary>Tries a call again by a policy, waiting on durable timers, or as long as a handler says so.</summary>
internal static class Retries
{
    /// <summary>Error type of a call to an activity that does not exist; such a call is never tried again.</summary>
    public const string ActivityNotFound = "ActivityTaskNotFound";

    /// <summary>Error type of a call to an orchestrator that does not exist; such a call is never tried again.</summary>
    public const string OrchestratorNotFound = "OrchestratorTaskNotFound";

    /// <summary>The failure of a call to something that does not exist.</summary>
    public static TaskFailureDetails NotFound(string errorType, string name) =>
        new(errorType, $"No task named '{name}' was found.", null, null, null);

    /// <summary>Makes the call, and makes it again after a failure as <paramref name="retry"/> says.</summary>
    public static Task<T> RunAsync<T>(TaskOrchestrationContext context, TaskRetryOptions? retry, Func<Task<T>> call) =>
        retry switch
        {
            { Policy: { } policy } => RunAsync(context, (failure, attempt) => WaitAsync(context, policy, failure, attempt), call),
            { Handler: { } handler } => RunAsync(context, (failure, _) => handler(failure), call),
            _ => call(),
        };

    private static async Task<T> RunAsync<T>(
        TaskOrchestrationContext context,
        Func<RetryContext, int, Task<bool>> again,
        Func<Task<T>> call
    )
    {
        var start = context.CurrentUtcDateTime;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (TaskFailedException e) when (e.FailureDetails.ErrorType is not (ActivityNotFound or OrchestratorNotFound))
            {
                var elapsed = context.CurrentUtcDateTime - start;
                if (!await again(new RetryContext(context, attempt, e.FailureDetails, elapsed, CancellationToken.None), attempt))
                {
                    throw;
                }
            }
        }
    }

    private static async Task<bool> WaitAsync(
        TaskOrchestrationContext context,
        RetryPolicy policy,
        RetryContext failure,
        int attempt
    )
    {
        var expired = policy.RetryTimeout != Timeout.InfiniteTimeSpan && failure.TotalRetryTime >= policy.RetryTimeout;
        if (attempt >= policy.MaxNumberOfAttempts || expired || !policy.Handles(failure.LastFailure))
        {
            return false;
        }

        await context.CreateTimer(Delay(policy, attempt), CancellationToken.None);
        return true;
    }

    private static TimeSpan Delay(RetryPolicy policy, int attempt)
    {
        var longest = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : policy.MaxRetryInterval;
        var seconds = policy.FirstRetryInterval.TotalSeconds * Math.Pow(policy.BackoffCoefficient, attempt - 1);
        return seconds < longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : longest;
    }
}
