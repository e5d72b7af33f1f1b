using System.Globalization;
using System.Runtime.InteropServices;
using RiskRegister.Local.State;

namespace RiskRegister.Benchmarks;

/// <summary>What the figures were taken on. Without it they tell nothing.</summary>
internal static class Machine
{
    /// <summary>One line: cores, system, .NET, what a durable commit costs on this disk, and how busy the machine was before.</summary>
    public static async Task<string> DescribeAsync(Report report)
    {
        using var folder = new TemporaryFolder();
        await using var state = StateDatabase.Open(folder.Path);
        await state.WriteAsync(db => db.ExecuteScript("CREATE TABLE t (n INTEGER) STRICT"));
        var commit = await Load.RunAsync(
            clients: 1,
            report.Times(1000),
            n => state.WriteAsync(db => db.Execute("INSERT INTO t VALUES (?1)", n))
        );
        var load = await LoadAverageAsync();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}; "
                + $"one durable commit {commit.P50:0.00} ms; load before {load}"
        );
    }

    private static async Task<string> LoadAverageAsync() =>
        OperatingSystem.IsLinux() ? (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0] : "unknown";
}
