using RiskRegister.Entries;
using RiskRegister.People;

namespace RiskRegister.Calendar;

/// <summary>A day on which something of a person is due.</summary>
/// <param name="Key">Names it for good, such as <c>R-0042-review</c>.</param>
/// <param name="Day">The day.</param>
/// <param name="Title">What is due.</param>
/// <param name="Entry">The entry that it belongs to.</param>
public sealed record DueDay(string Key, DateOnly Day, string Title, Entry Entry)
{
    /// <summary>All that is due of a person in some entries: reviews of those that they own, their open actions, and effectiveness checks.</summary>
    public static IReadOnlyList<DueDay> Of(Person person, IEnumerable<Entry> entries) =>
        [
            .. entries
                .Where(entry => entry.State != EntryState.Closed)
                .SelectMany(entry => Reviews(person, entry).Concat(Actions(person, entry)))
                .OrderBy(due => due.Day)
                .ThenBy(due => due.Key, StringComparer.Ordinal),
        ];

    private static IEnumerable<DueDay> Reviews(Person person, Entry entry)
    {
        if (person.Is(entry.Owner) && (entry.Review?.AskedOn ?? entry.NextReview) is { } day)
        {
            yield return new DueDay($"{entry.Reference}-review", day, $"Review {entry.Reference}: {entry.Title}", entry);
        }
    }

    private static IEnumerable<DueDay> Actions(Person person, Entry entry)
    {
        foreach (var action in entry.Actions)
        {
            var key = $"{entry.Reference}-{action.Id}";
            if (action is { IsOpen: true, Due: { } due } && person.Is(action.Owner ?? entry.Owner))
            {
                yield return new DueDay(key, due, $"Action due: {action.Title} ({entry.Reference})", entry);
            }
            else if (action is { AwaitsCheck: true, CheckDue: { } check } && person.Is(entry.Owner))
            {
                yield return new DueDay($"{key}-check", check, $"Has it worked? {action.Title} ({entry.Reference})", entry);
            }
        }
    }
}
