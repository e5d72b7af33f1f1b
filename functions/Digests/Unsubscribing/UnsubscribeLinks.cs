using System.Globalization;
using RiskRegister.Entries;
using RiskRegister.People;

namespace RiskRegister.Digests.Unsubscribing;

/// <summary>What an unsubscribe link says.</summary>
/// <param name="Agency">The agency.</param>
/// <param name="Email">Address of who got the mail.</param>
/// <param name="Kind">The digest that it turns off.</param>
/// <param name="Generation">The person's generation of links when the mail was made; those of earlier ones are void.</param>
public sealed record UnsubscribeToken(string Agency, string Email, DigestKind Kind, int Generation);

/// <summary>The addresses by which a digest is turned off without sign-in. They do not end by themselves: old mails are still read.</summary>
public sealed class UnsubscribeLinks(SigningKey key)
{
    private const string Purpose = "unsubscribe";

    /// <summary>The address that turns a digest of a person off.</summary>
    public async Task<Uri> OfAsync(Person person, DigestKind kind, Uri register, CancellationToken cancellation)
    {
        var generation = person.LinkGeneration.ToString(CultureInfo.InvariantCulture);
        var token = await key.SignAsync(Purpose, [person.Agency, person.Email, Words.Of(kind), generation], cancellation);
        return new Uri(register, $"/unsubscribe/{token}");
    }

    /// <summary>What a token says; null for one that was not made here.</summary>
    public async Task<UnsubscribeToken?> ReadAsync(string token, CancellationToken cancellation) =>
        await key.ReadAsync(Purpose, token, cancellation) is [var agency, var email, var word, var number]
        && MailKinds.DigestOf(word) is { } kind
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var generation)
            ? new UnsubscribeToken(agency, email, kind, generation)
            : null;
}
