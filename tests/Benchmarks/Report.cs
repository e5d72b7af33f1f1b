using System.Globalization;

namespace RiskRegister.Benchmarks;

/// <summary>The figures of a scenario: each becomes a row of a Markdown table on standard output as soon as it is known.</summary>
/// <param name="scenario">Name of the scenario.</param>
/// <param name="isSmoke">Whether it only shows that the scenario works: with tiny numbers, so that the figures mean nothing.</param>
public sealed class Report(string scenario, bool isSmoke)
{
    /// <summary>The head of the table.</summary>
    public const string Head = "| scenario | measured | figure | budget | verdict |\n|---|---|---|---|---|";

    /// <summary>How often to do something: <paramref name="count"/>, or hardly ever when only smoke is looked for.</summary>
    public int Times(int count) => isSmoke ? Math.Clamp(count / 1000, 1, 20) : count;

    /// <summary>A figure that has to be at most <paramref name="budget"/>; one without a budget explains the others.</summary>
    public void AtMost(double? budget, string measured, double figure, string unit) =>
        Write(measured, figure, unit, "≤", budget, figure <= budget);

    /// <summary>A figure that has to be at least <paramref name="budget"/>; one without a budget explains the others.</summary>
    public void AtLeast(double? budget, string measured, double figure, string unit) =>
        Write(measured, figure, unit, "≥", budget, figure >= budget);

    /// <summary>What is no figure of speed or memory, such as how often something is called.</summary>
    public void Tell(string measured, string figure) => Console.WriteLine($"| {scenario} | {measured} | {figure} |  |  |");

    private void Write(string measured, double figure, string unit, string sign, double? budget, bool isMet)
    {
        var limit = budget is null ? "" : $"{sign} {Text(budget.Value)} {unit}";
        var verdict =
            isSmoke ? "smoke"
            : budget is null ? ""
            : isMet ? "met"
            : "**missed**";
        Console.WriteLine($"| {scenario} | {measured} | {Text(figure)} {unit} | {limit} | {verdict} |");
    }

    // Three digits tell enough; more would only pretend.
    private static string Text(double figure) =>
        figure.ToString(
            figure switch
            {
                >= 100 => "#,0",
                >= 10 => "0.#",
                _ => "0.##",
            },
            CultureInfo.InvariantCulture
        );
}
