using System.Text.Json;
using RiskRegister.Register;

namespace RiskRegister.Criteria.Changing;

/// <summary>
/// The settings as they are to be, whole: what is left out is as it would be by default. The versions need not be sent; another one than
/// that in force is refused.
/// </summary>
public sealed record ChangeSettings : AgencySettings
{
    /// <summary>Why; must be given.</summary>
    public string? Reason { get; init; }

    /// <summary>The settings wanted, with texts trimmed and nothing null, so that checks only have to look at values.</summary>
    public AgencySettings Wanted()
    {
        // Written as settings, and without nulls: what is left out gets its default.
        var given = JsonSerializer.SerializeToElement<AgencySettings>(this, RegisterJson.Options);
        var wanted = given.Deserialize<AgencySettings>(RegisterJson.Options)!;
        return wanted with
        {
            Name = Text(wanted.Name),
            TimeZone = Text(wanted.TimeZone),
            Criteria = Tidy(wanted.Criteria),
            Appetite = Texts(wanted.Appetite),
            Categories = Texts(wanted.Categories),
            Deadlines = wanted.Deadlines with { Reminders = wanted.Deadlines.Reminders ?? [] },
            Holidays = [.. wanted.Holidays.Select(day => new Holiday(day?.Day ?? default, Text(day?.Name)))],
        };
    }

    private static RiskCriteria Tidy(RiskCriteria criteria) =>
        criteria with
        {
            Likelihood = Tidy(criteria.Likelihood),
            Consequence = Tidy(criteria.Consequence),
            Feasibility = Tidy(criteria.Feasibility),
            Benefit = Tidy(criteria.Benefit),
            Levels = [.. (criteria.Levels ?? []).Select(Tidy)],
            Matrix = [.. (criteria.Matrix ?? []).Select(Texts)],
        };

    private static IReadOnlyList<ScaleStep> Tidy(IReadOnlyList<ScaleStep>? steps) =>
        [
            .. (steps ?? []).Select(step => new ScaleStep(Text(step?.Name), Text(step?.Description))
            {
                Percent = step?.Percent,
                Within = step?.Within is { } within ? Text(within) : null,
                Impacts = step?.Impacts is { Count: > 0 } impacts ? Texts(impacts) : null,
            }),
        ];

    private static Level Tidy(Level? level) =>
        new(Text(level?.Id), Text(level?.Name), level?.ReviewEveryDays ?? 0) { Authority = Text(level?.Authority) };

    private static IReadOnlyList<string> Texts(IReadOnlyList<string>? texts) => [.. (texts ?? []).Select(Text)];

    private static Dictionary<string, string> Texts(IReadOnlyDictionary<string, string> texts) =>
        texts.ToDictionary(text => text.Key, text => Text(text.Value));

    private static string Text(string? text) => text?.Trim() ?? "";
}
