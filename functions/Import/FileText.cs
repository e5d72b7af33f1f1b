using System.Text;
using UtfUnknown;

namespace RiskRegister.Import;

/// <summary>The text of a file whose encoding nobody states.</summary>
internal static class FileText
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    static FileText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Decodes by the byte order mark, by the pattern of zeros of UTF-16, as UTF-8 where that is valid, and by likelihood else.</summary>
    /// <returns>The text without a byte order mark, and a message where the encoding was guessed.</returns>
    public static (string Text, string? Message) Decode(byte[] bytes)
    {
        if (MarkedEncoding(bytes) is { } marked)
        {
            return (marked.GetString(bytes).TrimStart('\uFEFF'), null);
        }

        try
        {
            return (StrictUtf8.GetString(bytes), null);
        }
        catch (DecoderFallbackException)
        {
            var guess = Guess(bytes);
            return (
                guess.GetString(bytes),
                $"The file is not UTF-8; it was read as {guess.WebName}. If letters look wrong, save it as \"CSV UTF-8\" and import it again."
            );
        }
    }

    private static Encoding? MarkedEncoding(byte[] bytes) =>
        bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8,
            [0xFF, 0xFE, 0, 0, ..] => Encoding.UTF32,
            [0xFF, 0xFE, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
            _ when bytes.Length >= 4 && bytes.Length % 2 == 0 => ByZeros(bytes.AsSpan(0, Math.Min(bytes.Length, 2_000))),
            _ => null,
        };

    // Latin headers in UTF-16 have a zero as every second byte.
    private static UnicodeEncoding? ByZeros(ReadOnlySpan<byte> start)
    {
        int even = 0,
            odd = 0;
        for (var i = 0; i + 1 < start.Length; i += 2)
        {
            even += start[i] == 0 ? 1 : 0;
            odd += start[i + 1] == 0 ? 1 : 0;
        }

        var most = start.Length / 2 * 7 / 10;
        return odd > most && even == 0 ? new UnicodeEncoding(false, false)
            : even > most && odd == 0 ? new UnicodeEncoding(true, false)
            : null;
    }

    private static Encoding Guess(byte[] bytes)
    {
        var best = CharsetDetector.DetectFromBytes(bytes).Detected;
        return best is { Encoding: not null, Confidence: > 0.6f } && best.Encoding is not UTF8Encoding
            ? best.Encoding
            : Encoding.GetEncoding(1252);
    }
}
