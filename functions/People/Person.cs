using System.Text.Json.Serialization;
using RiskRegister.Criteria;
using RiskRegister.Register.Records;

namespace RiskRegister.People;

/// <summary>What a person may do in an agency.</summary>
public enum Role
{
    /// <summary>Reads.</summary>
    Reader,

    /// <summary>Raises entries.</summary>
    Contributor,

    /// <summary>Keeps entries: rates, responds, acts, reviews.</summary>
    Owner,

    /// <summary>Keeps the register as a whole: imports, runs reassessments.</summary>
    RiskManager,

    /// <summary>Accepts what is outside appetite.</summary>
    Approver,

    /// <summary>Reads everything, verifies.</summary>
    Auditor,

    /// <summary>Decides on people and settings.</summary>
    Administrator,
}

/// <summary>A person of an agency.</summary>
/// <param name="Agency">Partition.</param>
/// <param name="Email">Address, in lower case: what the sign-in tells.</param>
/// <param name="Name">As pages and mails show it.</param>
/// <param name="Roles">What they may do here.</param>
/// <param name="Manager">Address of who is told when an answer is late; null when nobody is.</param>
public sealed record Person(string Agency, string Email, string Name, IReadOnlyList<Role> Roles, string? Manager)
    : RegisterRecord(Agency)
{
    /// <summary>Value of <see cref="Type"/>.</summary>
    public const string DocumentType = "person";

    /// <inheritdoc/>
    public override string Id => IdOf(Email);

    /// <summary>Always <c>person</c>.</summary>
    public override string Type => DocumentType;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Called => NameOf(Email);

    /// <summary>
    /// Approver: id of the highest level that they may accept; null for none. Whoever was stored without it may accept nothing until
    /// it is given, because no authority may come about by itself.
    /// </summary>
    public string? Authority { get; init; }

    /// <summary>When they are away, and who stands in for them, in the order of the days; what is over stays.</summary>
    public IReadOnlyList<Absence> Away { get; init; } = [];

    /// <summary>When they leave, or have left; null for who stays.</summary>
    public Departure? Left { get; init; }

    /// <summary>When they want which digest.</summary>
    public DigestPreferences Digests { get; init; } = new();

    /// <summary>That mails to them come back, so that no digest is sent until they choose their digests anew; null while mails arrive.</summary>
    public Undeliverable? Undeliverable { get; init; }

    /// <summary>Counts how often the unsubscribe links of all mails before were made void.</summary>
    public int LinkGeneration { get; init; }

    /// <summary>For lists.</summary>
    public DateOnly? LeftOn => Left?.On;

    /// <summary>Rank of the highest level that they may accept by <paramref name="criteria"/>; 0 for none, also when the level is gone.</summary>
    public int AuthorityRank(RiskCriteria criteria) =>
        IsAny(Role.Approver) && Authority is not null ? criteria.RankOf(Authority) : 0;

    /// <summary>Whether they have one of these roles.</summary>
    public bool IsAny(params IEnumerable<Role> roles) => Roles.Intersect(roles).Any();

    /// <summary>Whether they have left by a day: on the day of leaving itself they may not sign in any more.</summary>
    public bool HasLeft(DateOnly day) => Left?.On <= day;

    /// <summary>Whether they want a digest on a day, and mails reach them.</summary>
    public bool Wants(DigestKind kind, DateOnly day) => Undeliverable is null && Digests.IsDay(kind, day);

    /// <summary>The absence on a day; null when they are there.</summary>
    public Absence? AwayOn(DateOnly day) => Away.FirstOrDefault(absence => absence.From <= day && day <= absence.Until);

    /// <summary>Whether an address is theirs, however it was typed.</summary>
    public bool Is(string? address) => string.Equals(address?.Trim(), Email, StringComparison.OrdinalIgnoreCase);

    /// <summary>The document of an address.</summary>
    public static string IdOf(string email) => $"person:{email.Trim().ToLowerInvariant()}";

    /// <summary>What messages call who has an address.</summary>
    public static string NameOf(string email) => $"The person {email}";
}

/// <summary>Some days on which a person is away.</summary>
/// <param name="From">The first day.</param>
/// <param name="Until">The last day.</param>
/// <param name="Delegate">Address of who stands in.</param>
/// <param name="Note">What the person has told about it; only they and who oversees the register read it.</param>
public sealed record Absence(DateOnly From, DateOnly Until, string Delegate, string? Note);

/// <summary>That a person leaves.</summary>
/// <param name="On">The first day on which they are not there any more.</param>
/// <param name="Successor">Address of who takes over; null when that is for the manager.</param>
/// <param name="Why">The reason that was given.</param>
/// <param name="Version">The version of the person by which it was told; it tells this departure from another one.</param>
public sealed record Departure(DateOnly On, string? Successor, string Why, int Version);
