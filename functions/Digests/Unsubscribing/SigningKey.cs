using System.Security.Cryptography;
using System.Text;
using RiskRegister.Register;

namespace RiskRegister.Digests.Unsubscribing;

/// <summary>
/// Signs what the register hands out as an address that works without sign-in. The key is made at first use and kept in the directory
/// partition, so that nobody has to set it, no setting can leak it, and all instances of the app have the same.
/// </summary>
public sealed class SigningKey(RegisterContainer container)
{
    private const int Bytes = 32;
    private byte[]? _key;

    /// <summary>A token that holds some parts and proves that the register made it for a purpose; its characters are those of an address.</summary>
    public async Task<string> SignAsync(string purpose, IReadOnlyList<string> parts, CancellationToken cancellation)
    {
        var payload = Encoding.UTF8.GetBytes(string.Join('\n', parts));
        return $"{Base64Url(payload)}.{Base64Url(Seal(await KeyAsync(cancellation), purpose, payload))}";
    }

    /// <summary>The parts of a token; null when it was not made for the purpose by the register.</summary>
    public async Task<IReadOnlyList<string>?> ReadAsync(string purpose, string token, CancellationToken cancellation)
    {
        if (token.Split('.') is not [var body, var seal] || Decoded(body) is not { } payload || Decoded(seal) is not { } given)
        {
            return null;
        }

        return CryptographicOperations.FixedTimeEquals(Seal(await KeyAsync(cancellation), purpose, payload), given)
            ? Encoding.UTF8.GetString(payload).Split('\n')
            : null;
    }

    private static byte[] Seal(byte[] key, string purpose, byte[] payload)
    {
        byte[] sealedText = [.. Encoding.UTF8.GetBytes(purpose), 0, .. payload];
        return HMACSHA256.HashData(key, sealedText);
    }

    private static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private static byte[]? Decoded(string text)
    {
        try
        {
            return System.Buffers.Text.Base64Url.DecodeFromChars(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private async Task<byte[]> KeyAsync(CancellationToken cancellation)
    {
        while (_key is null)
        {
            var stored = await container.FindAsync<KeyDocument>(RegisterContainer.Directory, KeyDocument.TheId, cancellation);
            _key = stored is null ? null : Convert.FromBase64String(stored.Value.Secret);
            if (_key is null)
            {
                await MakeAsync(cancellation);
            }
        }

        return _key;
    }

    private async Task MakeAsync(CancellationToken cancellation)
    {
        var made = new KeyDocument(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes)));
        try
        {
            await container.CommitAsync(RegisterContainer.Directory, [DocumentWrite.Create(made.Id, made)], cancellation);
        }
        catch (CommitConflictException)
        {
            // Another instance was faster: theirs is the key.
        }
    }

    private sealed record KeyDocument(string Secret)
    {
        public const string TheId = "signing-key";

        public string Id => TheId;

        public string Type => "key";

        public string Agency => RegisterContainer.Directory;
    }
}
