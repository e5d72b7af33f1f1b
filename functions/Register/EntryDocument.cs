using RiskRegister.Access;
using RiskRegister.Context;
using RiskRegister.Criteria;
using RiskRegister.Entries;

namespace RiskRegister.Register;

/// <summary>An entry as it is stored: its state, and beside it what lists filter and sort by.</summary>
public sealed record EntryDocument(string Id, string Agency, Entry Entry, string Head)
{
    /// <summary>Value of <see cref="Type"/>.</summary>
    public const string DocumentType = "entry";

    /// <summary>Counts the forms that documents have had: a new one when lists need what older documents do not have.</summary>
    public const int CurrentForm = 2;

    /// <summary>Always <c>entry</c>.</summary>
    public string Type => DocumentType;

    /// <summary>For lists.</summary>
    public string Reference => Entry.Reference;

    /// <summary>For lists.</summary>
    public EntryKind Kind => Entry.Kind;

    /// <summary>For lists.</summary>
    public EntryState State => Entry.State;

    /// <summary>For lists.</summary>
    public string Title => Entry.Title;

    /// <summary>For lists: lower case, so that addresses match however they were typed; empty without owner, so that the sort has a place for it.</summary>
    public string Owner => Entry.Owner?.ToLowerInvariant() ?? "";

    /// <summary>For lists: lower case, as <see cref="Owner"/>.</summary>
    public string? Delegate => Entry.Delegate?.ToLowerInvariant();

    /// <summary>For lists.</summary>
    public string? Category => Entry.Category;

    /// <summary>For lists.</summary>
    public IReadOnlyList<string> Tags => Entry.Tags;

    /// <summary>For lists: keys of all names of the context that the entry, its controls and its actions name, see <see cref="ContextName"/>.</summary>
    public IReadOnlyList<string> Context => [.. ContextName.Of(Entry).Select(name => name.Key).Distinct()];

    /// <summary>Rank of the level that counts today; 0 while there is none.</summary>
    public int Level => Entry.Effective?.Rank ?? 0;

    /// <summary>Id of the level that counts today.</summary>
    public string? LevelId => Entry.Effective?.Level;

    /// <summary>For lists: in UTC and of fixed length, so that text order is time order.</summary>
    public string ChangedAt => Moment(Entry.ChangedAt);

    /// <summary>The day of the next review; far in the future where there is none, so that those sort last.</summary>
    public DateOnly NextReview => Entry.NextReview ?? DateOnly.MaxValue;

    /// <summary>The first day on which there is a reason to ask for a review, see <see cref="Due"/>; null when there is none by itself.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>True while a review waits for an answer.</summary>
    public bool Asked => Entry.Review is not null;

    /// <summary>The reassessment run whose review waits for an answer.</summary>
    public string? Run => Entry.Review?.Run;

    /// <summary>Addresses of all who have something to do with the entry: owner, delegate, owners of open actions, the approver who is asked, and who was told that the answer is late.</summary>
    public IReadOnlyList<string> People =>
        [
            .. Entry
                .Actions.Where(a => a.IsOpen)
                .Select(a => a.Owner)
                .Append(Entry.Owner)
                .Append(Entry.Delegate)
                .Append(Entry.AcceptanceRequest?.Approver)
                .Append(Entry.Review?.EscalatedTo)
                .Where(address => address is not null)
                .Select(address => address!.ToLowerInvariant())
                .Distinct(),
        ];

    /// <summary>
    /// Who may see a confidential entry besides those who oversee the register: all who have something to do with it, and who had an
    /// action in it. Null for an entry that everybody may see.
    /// </summary>
    public IReadOnlyList<string>? Readers =>
        Entry.Confidential == true
            ? [.. Entry.Actions.Select(a => a.Owner?.ToLowerInvariant()).OfType<string>().Union(People)]
            : null;

    /// <summary>Whether the entry exists for somebody; lists ask the same of <see cref="Readers"/>.</summary>
    public bool IsSeenBy(Viewer viewer) => viewer.SeesAll || Readers is not { } readers || readers.Contains(viewer.Email);

    /// <summary>All words, in lower case, that the search looks through.</summary>
    public string Search =>
        string.Join(
                '\n',
                Entry.Reference,
                Entry.Title,
                Entry.Cause,
                Entry.Event,
                Entry.Consequence,
                Entry.Opening,
                Entry.Action,
                Entry.Benefit,
                Entry.SourceReference
            )
            .ToLowerInvariant();

    /// <summary>The form that the document has; one of an older form is written anew by the next nightly pass, and not found by all filters until then.</summary>
    public int Form { get; init; }

    /// <summary>The standing on <see cref="StandingOn"/>.</summary>
    public required IReadOnlyList<string> Standing { get; init; }

    /// <summary>The day of the last write or nightly pass; null in documents of before it was kept, until a pass writes them anew.</summary>
    public DateOnly? StandingOn { get; init; }

    /// <summary>The version of the settings by which <see cref="Standing"/> was computed.</summary>
    public int StandingBy { get; init; }

    /// <summary>The day on which <see cref="Standing"/> goes out of date by itself.</summary>
    public DateOnly? StandingUntil { get; init; }

    /// <summary>An instant as <see cref="ChangedAt"/> has it.</summary>
    public static string Moment(DateTimeOffset at) =>
        at.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The document of an entry whose last event has the hash <paramref name="head"/>.</summary>
    public static EntryDocument Of(Entry entry, string head, AgencySettings settings, DateOnly today) =>
        new(entry.Reference, entry.Agency, entry, head)
        {
            Standing = Entries.Standing.Of(entry, settings, today),
            StandingOn = today,
            Form = CurrentForm,
            StandingBy = settings.Version,
            StandingUntil = Entries.Standing.NextChange(entry, today),
            DueOn = Due.On(entry, settings, today),
        };
}
