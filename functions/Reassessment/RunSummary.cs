namespace RiskRegister.Reassessment;

/// <summary>What a run came to.</summary>
/// <param name="Asked">Reviews that were asked.</param>
/// <param name="Answered">Of these, answered.</param>
/// <param name="Late">Answered, or given up waiting for, after at least one reminder.</param>
/// <param name="Up">Levels that went up by the answer.</param>
/// <param name="Down">Levels that went down by the answer.</param>
public sealed record RunSummary(int Asked, int Answered, int Late, int Up, int Down)
{
    /// <summary>The sum of no reviews.</summary>
    public static readonly RunSummary Nothing = new(0, 0, 0, 0, 0);

    /// <summary>Entries that left appetite by the answer.</summary>
    public int Outside { get; init; }

    /// <summary>Reviews that were withdrawn, because the run was ended early.</summary>
    public int Withdrawn { get; init; }

    /// <summary>Both together.</summary>
    public RunSummary Plus(RunSummary other) =>
        new(Asked + other.Asked, Answered + other.Answered, Late + other.Late, Up + other.Up, Down + other.Down)
        {
            Outside = Outside + other.Outside,
            Withdrawn = Withdrawn + other.Withdrawn,
        };

    /// <summary>All of them together.</summary>
    public static RunSummary Sum(IEnumerable<RunSummary> parts) => parts.Aggregate(Nothing, (sum, part) => sum.Plus(part));
}
