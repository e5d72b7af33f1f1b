using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using RiskRegister.Criteria;
using RiskRegister.Register;
using RiskRegister.Register.Records;

namespace RiskRegister.People;

/// <summary>The people of the agencies.</summary>
public sealed class PeopleDirectory(
    RegisterContainer container,
    Agencies agencies,
    Memberships memberships,
    IConfiguration configuration,
    TimeProvider time
)
{
    private const int MaxEmail = 200;

    /// <summary>The person of an agency with that address; null when they do not belong to it, or have left.</summary>
    /// <remarks>The administrator named by the setting <c>Register:FirstAdministrator</c> belongs to every agency, so that somebody can begin.</remarks>
    public async Task<Person?> FindAsync(string agency, string email, CancellationToken cancellation = default)
    {
        if (IsNobodys(email))
        {
            return null;
        }

        var person = await ReadAsync(agency, email, cancellation);
        return person is null ? FirstAdministrator(agency, email)
            : person.Left is not null && person.HasLeft(await TodayAsync(agency, cancellation)) ? null
            : person;
    }

    /// <summary>What is known of an address, also of who has left; null when nothing is.</summary>
    public async Task<Person?> ReadAsync(string agency, string email, CancellationToken cancellation = default) =>
        IsNobodys(email) ? null : (await container.FindAsync<Person>(agency, Person.IdOf(email), cancellation))?.Value;

    /// <summary>All people of an agency, by address.</summary>
    public async Task<IReadOnlyList<Person>> AllAsync(string agency, CancellationToken cancellation = default)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.type = @type ORDER BY c.type, c.id").WithParameter(
            "@type",
            Person.DocumentType
        );
        return await container.QueryAllAsync<Person>(agency, query, cancellation).ToListAsync(cancellation);
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
        IsNobodys(email) ? [] : await memberships.OfAsync(email, cancellation);

    /// <summary>Adds people to an agency, or changes them, without asking whether that is right; who is there already as given stays.</summary>
    /// <param name="agency">The agency.</param>
    /// <param name="people">The people.</param>
    /// <param name="by">Who acts, for their history.</param>
    public async Task SaveAsync(string agency, IReadOnlyList<Person> people, string by = "register")
    {
        foreach (var chunk in people.Chunk(25))
        {
            var writes = new List<DocumentWrite>();
            foreach (var person in chunk)
            {
                writes.AddRange(await WritesAsync(agency, person, by));
            }

            if (writes.Count > 0)
            {
                await container.CommitAsync(agency, writes);
            }
        }

        foreach (var person in people)
        {
            await memberships.SetAsync(person.Email, agency, belongs: person.Left is null);
        }
    }

    /// <summary>Brings what the start page knows in line with whether somebody belongs to an agency today. It may be done again at any time.</summary>
    public async Task FollowMembershipAsync(string agency, string email, CancellationToken cancellation = default)
    {
        var person = await ReadAsync(agency, email, cancellation);
        var belongs = person?.HasLeft(await TodayAsync(agency, cancellation)) == false;
        await memberships.SetAsync(email, agency, belongs, cancellation);
    }

    /// <summary>Whether the setting <c>Register:FirstAdministrator</c> names this address.</summary>
    public bool IsFirstAdministrator(string email) =>
        string.Equals(configuration["Register:FirstAdministrator"], email, StringComparison.OrdinalIgnoreCase);

    /// <summary>An address that no document id could hold, because of its length or of a character, belongs to nobody.</summary>
    public static bool IsNobodys(string email) =>
        string.IsNullOrWhiteSpace(email) || email.Length > MaxEmail || email.AsSpan().ContainsAny("/\\?#%");

    private async Task<DateOnly> TodayAsync(string agency, CancellationToken cancellation) =>
        (await agencies.SettingsAsync(agency, cancellation)).DayOf(time.GetUtcNow());

    private async Task<IReadOnlyList<DocumentWrite>> WritesAsync(string agency, Person person, string by)
    {
        var stored = await container.FindAsync<Person>(agency, person.Id);
        var after = person with { Version = stored?.Value.Version ?? 0, Head = stored?.Value.Head };
        if (stored is not null && JsonNode.DeepEquals(Json(after), Json(stored.Value)))
        {
            return [];
        }

        var change = new RecordChange<Person>(after, stored is null ? "person-added" : "person-changed");
        return RecordStore.Writes(change, stored?.ETag, time.GetUtcNow(), by).Writes;
    }

    private static JsonNode? Json(Person person) => JsonSerializer.SerializeToNode(person, RegisterJson.Options);

    private Person? FirstAdministrator(string agency, string email) =>
        IsFirstAdministrator(email) ? new Person(agency, email.ToLowerInvariant(), email, [Role.Administrator], null) : null;
}
