using RiskRegister.Access;

namespace RiskRegister.People;

/// <summary>
/// A person as the API shows them. Everybody in the agency reads address, name, roles and whether somebody is there; the rest is there for
/// the person themselves and for who oversees the register, and left out for others.
/// </summary>
/// <param name="Email">Address, in lower case.</param>
/// <param name="Name">As pages and mails show it.</param>
/// <param name="Roles">What they may do here.</param>
/// <param name="Active">Whether they are there; false from the day of leaving on.</param>
public sealed record ShownPerson(string Email, string Name, IReadOnlyList<Role> Roles, bool Active)
{
    /// <summary>Address of their manager.</summary>
    public string? Manager { get; init; }

    /// <summary>Approver: id of the highest level that they may accept.</summary>
    public string? Authority { get; init; }

    /// <summary>When they are away, and who stands in, in the order of the days; what is over stays.</summary>
    public IReadOnlyList<Absence>? Away { get; init; }

    /// <summary>When they leave, or have left.</summary>
    public Departure? Left { get; init; }

    /// <summary>Address of who is asked in their place today, where somebody is.</summary>
    public string? StandIn { get; init; }

    /// <summary>Who leaves: how many open entries they still have something to do with.</summary>
    public int? Entries { get; init; }

    /// <summary>When they want which digest.</summary>
    public DigestPreferences? Digests { get; init; }

    /// <summary>That mails to them come back; left out while mails arrive.</summary>
    public Undeliverable? Undeliverable { get; init; }

    /// <summary>Counts the changes.</summary>
    public int? Version { get; init; }

    /// <summary>A person as somebody may read them.</summary>
    public static ShownPerson Of(Person person, Person reader, DateOnly today, Roster people)
    {
        var shown = new ShownPerson(person.Email, person.Name, person.Roles, !person.HasLeft(today));
        return ReadsAll(reader, person)
            ? shown with
            {
                Manager = person.Manager,
                Authority = person.Authority,
                Away = person.Away,
                Left = person.Left,
                StandIn = People.StandIn.For(person, today, people) is { } other && !other.Is(person.Email) ? other.Email : null,
                Digests = person.Digests,
                Undeliverable = person.Undeliverable,
                Version = person.Version,
            }
            : shown;
    }

    /// <summary>Whether somebody may read all of a person.</summary>
    public static bool ReadsAll(Person reader, Person person) => reader.Is(person.Email) || Oversees(reader);

    /// <summary>Whether somebody may read all of everybody.</summary>
    public static bool Oversees(Person reader) => Viewer.Of(reader).SeesAll;
}
