namespace RiskRegister.Digests.Notices;

/// <summary>A line of a notice.</summary>
/// <param name="Label">What it is, such as "Level".</param>
/// <param name="Text">The value, as it may be read.</param>
public sealed record NoticeFact(string Label, string Text);

/// <summary>Something that is not as it was last time.</summary>
public sealed record NoticeDifference(string What, string Was, string Now);

/// <summary>What a notice says, before it is written as a mail.</summary>
/// <param name="Heading">What it is about, in a line.</param>
/// <param name="Lead">What is asked, in a sentence or two.</param>
/// <param name="Facts">What has to be known for that.</param>
/// <param name="Url">Where to go.</param>
/// <param name="Link">What one does there.</param>
public sealed record Notice(string Heading, string Lead, IReadOnlyList<NoticeFact> Facts, Uri Url, string Link)
{
    /// <summary>What is not as it was last time; empty where there was none, or all is.</summary>
    public IReadOnlyList<NoticeDifference> Differences { get; init; } = [];

    /// <summary>Why it comes although digests may be turned off.</summary>
    public string Why { get; init; } = "It comes whatever digests you have chosen, because it can't be left unread.";

    /// <summary>The facts that there are: those without a text are left out.</summary>
    public static IReadOnlyList<NoticeFact> Known(params IEnumerable<(string Label, string? Text)> facts) =>
        [.. facts.Where(fact => !string.IsNullOrWhiteSpace(fact.Text)).Select(fact => new NoticeFact(fact.Label, fact.Text!))];
}
