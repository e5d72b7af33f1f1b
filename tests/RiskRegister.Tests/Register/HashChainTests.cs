using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using RiskRegister.Entries;
using RiskRegister.Register;
using RiskRegister.Tests.Entries;
using Xunit;

namespace RiskRegister.Tests.Register;

public sealed class HashChainTests
{
    private const string Stored = """
        {"id":"event:R-0001:00002","agency":"demo","type":"event","reference":"R-0001","version":2,"at":"2031-06-18T09:30:00+00:00","by":"owner@demo.example","why":"Grüße","data":{"name":"responded","kind":"retain","reason":"Grüße"},"previous":"ab12"}
        """;

    /// <summary>Whatever is done to the algorithm, events that are stored already must keep this hash.</summary>
    private const string StoredHash = "cb60df9c14acc83407280b64ac3371584cc4f62d7f656220bac770f9736085bd";

    [Fact]
    public void The_hash_of_a_stored_event_is_what_it_always_was() => Assert.Equal(StoredHash, Hash(Stored));

    [Fact]
    public void The_hash_is_over_the_canonical_text_as_documented()
    {
        var canonical = """{"a":[1,{"x":2.50,"y":null}],"b":"\u002B\u00DF\u0022\n"}"""u8;

        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(canonical)),
            Hash("""{ "b": "+ß\"\n", "a": [1, {"y": null, "x": 2.50}], "hash": "h", "_etag": "e" }""")
        );
    }

    [Theory]
    [InlineData("""{"b":2,"a":1}""", """{"a":1,"b":2}""")]
    [InlineData("""{"a":{"y":1,"x":2}}""", """ {"a" : {"x":2, "y":1}} """)]
    [InlineData("""{"a":1,"_etag":"e","_ts":1}""", """{"a":1}""")]
    [InlineData("""{"a":1,"hash":"h"}""", """{"a":1}""")]
    [InlineData("""{"a":"\u00e9"}""", """{"a":"é"}""")]
    public void What_the_store_may_do_to_a_document_does_not_change_its_hash(string one, string other)
    {
        Assert.Equal(Hash(one), Hash(other));
    }

    [Theory]
    [InlineData("""{"a":1}""", """{"a":"1"}""")]
    [InlineData("""{"a":1}""", """{"a":1.0}""")]
    [InlineData("""{"a":1}""", """{"b":1}""")]
    [InlineData("""{"a":1}""", """{"a":1,"b":null}""")]
    [InlineData("""{"a":1}""", """{"a":1,"a":1}""")]
    [InlineData("""{"a":[1,2]}""", """{"a":[2,1]}""")]
    [InlineData("""{"a":[1,2]}""", """{"a":[[1,2]]}""")]
    [InlineData("""{"a":[1,[2]]}""", """{"a":[[1],2]}""")]
    [InlineData("""{"a":{}}""", """{"a":[]}""")]
    [InlineData("""{"a":{}}""", """{"a":null}""")]
    [InlineData("""{"a":{"b":1},"c":2}""", """{"a":{"b":1,"c":2}}""")]
    [InlineData("""{"a":{"hash":"h"}}""", """{"a":{}}""")]
    [InlineData("""{"a":{"_etag":"e"}}""", """{"a":{}}""")]
    [InlineData("""{"a":{"":1}}""", """{"a":{}}""")]
    [InlineData("""{"":1}""", "{}")]
    [InlineData("""{"a":"b,\"c\":\"d"}""", """{"a":"b","c":"d"}""")]
    [InlineData("""{"a":"\u00e9"}""", """{"a":"e\u0301"}""")]
    public void Every_other_difference_changes_the_hash(string one, string other)
    {
        Assert.NotEqual(Hash(one), Hash(other));
    }

    [Fact]
    public void Every_changed_byte_of_a_stored_event_is_noticed()
    {
        var changes = ArbMap.Default.ArbFor<(Move[] Moves, byte Event, ushort Position, byte To)>();
        Prop.ForAll(changes, c => IsNoticed(Events(c.Moves), c.Event, c.Position, c.To))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithEndSize(20).WithQuietOnSuccess(true));
    }

    [Fact]
    public void Every_byte_of_every_kind_of_event_counts()
    {
        foreach (var (data, _) in EventJsonTests.Stored.Select(row => row.Data))
        {
            var link = EventDocument.Next(States.AnOpenRisk, data, States.Now, States.Actor, "ab12");
            var length = Encoding.UTF8.GetByteCount(Text(link));
            Assert.All(Enumerable.Range(0, length), n => IsNoticed([link], 0, n, (byte)(n % 2 == 0 ? 'x' : '1')));
        }
    }

    [Fact]
    public void A_removed_an_added_and_a_moved_property_are_noticed()
    {
        foreach (var link in Events([new Move(0, 3, 3, 0, "As seen"), new Move(3, 0, 90, 1, "Buy")]))
        {
            foreach (var name in JsonNode.Parse(Text(link))!.AsObject().Select(p => p.Key))
            {
                Assert.NotEmpty(BreaksOf(link, o => o.Remove(name)));
                Assert.NotEmpty(BreaksOf(link, o => o[name] = null));
                Assert.NotEmpty(BreaksOf(link, o => o[name + "2"] = o[name]!.DeepClone()));
                Assert.NotEmpty(BreaksOf(link, o => o[name] = new JsonArray(o[name]!.DeepClone())));
            }

            foreach (var name in JsonNode.Parse(Text(link))!["data"]!.AsObject().Select(p => p.Key))
            {
                Assert.NotEmpty(BreaksOf(link, o => o["data"]!.AsObject().Remove(name)));
            }
        }
    }

    [Fact]
    public void An_event_in_the_place_of_another_is_noticed()
    {
        var events = Events([new Move(0, 3, 3, 0, "As seen"), new Move(0, 4, 4, 1, "Again")]);

        Assert.NotEmpty(BreaksOf(Text(events[2]), events[0].Hash));
        Assert.NotEmpty(BreaksOf(Text(events[1]), null));
        Assert.Empty(BreaksOf(Text(events[1]), events[0].Hash));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("")]
    [InlineData("""{"data":{"name":"unheard-of"}}""")]
    [InlineData("""{"by":"\ud800"}""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"unheard-of":"\ud800","data":{"name":"closed","reason":"r"}}""")]
    public void A_document_that_is_no_event_any_more_is_noticed(string text)
    {
        Assert.Single(BreaksOf(text, null));
    }

    private static void IsNoticed(IReadOnlyList<EventDocument> events, int number, int position, byte to)
    {
        var link = events[number % events.Count];
        var bytes = Encoding.UTF8.GetBytes(Text(link));
        position %= bytes.Length;
        if (bytes[position] == to)
        {
            Assert.Empty(BreaksOf(Text(link), link.Previous));
            return;
        }

        bytes[position] = to;
        var text = Encoding.UTF8.GetString(bytes);
        if (!SaysTheSame(text, Text(link)))
        {
            Assert.NotEmpty(BreaksOf(text, link.Previous));
        }
    }

    /// <summary>The digits of an escaped character may be written in capitals or not.</summary>
    private static bool SaysTheSame(string one, string other) =>
        one.Contains('\\', StringComparison.Ordinal)
        && string.Equals(one, other, StringComparison.OrdinalIgnoreCase)
        && JsonNode.DeepEquals(JsonNode.Parse(one), JsonNode.Parse(other));

    private static List<ChainBreak> BreaksOf(EventDocument link, Action<JsonObject> change)
    {
        var document = JsonNode.Parse(Text(link))!.AsObject();
        change(document);
        return document.ToJsonString() == Text(link) ? [] : BreaksOf(document.ToJsonString(), link.Previous);
    }

    private static List<ChainBreak> BreaksOf(string text, string? previous)
    {
        var breaks = new List<ChainBreak>();
        StoredEvent.Parse(text, "event:R-0001:00001", previous, breaks);
        return breaks;
    }

    private static IReadOnlyList<EventDocument> Events(IEnumerable<Move> moves) => Play.All(moves)[^1].After.Events;

    private static string Text(EventDocument link) => JsonSerializer.Serialize(link, RegisterJson.Options);

    private static string Hash(string text)
    {
        using var document = JsonDocument.Parse(text);
        return HashChain.Of(document.RootElement);
    }
}
