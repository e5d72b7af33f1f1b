using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using Xunit;

namespace RiskRegister.Tests.Local.Cosmos;

public sealed class QueryTests(QueryDocuments documents) : IClassFixture<QueryDocuments>
{
    private static readonly Dictionary<string, Func<JsonObject, bool>> Conditions = new()
    {
        ["c.type = 'risk'"] = d => Text(d, "type") == "risk",
        ["c.type = \"risk\" AND c.score > 2"] = d => Text(d, "type") == "risk" && Score(d) > 2,
        ["c.type != @risk"] = d => Text(d, "type") != "risk",
        ["c.type <> @risk OR c.closed"] = d => Text(d, "type") != "risk" || Closed(d),
        ["NOT c.closed AND NOT (c.score <= 3)"] = d => !Closed(d) && Score(d) > 3,
        ["c.closed = false"] = d => !Closed(d),
        ["c.closed = 0"] = _ => false,
        ["c.score = 1"] = d => Score(d) == 1,
        ["c.score = '1'"] = _ => false,
        ["c.score > 'a'"] = _ => false,
        ["NOT (c.score > 'a')"] = _ => false,
        ["c.score != '1'"] = _ => true,
        ["c.due = null"] = d => d.ContainsKey("due") && d["due"] is null,
        ["c.due != null"] = d => d["due"] is not null,
        ["NOT (c.due = null)"] = d => d["due"] is not null,
        ["IS_DEFINED(c.due)"] = d => d.ContainsKey("due"),
        ["NOT IS_DEFINED(c.due)"] = d => !d.ContainsKey("due"),
        ["IS_NULL(c.due)"] = d => d.ContainsKey("due") && d["due"] is null,
        ["c.due >= '2026-01-10' AND c.due < @due"] = d => Within(Text(d, "due"), "2026-01-10", "2026-01-20"),
        ["c.score IN (0, 4)"] = d => Score(d) is 0 or 4,
        ["c.score NOT IN (0, 4)"] = d => Score(d) is not (0 or 4),
        ["c.mixed IN ('text', 5, true)"] = d => d["mixed"] is not null,
        ["c.due NOT IN ('2026-01-03')"] = d => d.ContainsKey("due") && Text(d, "due") != "2026-01-03",
        ["ARRAY_CONTAINS(@ids, c.id)"] = d => Text(d, "id") is "item-03" or "item-07",
        ["ARRAY_CONTAINS(c.tags, 't1')"] = d => Tags(d).Contains("t1"),
        ["NOT ARRAY_CONTAINS(c.tags, @tag)"] = d => !Tags(d).Contains("t2"),
        ["c.tags[1] = 't1'"] = d => Tags(d).Count > 1,
        ["STARTSWITH(c.title, 'Fire')"] = d => Text(d, "title")!.StartsWith("Fire", StringComparison.Ordinal),
        ["STARTSWITH(c.title, 'fire', true)"] = d => Text(d, "title")!.StartsWith("Fire", StringComparison.Ordinal),
        ["CONTAINS(c.title, 'ire 1')"] = d => Text(d, "title")!.Contains("ire 1"),
        ["CONTAINS(c.title, 'üBERFLUT', true)"] = d => Text(d, "title")!.StartsWith("Über", StringComparison.Ordinal),
        ["CONTAINS(c.title, 'überflut', false)"] = _ => false,
        ["CONTAINS(c.score, '1')"] = _ => false,
        ["STRINGEQUALS(c.title, 'FIRE 3', true)"] = d => Text(d, "title") == "Fire 3",
        ["c.owner.name = 'owner 2' AND c[\"owner\"].level = 0"] = d => (string)d["owner"]!["name"]! == "owner 2",
        ["c.nothing = 1 OR c.score = 4"] = d => Score(d) == 4,
        ["NOT (c.nothing = 1)"] = _ => false,
        ["c.agency = @agency AND c.id = 'item-02'"] = d => Text(d, "id") == "item-02",
        ["c.agency = 'none'"] = _ => false,
        ["c._ts > 0 AND c.id >= 'item-20'"] = d => string.CompareOrdinal(Text(d, "id"), "item-20") >= 0,
        ["c.weight = c.score"] = d => Weight(d).Equals(Score(d)),
        ["NOT (c.nothing = 1 AND c.score = 4)"] = d => Score(d) != 4,
        ["NOT (c.nothing = 1 OR c.score = 4)"] = _ => false,
        ["NOT (c.score IN (0, 4) OR NOT IS_DEFINED(c.due))"] = d => d.ContainsKey("due") && Score(d) is not (0 or 4),
        ["NOT CONTAINS(c.score, '1')"] = _ => false,
        ["NOT c.type"] = _ => false,
        ["IS_DEFINED(c.due) = false"] = d => !d.ContainsKey("due"),
        ["c.due <= null"] = d => d.ContainsKey("due") && d["due"] is null,
        ["c.owner = @owner"] = d => (string)d["owner"]!["name"]! == "owner 3",
        ["c.tags > 'a' OR c.tags >= c.tags"] = _ => false,
        ["c.score > -1"] = _ => true,
        ["LOWER(c.title) = 'überflutung 4'"] = d => Text(d, "id") == "item-04",
        ["true"] = _ => true,
        ["c.title = 'it\\'s' OR c.title = 'Fire \\u0031'"] = d => Text(d, "title") == "Fire 1",
    };

    private static readonly Dictionary<string, Func<IEnumerable<JsonObject>, IEnumerable<JsonNode?>>> Selections = new()
    {
        ["SELECT VALUE c.id FROM c ORDER BY c.id DESC"] = d => d.Select(x => x["id"]).Reverse(),
        ["SELECT c.id, c.owner.name AS who FROM c ORDER BY c.id"] = d =>
            d.Select(x => Row(("id", x["id"]), ("who", x["owner"]!["name"]))),
        ["SELECT c.id, c.due FROM c ORDER BY c.id"] = d =>
            d.Select(x => x.ContainsKey("due") ? Row(("id", x["id"]), ("due", x["due"])) : Row(("id", x["id"]))),
        ["SELECT VALUE c.due FROM c ORDER BY c.id"] = d => d.Where(x => x.ContainsKey("due")).Select(x => x["due"]),
        ["SELECT TOP 3 VALUE c.id FROM c ORDER BY c.weight DESC"] = d => d.Reverse().Take(3).Select(x => x["id"]),
        ["SELECT VALUE c.id FROM c ORDER BY c.score DESC, c.title"] = d =>
            d.OrderByDescending(Score).ThenBy(x => Text(x, "title"), StringComparer.Ordinal).Select(x => x["id"]),
        ["SELECT VALUE c.score FROM c WHERE c.type = 'risk' ORDER BY c.type, c.score DESC"] = d =>
            d.Where(x => Text(x, "type") == "risk").OrderByDescending(Score).Select(x => x["score"]),
        ["SELECT VALUE c.score FROM c WHERE c.type = 'risk' ORDER BY c.type DESC, c.score"] = d =>
            d.Where(x => Text(x, "type") == "risk").OrderBy(Score).Select(x => x["score"]),
        ["SELECT VALUE c.mixed FROM c ORDER BY c.mixed"] = _ => [null, true, 5, "text"],
        ["SELECT VALUE c.mixed FROM c ORDER BY c.mixed DESC"] = _ => ["text", 5, true, null],
        ["SELECT VALUE COUNT(1) FROM c"] = d => [d.Count()],
        ["SELECT VALUE COUNT(c.due) FROM c WHERE c.type = 'risk'"] = d =>
            [d.Count(x => x.ContainsKey("due") && Text(x, "type") == "risk")],
        ["SELECT TOP 0 * FROM c"] = _ => [],
        ["SELECT VALUE LOWER(c.type) FROM c WHERE c.id = 'item-01'"] = _ => ["risk"],
        ["SELECT VALUE r.id FROM register AS r WHERE r.id = 'item-01'"] = _ => ["item-01"],
        ["SELECT VALUE root.id FROM root WHERE root.id = 'item-01'"] = _ => ["item-01"],
        ["select value c.owner from c where c.id = 'item-01'"] = d => [d.ElementAt(1)["owner"]],
        ["SELECT VALUE c.tags FROM c WHERE c.id = 'item-03'"] = d => [d.ElementAt(3)["tags"]],
    };

    public static TheoryData<string> ConditionTexts => [.. Conditions.Keys];

    public static TheoryData<string> SelectionTexts => [.. Selections.Keys];

    [Theory]
    [MemberData(nameof(ConditionTexts))]
    public async Task A_condition_selects_what_it_says(string condition)
    {
        var expected = documents.All.Where(Conditions[condition]).Select(d => Text(d, "id")).Order();

        var found = await documents.Cosmos.QueryAsync<string>(
            With($"SELECT VALUE c.id FROM c WHERE {condition}"),
            documents.Agency
        );

        Assert.Equal(expected, found.Order());
    }

    [Theory]
    [MemberData(nameof(SelectionTexts))]
    public async Task A_selection_gives_values_in_order(string query)
    {
        var expected = Selections[query](documents.All).Select(Canonical).ToList();

        // Small pages: each has to go on where the last one ended.
        foreach (var pageSize in (int[])[100, 2])
        {
            var found = await documents.Cosmos.QueryAsync<JsonNode?>(With(query), documents.Agency, pageSize);

            Assert.Equal(expected, found.Select(Canonical));
        }
    }

    private QueryDefinition With(string text) =>
        new QueryDefinition(text)
            .WithParameter("@risk", "risk")
            .WithParameter("@due", "2026-01-20")
            .WithParameter("@ids", (string[])["item-03", "item-07"])
            .WithParameter("@tag", "t2")
            .WithParameter("@owner", new { name = "owner 3", level = 1 })
            .WithParameter("@agency", documents.Agency);

    private static string? Text(JsonObject d, string name) => (string?)d[name];

    private static int Score(JsonObject d) => (int)d["score"]!;

    private static double Weight(JsonObject d) => (double)d["weight"]!;

    private static bool Closed(JsonObject d) => (bool)d["closed"]!;

    private static List<string> Tags(JsonObject d) => [.. d["tags"]!.AsArray().Select(t => (string)t!)];

    private static bool Within(string? text, string from, string below) =>
        text is not null && string.CompareOrdinal(text, from) >= 0 && string.CompareOrdinal(text, below) < 0;

    private static JsonObject Row(params (string Name, JsonNode? Value)[] members) =>
        new(members.Select(m => KeyValuePair.Create(m.Name, m.Value?.DeepClone())));

    private static string Canonical(JsonNode? value) => value?.ToJsonString() ?? "null";
}
