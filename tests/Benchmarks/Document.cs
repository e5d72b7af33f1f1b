using System.Globalization;

namespace RiskRegister.Benchmarks;

/// <summary>A document of about 1.5 KB, as an entry with its statement is.</summary>
public sealed record Document(string Id, string Agency, string Type, string Reference, string Title, int Level, string Text)
{
    private static readonly string Long = string.Join(' ', Enumerable.Repeat("what might happen, and what it would do", 30));

    /// <summary>The document of a number.</summary>
    public static Document Of(string agency, int number) =>
        new(IdOf(number), agency, "entry", IdOf(number), $"Entry {IdOf(number)}", number % 4, Long);

    /// <summary>Its id.</summary>
    public static string IdOf(int number) => number.ToString("'R'-0000", CultureInfo.InvariantCulture);
}
