using RiskRegister.Register;

namespace RiskRegister.People;

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

/// <summary>The memberships of all agencies.</summary>
public sealed class Memberships(RegisterContainer container)
{
    /// <summary>The ids of the agencies that somebody belongs to, in order.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(string email, CancellationToken cancellation = default) =>
        (await FindAsync(email, cancellation))?.Value.Agencies ?? [];

    /// <summary>Notes that somebody belongs to an agency, or does not. Agencies that do so at the same time lose nothing of each other.</summary>
    public async Task SetAsync(string email, string agency, bool belongs, CancellationToken cancellation = default)
    {
        while (true)
        {
            var stored = await FindAsync(email, cancellation);
            var known = stored?.Value.Agencies ?? [];
            if (known.Contains(agency) == belongs)
            {
                return;
            }

            var agencies = belongs ? known.Append(agency) : known.Where(other => other != agency);
            var membership = new Membership(email.Trim().ToLowerInvariant(), [.. agencies.Order(StringComparer.Ordinal)]);
            try
            {
                await container.CommitAsync(
                    RegisterContainer.Directory,
                    [
                        stored is null
                            ? DocumentWrite.Create(membership.Id, membership)
                            : DocumentWrite.Replace(membership.Id, membership, stored.ETag),
                    ],
                    cancellation
                );
                return;
            }
            catch (CommitConflictException)
            {
                // Another agency was faster: look again.
            }
        }
    }

    private Task<Stored<Membership>?> FindAsync(string email, CancellationToken cancellation) =>
        container.FindAsync<Membership>(RegisterContainer.Directory, Membership.IdOf(email), cancellation);
}
