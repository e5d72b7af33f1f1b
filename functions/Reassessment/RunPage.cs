namespace RiskRegister.Reassessment;

/// <summary>
/// One page of entries that a run asks about. It is stored before the first of them is asked, so that asking again asks the same ones, and
/// the references are in the history of no orchestration but that of this page.
/// </summary>
/// <param name="Agency">Partition.</param>
/// <param name="Run">Name of the run.</param>
/// <param name="After">The cursor of the page.</param>
/// <param name="At">When it was made.</param>
/// <param name="References">The entries.</param>
public sealed record RunPage(string Agency, string Run, string After, DateTimeOffset At, IReadOnlyList<string> References)
{
    /// <summary>Value of <see cref="Type"/>.</summary>
    public const string DocumentType = "run-page";

    /// <summary>Document id.</summary>
    public string Id => IdOf(Run, After);

    /// <summary>Always <c>run-page</c>.</summary>
    public string Type => DocumentType;

    /// <summary>Those whose review was asked; null until all of the page are dealt with.</summary>
    public IReadOnlyList<string>? Asked { get; init; }

    /// <summary>How many were asked.</summary>
    public int Count => Asked?.Count ?? 0;

    /// <summary>Seconds until the store deletes it: long after its reviews have ended.</summary>
    public int Ttl => 400 * 24 * 3600;

    /// <summary>The document of a page.</summary>
    public static string IdOf(string run, string after) => $"run-page:{run}:{after}";
}
