using Microsoft.Azure.Cosmos;
using RiskRegister.Register;

namespace RiskRegister.People;

/// <summary>The people of the agencies.</summary>
public sealed class PeopleDirectory(RegisterContainer container, IConfiguration configuration)
{
    private const int MaxEmail = 200;

    /// <summary>The person of an agency with that address; null when they do not belong to it.</summary>
    /// <remarks>The administrator named by the setting <c>Register:FirstAdministrator</c> belongs to every agency, so that somebody can begin.</remarks>
    public async Task<Person?> FindAsync(string agency, string email, CancellationToken cancellation = default)
    {
        if (IsNobodys(email))
        {
            return null;
        }

        var stored = await container.FindAsync<Person>(agency, Person.IdOf(email), cancellation);
        return stored?.Value ?? FirstAdministrator(agency, email);
    }

    /// <summary>All people of an agency, by address.</summary>
    public async Task<IReadOnlyList<Person>> AllAsync(string agency, CancellationToken cancellation = default)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.type = @type ORDER BY c.type, c.id").WithParameter(
            "@type",
            Person.DocumentType
        );
        var people = new List<Person>();
        await foreach (var person in container.QueryAllAsync<Person>(agency, query, cancellation))
        {
            people.Add(person);
        }

        return people;
    }

    /// <summary>One page of an agency's people, by address, after <paramref name="after"/>.</summary>
    public async Task<IReadOnlyList<Person>> PageAsync(string agency, string after, int limit, CancellationToken cancellation)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.type = @type AND c.id > @after ORDER BY c.type, c.id")
            .WithParameter("@type", Person.DocumentType)
            .WithParameter("@after", Person.IdOf(after));
        return (await container.QueryAsync<Person>(agency, query, limit, cancellation: cancellation)).Items;
    }

    /// <summary>The ids of the agencies that somebody belongs to.</summary>
    public async Task<IReadOnlyList<string>> AgenciesOfAsync(string email, CancellationToken cancellation = default) =>
        IsNobodys(email)
            ? []
            : (await container.FindAsync<Membership>(RegisterContainer.Directory, Membership.IdOf(email), cancellation))
                ?.Value
                .Agencies
                ?? [];

    /// <summary>Adds people to an agency, or changes them.</summary>
    public async Task SaveAsync(string agency, IReadOnlyList<Person> people)
    {
        foreach (var chunk in people.Chunk(50))
        {
            await container.CommitAsync(agency, [.. chunk.Select(p => DocumentWrite.Put(p.Id, p))]);
        }

        foreach (var person in people)
        {
            var known = await AgenciesOfAsync(person.Email);
            var membership = new Membership(person.Email, [.. known.Append(agency).Distinct().Order(StringComparer.Ordinal)]);
            await container.CommitAsync(RegisterContainer.Directory, [DocumentWrite.Put(membership.Id, membership)]);
        }
    }

    /// <summary>Whether the setting <c>Register:FirstAdministrator</c> names this address.</summary>
    public bool IsFirstAdministrator(string email) =>
        string.Equals(configuration["Register:FirstAdministrator"], email, StringComparison.OrdinalIgnoreCase);

    /// <summary>An address that no document id could hold, because of its length or of a character, belongs to nobody.</summary>
    private static bool IsNobodys(string email) => email.Length > MaxEmail || email.AsSpan().ContainsAny("/\\?#");

    private Person? FirstAdministrator(string agency, string email) =>
        IsFirstAdministrator(email) ? new Person(agency, email.ToLowerInvariant(), email, [Role.Administrator], null) : null;
}
