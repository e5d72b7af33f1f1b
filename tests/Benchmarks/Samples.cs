using System.Diagnostics;

namespace RiskRegister.Benchmarks;

/// <summary>How long each of many operations took.</summary>
/// <param name="ticks">Of each operation, in ticks of <see cref="Stopwatch"/>.</param>
/// <param name="elapsed">From the begin of the first to the end of the last.</param>
public sealed class Samples(IEnumerable<long> ticks, TimeSpan elapsed)
{
    private readonly long[] _sorted = [.. ticks.Order()];

    /// <summary>Milliseconds that half of the operations took at most.</summary>
    public double P50 => Percentile(0.50);

    /// <summary>Milliseconds that 99 of 100 operations took at most.</summary>
    public double P99 => Percentile(0.99);

    /// <summary>Operations per second, over all.</summary>
    public double PerSecond => _sorted.Length / elapsed.TotalSeconds;

    private double Percentile(double share) =>
        Stopwatch.GetElapsedTime(0, _sorted[(int)Math.Ceiling(share * _sorted.Length) - 1]).TotalMilliseconds;
}
