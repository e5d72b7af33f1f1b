namespace RiskRegister.People;

/// <summary>What is told of a person when they are added, and may be changed later.</summary>
public record PersonDetails
{
    /// <summary>As pages and mails show it; 1 to 200 characters.</summary>
    public string Name { get; init; } = "";

    /// <summary>What they may do: reader, contributor, owner, risk-manager, approver, auditor, administrator; at least one.</summary>
    public IReadOnlyList<Role> Roles { get; init; } = [];

    /// <summary>E-mail address of their manager, who is told when an answer is late, and takes over when they leave without a successor.</summary>
    public string? Manager { get; init; }

    /// <summary>Approver: id of the highest level that they may accept, such as <c>high</c>.</summary>
    public string? Authority { get; init; }

    /// <summary>The details of a person as they are.</summary>
    public static PersonDetails Of(Person person) =>
        new()
        {
            Name = person.Name,
            Roles = person.Roles,
            Manager = person.Manager,
            Authority = person.Authority,
        };

    /// <summary>A person with these details, tidied.</summary>
    public Person In(Person person) =>
        person with
        {
            Name = Name.Trim(),
            Roles = Roles,
            Manager = Address.Tidy(Manager),
            Authority = string.IsNullOrWhiteSpace(Authority) ? null : Authority.Trim(),
        };
}

/// <summary>E-mail addresses as they name people.</summary>
public static class Address
{
    /// <summary>In lower case and without blanks around it; null for none.</summary>
    public static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim().ToLowerInvariant();

    /// <summary>Whether a person can have it: name and domain with one @ between them, and no character that could not be in a document's id.</summary>
    public static bool IsValid(string? text) =>
        Tidy(text) is { } address
        && !PeopleDirectory.IsNobodys(address)
        && address.Split('@') is [{ Length: > 0 }, { Length: > 0 }]
        && !address.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '"' or '<' or '>' or ',' or ';' or ':');
}
