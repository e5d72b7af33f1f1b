using System.Security.Cryptography;
using System.Text;

namespace RiskRegister.Register;

/// <summary>Marks that the command with an idempotency key was carried out.</summary>
public sealed record CommandDocument(string Agency, string Key, string Reference)
{
    /// <summary>Document id.</summary>
    public string Id => IdOf(Key);

    /// <summary>Always <c>command</c>.</summary>
    public string Type => "command";

    /// <summary>Seconds for which a repetition is recognised: one day.</summary>
    public int Ttl => 24 * 3600;

    /// <summary>The id of the mark of a key; keys are hashed, because they may hold characters that ids can't.</summary>
    public static string IdOf(string key) =>
        "command:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16));

    /// <summary>The write that marks a command as carried out on what has <paramref name="reference"/>; none without key.</summary>
    public static IEnumerable<DocumentWrite> Mark(string agency, string reference, string? key) =>
        key is null ? [] : [DocumentWrite.Create(IdOf(key), new CommandDocument(agency, key, reference))];
}

/// <summary>Looks for marks of commands.</summary>
public static class CommandMarks
{
    /// <summary>What the command with a key was carried out on; null when it was not, or has no key.</summary>
    public static async Task<string?> FindDoneAsync(
        this RegisterContainer container,
        string agency,
        string? key,
        CancellationToken cancellation = default
    ) =>
        key is null
            ? null
            : (await container.FindAsync<CommandDocument>(agency, CommandDocument.IdOf(key), cancellation))?.Value.Reference;
}
