using RiskRegister.Criteria;

namespace RiskRegister.Entries;

/// <summary>What an acceptance is about. It holds as long as the entry and the agency's settings give the same seal.</summary>
/// <param name="Inherent">The inherent rating.</param>
/// <param name="Current">The current rating.</param>
/// <param name="Target">The target rating.</param>
/// <param name="Level">Id of the level that counted.</param>
/// <param name="CriteriaVersion">Version of the criteria in force.</param>
/// <param name="Appetite">Id of the highest level inside appetite for the entry's category.</param>
/// <param name="Response">The chosen response.</param>
public sealed record AcceptanceSeal(
    SealedRating? Inherent,
    SealedRating? Current,
    SealedRating? Target,
    string? Level,
    int CriteriaVersion,
    string Appetite,
    ResponseKind? Response
)
{
    /// <summary>The seal of an entry as it is.</summary>
    public static AcceptanceSeal Of(Entry entry, AgencySettings settings) =>
        new(
            SealedRating.Of(entry.Inherent),
            SealedRating.Of(entry.Current),
            SealedRating.Of(entry.Target),
            entry.Effective?.Level,
            settings.Criteria.Version,
            settings.AppetiteLevel(entry.Category),
            entry.Response?.Kind
        );

    /// <summary>What is no longer as it was sealed; empty while all is.</summary>
    public IReadOnlyList<SealDifference> DifferencesTo(AcceptanceSeal now)
    {
        (string What, object? Was, object? Is)[] parts =
        [
            ("inherent", Inherent, now.Inherent),
            ("current", Current, now.Current),
            ("target", Target, now.Target),
            ("level", Level, now.Level),
            ("criteria", CriteriaVersion, now.CriteriaVersion),
            ("appetite", Appetite, now.Appetite),
            ("response", Response, now.Response),
        ];
        return
        [
            .. parts.Where(part => !Equals(part.Was, part.Is)).Select(part => new SealDifference(part.What, part.Was, part.Is)),
        ];
    }
}

/// <summary>A position as it was accepted. Who rated it, when and in which words is not material.</summary>
public sealed record SealedRating(int First, int Second, string Level, int CriteriaVersion)
{
    /// <summary>The material part of a rating.</summary>
    public static SealedRating? Of(Rating? rating) =>
        rating is null
            ? null
            : new SealedRating(
                rating.Likelihood ?? rating.Feasibility ?? 0,
                rating.Consequence ?? rating.Benefit ?? 0,
                rating.Level,
                rating.CriteriaVersion
            );
}

/// <summary>One part of a seal that is no longer as it was.</summary>
/// <param name="What">inherent, current, target, level, criteria, appetite or response.</param>
/// <param name="Was">What was accepted.</param>
/// <param name="Is">What is there now.</param>
public sealed record SealDifference(string What, object? Was, object? Is);
