using System.Diagnostics;

namespace RiskRegister.Benchmarks;

/// <summary>Does the same thing many times and measures each.</summary>
public static class Load
{
    /// <summary>Operations that come first and are not measured: what is compiled, cached and connected at first use is then there.</summary>
    public static int WarmUp(int times) => Math.Max(1, times / 5);

    /// <summary>
    /// Runs <paramref name="operation"/> <paramref name="times"/> times, after a warm-up. Each of the <paramref name="clients"/> begins its next
    /// one when its last has ended. Every call, also of the warm-up, gets another number, from 0 on.
    /// </summary>
    public static async Task<Samples> RunAsync(int clients, int times, Func<int, Task> operation)
    {
        var first = WarmUp(times);
        await RunAsync(clients, 0, first, operation);
        return await RunAsync(clients, first, times, operation);
    }

    private static async Task<Samples> RunAsync(int clients, int first, int times, Func<int, Task> operation)
    {
        var ticks = new long[times];
        var next = -1;
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(ClientAsync)));
        return new Samples(ticks, Stopwatch.GetElapsedTime(began));

        async Task ClientAsync()
        {
            for (int i; (i = Interlocked.Increment(ref next)) < times; )
            {
                var from = Stopwatch.GetTimestamp();
                await operation(first + i);
                ticks[i] = Stopwatch.GetTimestamp() - from;
            }
        }
    }
}
