using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.People;
using RiskRegister.Register;
using RiskRegister.Web.Rendering;

namespace RiskRegister.Digests.Composing;

/// <summary>All that a digest is made of.</summary>
/// <param name="Person">Whose digest it is.</param>
/// <param name="Settings">The settings of their agency.</param>
/// <param name="People">The people of the agency, for their names.</param>
/// <param name="Today">The day of the digest.</param>
/// <param name="Since">When the digest before it was made, or would have been.</param>
/// <param name="Locale">Language of the person, and clock of the agency.</param>
/// <param name="Register">Address of the register, such as https://register.example.</param>
public sealed record DigestFacts(
    Person Person,
    AgencySettings Settings,
    Roster People,
    DateOnly Today,
    DateTimeOffset Since,
    Locale Locale,
    Uri Register
)
{
    /// <summary>How often it comes.</summary>
    public DigestFrequency Frequency { get; init; } = DigestFrequency.Daily;

    /// <summary>For whom the person stands in: their entries are among <see cref="Entries"/>.</summary>
    public IReadOnlyList<Person> Represented { get; init; } = [];

    /// <summary>The open entries that the person, or whom they represent, has something to do with.</summary>
    public IReadOnlyList<Entry> Entries { get; init; } = [];

    /// <summary>For risk managers: entries whose review waits for somebody who is not there.</summary>
    public IReadOnlyList<Entry> Orphaned { get; init; } = [];

    /// <summary>Entries of the person that others have changed since <see cref="Since"/>, the latest first.</summary>
    public IReadOnlyList<ChangedEntry> Changed { get; init; } = [];

    /// <summary>The day of the digest before.</summary>
    public DateOnly SinceDay => Settings.DayOf(Since);

    /// <summary>Name of who has an address; the address where nobody here has it.</summary>
    public string NameOf(string address) => People.Find(address)?.Name ?? address;

    /// <summary>An address in the register.</summary>
    public string Url(string path) => new Uri(Register, $"/{Person.Agency}{path}").ToString();

    /// <summary>Whether what a day has brought to an entry is news since the digest before.</summary>
    public bool IsNews(DateOnly? day, Entry entry) =>
        day <= Today && (day > SinceDay || (day == SinceDay && entry.ChangedAt > Since));
}

/// <summary>An entry that was changed.</summary>
/// <param name="Entry">The entry as it is.</param>
/// <param name="Events">What others did to it, the first event first.</param>
public sealed record ChangedEntry(Entry Entry, IReadOnlyList<EventDocument> Events);
