using RiskRegister.Criteria;
using RiskRegister.Register;

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
{
    /// <summary>Value of <see cref="Type"/>.</summary>
    public const string DocumentType = "person";

    /// <summary>Document id.</summary>
    public string Id => IdOf(Email);

    /// <summary>Always <c>person</c>.</summary>
    public string Type => DocumentType;

    /// <summary>
    /// Approver: id of the highest level that they may accept; null for none. Whoever was stored without it may accept nothing until
    /// it is given, because no authority may come about by itself.
    /// </summary>
    public string? Authority { get; init; }

    /// <summary>Rank of the highest level that they may accept by <paramref name="criteria"/>; 0 for none, also when the level is gone.</summary>
    public int AuthorityRank(RiskCriteria criteria) =>
        IsAny(Role.Approver) && Authority is not null ? criteria.RankOf(Authority) : 0;

    /// <summary>Whether they have one of these roles.</summary>
    public bool IsAny(params IEnumerable<Role> roles) => Roles.Intersect(roles).Any();

    /// <summary>The document of an address.</summary>
    public static string IdOf(string email) => $"person:{email.Trim().ToLowerInvariant()}";
}

/// <summary>Which agencies a person belongs to; kept in the directory partition, so that the start page needs one read.</summary>
/// <param name="Email">Address, in lower case.</param>
/// <param name="Agencies">Ids of agencies.</param>
public sealed record Membership(string Email, IReadOnlyList<string> Agencies)
{
    /// <summary>Document id.</summary>
    public string Id => IdOf(Email);

    /// <summary>Always <c>membership</c>.</summary>
    public string Type => "membership";

    /// <summary>Partition.</summary>
    public string Agency => RegisterContainer.Directory;

    /// <summary>The document of an address.</summary>
    public static string IdOf(string email) => $"membership:{email.Trim().ToLowerInvariant()}";
}
