using RiskRegister.Criteria;
using RiskRegister.People;

namespace RiskRegister.Entries.Accepting;

/// <summary>The rules that asking for an acceptance, accepting and refusing have in common.</summary>
public static class AcceptanceChecks
{
    /// <summary>Only an open risk that is outside appetite, is rated by levels in force, and has a response can be accepted.</summary>
    public static Checks Acceptable(this Checks checks, Entry entry, AgencySettings settings)
    {
        var isRated = settings.Criteria.LevelOf(entry.Effective) is not null;
        return checks
            .NotClosed(entry)
            .Unless(
                entry.Kind == EntryKind.Risk,
                "",
                "only-risks",
                $"{entry.Reference} is an opportunity: only risks are accepted. Decide whether it is pursued."
            )
            .Unless(isRated, "", "not-rated", $"{entry.Reference} has no rating by the levels in force. Rate it first.")
            .Unless(
                !isRated || entry.Kind != EntryKind.Risk || Standing.IsOutside(entry, settings),
                "",
                "inside-appetite",
                $"{entry.Reference} is inside appetite: there is nothing to accept."
            )
            .Unless(
                entry.Response is not null,
                "",
                "no-response",
                $"{entry.Reference} has no response. Choose one first: it is part of what is accepted."
            );
    }

    /// <summary>The approver's authority must reach the level that counts.</summary>
    public static Checks Authority(this Checks checks, string field, Person approver, Entry entry, AgencySettings settings)
    {
        var level = settings.Criteria.LevelOf(entry.Effective);
        var authority = approver.AuthorityRank(settings.Criteria);
        var needs = level?.Authority is { } who ? $" It is that of: {who}." : "";
        return checks.Unless(
            authority > 0 && authority >= settings.Criteria.RankOf(level?.Id ?? ""),
            field,
            "no-authority",
            $"The authority of {approver.Name} does not reach the level {level?.Name}. Ask an approver whose authority does.{needs}"
        );
    }

    /// <summary>Maker is not checker. Who made nothing of it passes.</summary>
    public static Checks NotMaker(this Checks checks, string field, Person approver, Entry entry)
    {
        var part = PartOf(entry, approver.Email) ?? PartOf(entry, approver.Name);
        return checks.Unless(
            part is null,
            field,
            "maker-is-not-checker",
            $"{approver.Name} {part}, and may not accept it as well. Ask another approver."
        );
    }

    /// <summary>What somebody has done that keeps them from accepting the entry; null for nothing.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="who">E-mail address, or a name, because the owner of an imported entry may be one.</param>
    public static string? PartOf(Entry entry, string who)
    {
        return Is(entry.AcceptanceRequest?.By) ? "asked for the acceptance"
            : Is(entry.Effective?.By) ? "made the rating that counts"
            : Is(entry.Owner) ? $"owns {entry.Reference}"
            : null;

        bool Is(string? maker) => string.Equals(maker, who, StringComparison.OrdinalIgnoreCase);
    }
}
