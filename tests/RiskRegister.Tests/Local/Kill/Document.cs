using System.Globalization;
using System.Text.Json.Serialization;

namespace RiskRegister.Tests.Local.Kill;

/// <summary>Any document of the victim. Which members count depends on its type.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">counter, entry, event, outbox, tally, seen, effect, note, ticks; or twice, which there must never be.</param>
/// <param name="Of">The entry that it belongs to.</param>
/// <param name="Version">Version of the entry; of a tally and of the ticks, how many were counted.</param>
/// <param name="Number">The content: each attempt to write an entry has a number of its own. Of a tally, the sum of what was counted.</param>
/// <param name="Planned">How many changes will follow the raising of the entry.</param>
public sealed record Document(string Id, string Type, string Of = "", int Version = 0, int Number = 0, int Planned = 0)
{
    /// <summary>The one partition.</summary>
    public const string Partition = "victim";

    /// <summary>The partition key.</summary>
    public string Agency => Partition;

    /// <summary>More content, so that documents differ in size: it follows from the number.</summary>
    public string Text { get; init; } = TextOf(Number);

    /// <summary>The ETag it was read with or got; null for a document that is to be created.</summary>
    [JsonPropertyName("_etag")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ETag { get; init; }

    /// <summary>The text that belongs to a number.</summary>
    public static string TextOf(int number) => number.ToString(CultureInfo.InvariantCulture).PadLeft(number * 37 % 2_000, '.');
}
