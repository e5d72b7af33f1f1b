using System.Globalization;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>How a failed run is tried again.</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class RetryAttribute : Attribute
{
    /// <summary>The most further tries; -1 for ever.</summary>
    public int MaxRetryCount { get; set; }
}

/// <summary>Tries again after always the same time.</summary>
public sealed class FixedDelayRetryAttribute : RetryAttribute
{
    /// <param name="maxRetryCount">The most further tries; -1 for ever.</param>
    /// <param name="delayInterval">The time between tries, as <c>hh:mm:ss</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The interval is not a time, or negative.</exception>
    public FixedDelayRetryAttribute(int maxRetryCount, string delayInterval)
    {
        RetryInterval.Parse(delayInterval, nameof(delayInterval));
        MaxRetryCount = maxRetryCount;
        DelayInterval = delayInterval;
    }

    /// <summary>The time between tries, as <c>hh:mm:ss</c>.</summary>
    public string DelayInterval { get; }
}

/// <summary>Tries again after ever longer times.</summary>
public sealed class ExponentialBackoffRetryAttribute : RetryAttribute
{
    /// <param name="maxRetryCount">The most further tries; -1 for ever.</param>
    /// <param name="minimumInterval">The shortest time between tries, as <c>hh:mm:ss</c>.</param>
    /// <param name="maximumInterval">The longest time between tries, as <c>hh:mm:ss</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An interval is not a time, or negative.</exception>
    /// <exception cref="ArgumentException">The minimum is above the maximum.</exception>
    public ExponentialBackoffRetryAttribute(int maxRetryCount, string minimumInterval, string maximumInterval)
    {
        var minimum = RetryInterval.Parse(minimumInterval, nameof(minimumInterval));
        if (minimum > RetryInterval.Parse(maximumInterval, nameof(maximumInterval)))
        {
            throw new ArgumentException("The minimum interval is above the maximum.", nameof(minimumInterval));
        }

        MaxRetryCount = maxRetryCount;
        MinimumInterval = minimumInterval;
        MaximumInterval = maximumInterval;
    }

    /// <summary>The shortest time between tries, as <c>hh:mm:ss</c>.</summary>
    public string MinimumInterval { get; }

    /// <summary>The longest time between tries, as <c>hh:mm:ss</c>.</summary>
    public string MaximumInterval { get; }
}

internal static class RetryInterval
{
    public static TimeSpan Parse(string text, string parameter) =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var interval) && interval >= TimeSpan.Zero
            ? interval
            : throw new ArgumentOutOfRangeException(parameter, text, "An interval is a time of zero or more, as hh:mm:ss.");
}
