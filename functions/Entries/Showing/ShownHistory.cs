using RiskRegister.Register;
using RiskRegister.Web;
using RiskRegister.Web.Rendering;

namespace RiskRegister.Entries.Showing;

/// <summary>One event as pages show it.</summary>
/// <param name="Version">Version of the entry after it.</param>
/// <param name="Type">Its stored name, such as <c>action-planned</c>.</param>
/// <param name="By">Name of who acted.</param>
/// <param name="Why">The reason that was given, or null.</param>
/// <param name="Changes">What became different by it; empty for the first event.</param>
public sealed record ShownEvent(
    int Version,
    string Type,
    DateTimeOffset At,
    string By,
    string? Why,
    IReadOnlyList<ShownChange> Changes
)
{
    /// <summary>The event in one line.</summary>
    public string What
    {
        get
        {
            var changes = Changes.Where(c => c.Field != ShownHistory.NextReview).Select(c => c.What).ToList();
            var more = changes.Count > 0 ? string.Join(", ", changes) : Why;
            return more is null ? PlainText.Words(Type) : $"{PlainText.Words(Type)}: {more}";
        }
    }
}

/// <summary>A field that an event changed.</summary>
/// <param name="Field">Its name.</param>
/// <param name="From">Its text before, null for none.</param>
/// <param name="To">Its text after, null for none.</param>
public sealed record ShownChange(string Field, string? From, string? To)
{
    /// <summary>The change in words.</summary>
    public string What =>
        From is null ? $"{PlainText.Words(Field)} {To}"
        : To is null ? $"{PlainText.Words(Field)} {From} removed"
        : $"{PlainText.Words(Field)} from {From} to {To}";
}

/// <summary>Shows a history by applying its events one after the other and comparing the states.</summary>
public static class ShownHistory
{
    /// <summary>The field that changes as a consequence, rather than by somebody's decision.</summary>
    internal const string NextReview = "next-review";

    /// <summary>The events of an entry, in their order.</summary>
    public static IReadOnlyList<ShownEvent> Of(IEnumerable<EventDocument> events, EntryView view)
    {
        var shown = new List<ShownEvent>();
        var entry = Entry.Unborn(view.Entry.Agency, view.Entry.Reference);
        foreach (var link in events)
        {
            var next = entry.Apply(link.Data, link.At, link.By);
            IReadOnlyList<ShownChange> changes = entry.Version == 0 ? [] : Difference(entry, next, view);
            shown.Add(
                new ShownEvent(
                    link.Version,
                    Changeset.NameOf(link.Data),
                    link.At,
                    view.People.Of(link.By) ?? link.By,
                    link.Why,
                    changes
                )
            );
            entry = next;
        }

        return shown;
    }

    private static IReadOnlyList<ShownChange> Difference(Entry before, Entry after, EntryView view) =>
        [
            .. Fields(before, view)
                .Zip(Fields(after, view))
                .Where(pair => pair.First.Text != pair.Second.Text)
                .Select(pair => new ShownChange(pair.First.Field, pair.First.Text, pair.Second.Text)),
        ];

    private static IEnumerable<(string Field, string? Text)> Fields(Entry entry, EntryView view) =>
        [
            ("state", PlainText.Words(Words.Of(entry.State))),
            ("title", entry.Title),
            ("cause", entry.Cause),
            ("event", entry.Event),
            ("consequence", entry.Consequence),
            ("opening", entry.Opening),
            ("action", entry.Action),
            ("benefit", entry.Benefit),
            ("owner", view.People.Of(entry.Owner)),
            ("category", entry.Category),
            ("processes", Joined(entry.Processes)),
            ("objectives", Joined(entry.Objectives)),
            ("inherent-level", Level(entry.Inherent, view)),
            ("current-level", Level(entry.Current, view)),
            ("target-level", Level(entry.Target, view)),
            ("response", entry.Response is null ? null : PlainText.Words(Words.Of(entry.Response.Kind))),
            (NextReview, entry.NextReview is { } day ? PageFrames.LocaleOf(view.Settings).Day(day) : null),
        ];

    private static string? Joined(IReadOnlyList<string> names) => names.Count == 0 ? null : string.Join(", ", names);

    private static string? Level(Rating? rating, EntryView view)
    {
        if (rating is null)
        {
            return null;
        }

        var criteria = view.Settings.Criteria;
        var (first, second) = criteria.Steps(view.Entry.Kind, rating);
        return $"{criteria.Level(rating)!.Name} ({first}, {second})";
    }
}
