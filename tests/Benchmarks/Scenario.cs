namespace RiskRegister.Benchmarks;

/// <summary>
/// One thing that is measured: it says what it prepares, does it, and reports figures beside their budgets. To add one, write a class
/// of a few lines in Scenarios/ and name it in <see cref="Program"/>.
/// </summary>
/// <remarks>
/// The functions of a scenario, if it needs any, stand in its nested class <c>Functions</c>: this program, started with <c>serve</c>, is an ordinary
/// Functions app of all of them (see <see cref="ServerProcess"/>).
/// </remarks>
public abstract class Scenario
{
    /// <summary>What it is called on the command line and in tables: the name of its class.</summary>
    public string Name => GetType().Name;

    /// <summary>What it measures, in a few words.</summary>
    public abstract string What { get; }

    /// <summary>Prepares, measures and reports.</summary>
    public abstract Task MeasureAsync(Report report);

    /// <summary>A day of the past as addresses have it.</summary>
    protected static string DaysAgo(int days) =>
        TimeProvider.System.GetUtcNow().AddDays(-days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
