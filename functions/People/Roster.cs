namespace RiskRegister.People;

/// <summary>The people of an agency as they are known at one moment, also those who have left; found by address.</summary>
public sealed class Roster(IEnumerable<Person> people)
{
    /// <summary>Of nobody is anything known.</summary>
    public static readonly Roster Empty = new([]);

    private readonly Dictionary<string, Person> _byEmail = people.ToDictionary(p => p.Email, StringComparer.OrdinalIgnoreCase);

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<Person> All => _byEmail.Values;

    /// <summary>Who has an address, however it was typed; null for nobody here.</summary>
    public Person? Find(string? address) => address is null ? null : _byEmail.GetValueOrDefault(address.Trim());

    /// <summary>The same people with one of them as they are now.</summary>
    public Roster With(Person person) => new(All.Where(p => !p.Is(person.Email)).Append(person));
}
