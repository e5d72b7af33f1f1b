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
    public static async Task<T> RunAsync<T>(TaskOrchestrationContext context, TaskRetryOptions? retry, Func<Task<T>> call)
    {
        var start = context.CurrentUtcDateTime;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (Exception e) when (retry is not null && !IsNotFound(e))
            {
                var elapsed = context.CurrentUtcDateTime - start;
                var again = retry.Policy is { } policy
                    ? await WaitAsync(context, policy, e, attempt, elapsed)
                    : e is TaskFailedException { FailureDetails: var failure }
                        && await retry.Handler!(new RetryContext(context, attempt, failure, elapsed, CancellationToken.None));
                if (!again)
                {
                    throw;
                }
            }
        }
    }

    private static bool IsNotFound(Exception e) =>
        e is TaskFailedException { FailureDetails.ErrorType: ActivityNotFound or OrchestratorNotFound };

    private static async Task<bool> WaitAsync(
        TaskOrchestrationContext context,
        RetryPolicy policy,
        Exception failure,
        int attempt,
        TimeSpan elapsed
    )
    {
        var expired = policy.RetryTimeout != Timeout.InfiniteTimeSpan && elapsed >= policy.RetryTimeout;
        if (attempt >= policy.MaxNumberOfAttempts || expired || !Handles(policy, failure))
        {
            return false;
        }

        await context.CreateTimer(Delay(policy, attempt), CancellationToken.None);
        return true;
    }

    // A predicate that throws says no: the orchestrator gets the failure of the task, not that of the predicate.
    private static bool Handles(RetryPolicy policy, Exception failure)
    {
        try
        {
            return policy.Handles is not { } handles || (failure is TaskFailedException failed && handles(failed.FailureDetails));
        }
        catch (Exception)
        {
            return false;
        }
    }

    private static TimeSpan Delay(RetryPolicy policy, int attempt)
    {
        var longest = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : policy.MaxRetryInterval;
        var seconds = policy.FirstRetryInterval.TotalSeconds * Math.Pow(policy.BackoffCoefficient, attempt - 1);
        return seconds < longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : longest;
    }
}
