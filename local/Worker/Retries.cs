using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace RiskRegister.Local.Worker;

/// <summary>Tries a failed run again as the function's retry attribute says.</summary>
internal sealed class Retries(FunctionInvoker invoker, TimeProvider time, ILogger logger)
{
    /// <summary>Runs the function until it succeeds or its tries are used up; failures are logged.</summary>
    /// <exception cref="OperationCanceledException">The host stops while a further try waits.</exception>
    /// <exception cref="Exception">The run failed because the host has cut it off; the event counts as not dealt with.</exception>
    public async Task RunAsync(HostedFunction function, object trigger, CancellationToken stopping)
    {
        for (var tried = 0; !await SucceedsAsync(function, trigger, tried); tried++)
        {
            if (function.Retry is not { } retry || (retry.MaxRetryCount >= 0 && tried >= retry.MaxRetryCount))
            {
                return;
            }

            await Task.Delay(DelayAfter(tried, retry), time, stopping);
        }
    }

    private async Task<bool> SucceedsAsync(HostedFunction function, object trigger, int tried)
    {
        try
        {
            await invoker.RunAsync(function, trigger, tried);
            return true;
        }
        catch (Exception e) when (!invoker.Aborting.IsCancellationRequested)
        {
            logger.LogError(e, "{Function} failed (try {Try}).", function.Name, tried + 1);
            return false;
        }
    }

    private static TimeSpan DelayAfter(int tried, RetryAttribute retry)
    {
        if (retry is FixedDelayRetryAttribute fixedDelay)
        {
            return Interval(fixedDelay.DelayInterval);
        }

        var backoff = (ExponentialBackoffRetryAttribute)retry;
        var longest = Interval(backoff.MaximumInterval);
        var grown = Interval(backoff.MinimumInterval).TotalMilliseconds * Math.Pow(2, tried);
        return grown < longest.TotalMilliseconds ? TimeSpan.FromMilliseconds(grown) : longest;
    }

    private static TimeSpan Interval(string text) => TimeSpan.Parse(text, CultureInfo.InvariantCulture);
}
