namespace RiskRegister.People;

/// <summary>Names of an agency's people by their addresses, for pages.</summary>
public sealed class PeopleNames(IReadOnlyList<Person> people)
{
    private readonly Dictionary<string, Person> _byEmail = people.ToDictionary(p => p.Email, StringComparer.OrdinalIgnoreCase);

    /// <summary>The name behind an address; what is not the address of a person here stays as it is.</summary>
    public string? Of(string? address) =>
        address is not null && _byEmail.TryGetValue(address, out var person) ? person.Name : address;

    /// <summary>Those who may own an entry or an action and are not about to leave, by name; and who owns it now, whoever that is.</summary>
    /// <param name="current">Address of the owner of today; null for none.</param>
    public IReadOnlyList<(string Email, string Name)> Owners(string? current)
    {
        var owners = people
            .Where(p => p.IsAny(Role.Owner, Role.RiskManager) && p.Left is null)
            .Select(p => (p.Email, p.Name))
            .ToList();
        if (current is not null && !owners.Exists(o => string.Equals(o.Email, current, StringComparison.OrdinalIgnoreCase)))
        {
            owners.Add((current, Of(current)!));
        }

        return [.. owners.OrderBy(o => o.Name, StringComparer.CurrentCultureIgnoreCase)];
    }
}
