using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using Xunit;

namespace RiskRegister.Tests.Local.Cosmos;

/// <summary>Twenty-four documents of mixed shape in one partition; queries over them are told against LINQ over the same documents.</summary>
public sealed class QueryDocuments : IAsyncLifetime
{
    private readonly CosmosFixture _cosmos = new();

    public CosmosFixture Cosmos => _cosmos;
    public string Agency { get; } = CosmosFixture.NewAgency();
    public List<JsonObject> All { get; } = [];

    public async ValueTask InitializeAsync()
    {
        await _cosmos.InitializeAsync();
        var batch = _cosmos.Container.CreateTransactionalBatch(new PartitionKey(Agency));
        for (var i = 0; i < 24; i++)
        {
            All.Add(Make(i));
            batch.CreateItem(All[i]);
        }

        using var response = await batch.ExecuteAsync(CosmosFixture.Cancel);
        Assert.True(response.IsSuccessStatusCode, response.ErrorMessage);
    }

    public ValueTask DisposeAsync() => _cosmos.DisposeAsync();

    private JsonObject Make(int i)
    {
        var item = new JsonObject
        {
            ["id"] = $"item-{i:00}",
            ["agency"] = Agency,
            ["type"] = i % 3 == 0 ? "opportunity" : "risk",
            ["score"] = i * 7 % 5,
            ["title"] = i % 2 == 0 ? $"Überflutung {i}" : $"Fire {i}",
            ["weight"] = i / 4.0,
            ["closed"] = i % 5 == 0,
            ["owner"] = new JsonObject { ["name"] = $"owner {i % 4}", ["level"] = i % 2 },
            ["tags"] = new JsonArray([.. Enumerable.Range(0, i % 4).Select(t => JsonValue.Create($"t{t}"))]),
            ["parts"] = new JsonArray([.. Enumerable.Range(0, i % 3).Select(p => new JsonObject { ["n"] = p, ["w"] = p * i })]),
        };
        if (i % 4 != 0)
        {
            item["due"] = i % 4 == 1 ? null : $"2026-01-{i + 1:00}";
        }

        if (i % 6 == 1)
        {
            // One property of several types.
            item["mixed"] = (i / 6) switch
            {
                0 => "text",
                1 => 5,
                2 => true,
                _ => null,
            };
        }

        return item;
    }
}

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
        ["IS_STRING(c.mixed) OR IS_BOOL(c.mixed)"] = d =>
            d["mixed"]?.GetValueKind() is JsonValueKind.String or JsonValueKind.True,
        ["IS_NUMBER(c.mixed)"] = d => d["mixed"]?.GetValueKind() == JsonValueKind.Number,
        ["IS_ARRAY(c.tags) AND IS_OBJECT(c.owner) AND IS_PRIMITIVE(c.id)"] = _ => true,
        ["c.due >= '2026-01-10' AND c.due < @due"] = d => Within(Text(d, "due"), "2026-01-10", "2026-01-20"),
        ["c.score BETWEEN 1 AND 3"] = d => Score(d) is >= 1 and <= 3,
        ["c.score NOT BETWEEN 1 AND 3"] = d => Score(d) is < 1 or > 3,
        ["c.score IN (0, 4)"] = d => Score(d) is 0 or 4,
        ["c.score NOT IN (0, 4)"] = d => Score(d) is not (0 or 4),
        ["c.mixed IN ('text', 5, true)"] = d => d["mixed"] is not null,
        ["c.due NOT IN ('2026-01-03')"] = d => d.ContainsKey("due") && Text(d, "due") != "2026-01-03",
        ["ARRAY_CONTAINS(@ids, c.id)"] = d => Text(d, "id") is "item-03" or "item-07",
        ["ARRAY_CONTAINS(c.tags, 't1')"] = d => Tags(d).Contains("t1"),
        ["NOT ARRAY_CONTAINS(c.tags, @tag)"] = d => !Tags(d).Contains("t2"),
        ["ARRAY_LENGTH(c.tags) = 3"] = d => Tags(d).Count == 3,
        ["c.tags[1] = 't1'"] = d => Tags(d).Count > 1,
        ["EXISTS(SELECT VALUE p FROM p IN c.parts WHERE p.w > 10)"] = d => d["parts"]!.AsArray().Any(p => (int)p!["w"]! > 10),
        ["EXISTS(SELECT VALUE t FROM t IN c.tags WHERE t = 't2')"] = d => Tags(d).Contains("t2"),
        ["STARTSWITH(c.title, 'Fire')"] = d => Text(d, "title")!.StartsWith("Fire", StringComparison.Ordinal),
        ["STARTSWITH(c.title, 'fire', true)"] = d => Text(d, "title")!.StartsWith("Fire", StringComparison.Ordinal),
        ["CONTAINS(c.title, 'ire 1')"] = d => Text(d, "title")!.Contains("ire 1"),
        ["CONTAINS(c.title, 'üBERFLUT', true)"] = d => Text(d, "title")!.StartsWith("Über", StringComparison.Ordinal),
        ["CONTAINS(c.title, 'überflut', false)"] = _ => false,
        ["CONTAINS(c.score, '1')"] = _ => false,
        ["ENDSWITH(c.title, ' 5')"] = d => Text(d, "title")!.EndsWith(" 5", StringComparison.Ordinal),
        ["STRINGEQUALS(c.title, 'FIRE 3', true)"] = d => Text(d, "title") == "Fire 3",
        ["c.title LIKE '%ire 1_'"] = d => Text(d, "title")!.Contains("ire 1") && Text(d, "title")!.Length == 7,
        ["c.title LIKE 'Fire [3-5]'"] = d => Text(d, "title") is "Fire 3" or "Fire 5",
        ["c.title NOT LIKE 'F%'"] = d => !Text(d, "title")!.StartsWith('F'),
        ["LOWER(c.type) = 'risk' AND UPPER(c.type) = 'RISK' AND LENGTH(c.type) = 4"] = d => Text(d, "type") == "risk",
        ["CONCAT(c.type, '-', c.id) = 'risk-item-01'"] = d => Text(d, "id") == "item-01",
        ["c.type || c.id = 'riskitem-01'"] = d => Text(d, "id") == "item-01",
        ["SUBSTRING(c.id, 5, 2) = '07' AND INDEX_OF(c.id, '-') = 4"] = d => Text(d, "id") == "item-07",
        ["c.owner.name = 'owner 2' AND c[\"owner\"].level = 0"] = d => (string)d["owner"]!["name"]! == "owner 2",
        ["c.score * 2 + 1 > 5 AND c.weight / 2 < 2"] = d => (Score(d) * 2) + 1 > 5 && Weight(d) / 2 < 2,
        ["c.score % 2 = 1 AND c.score - 1 >= 0"] = d => Score(d) % 2 == 1,
        ["1 / 2 = 0.5 AND -c.score < -3"] = d => Score(d) > 3,
        ["FLOOR(c.weight) = 2 AND CEILING(c.weight) = 3 AND ABS(-1) = 1"] = d => Weight(d) is > 2 and < 3,
        ["ROUND(c.weight) = 5"] = d => Math.Round(Weight(d), MidpointRounding.AwayFromZero).Equals(5.0),
        ["(c.due ?? 'none') = 'none'"] = d => !d.ContainsKey("due"),
        ["(c.closed ? 'x' : c.type) = 'x'"] = d => Closed(d),
        ["c.nothing = 1 OR c.score = 4"] = d => Score(d) == 4,
        ["NOT (c.nothing = 1)"] = _ => false,
        ["c.agency = @agency AND c.id = 'item-02'"] = d => Text(d, "id") == "item-02",
        ["c.agency = 'none'"] = _ => false,
        ["c._ts > 0 AND c.id >= 'item-20'"] = d => string.CompareOrdinal(Text(d, "id"), "item-20") >= 0,
        ["c.weight = c.score"] = d => Weight(d).Equals(Score(d)),
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
        ["SELECT VALUE c.id FROM c ORDER BY c.id OFFSET 2 LIMIT 7"] = d => d.Skip(2).Take(7).Select(x => x["id"]),
        ["SELECT VALUE c.id FROM c ORDER BY c.score DESC, c.title"] = d =>
            d.OrderByDescending(Score).ThenBy(x => Text(x, "title"), StringComparer.Ordinal).Select(x => x["id"]),
        ["SELECT VALUE c.id FROM c WHERE c.type = 'risk' ORDER BY c.type, c.score DESC"] = d =>
            d.Where(x => Text(x, "type") == "risk").OrderByDescending(Score).Select(x => x["id"]),
        ["SELECT VALUE c.mixed FROM c ORDER BY c.mixed"] = _ => [null, true, 5, "text"],
        ["SELECT VALUE c.mixed FROM c ORDER BY c.mixed DESC"] = _ => ["text", 5, true, null],
        ["SELECT DISTINCT VALUE c.score FROM c ORDER BY c.score"] = d =>
            d.Select(Score).Distinct().Order().Select(s => (JsonNode?)s),
        ["SELECT DISTINCT c.type FROM c ORDER BY c.type"] = _ => [Row(("type", "opportunity")), Row(("type", "risk"))],
        ["SELECT VALUE COUNT(1) FROM c"] = d => [d.Count()],
        ["SELECT COUNT(c.due) AS n, SUM(c.score) AS total, MIN(c.id) AS least, MAX(c.weight) AS most FROM c"] = d =>
            [Row(("n", d.Count(x => x.ContainsKey("due"))), ("total", d.Sum(Score)), ("least", "item-00"), ("most", 5.75))],
        ["SELECT VALUE AVG(c.weight) FROM c"] = d => [d.Average(Weight)],
        ["SELECT VALUE SUM(c.title) FROM c"] = _ => [],
        ["SELECT VALUE MAX(c.nothing) FROM c"] = _ => [],
        ["SELECT c.type, COUNT(1) AS n FROM c GROUP BY c.type ORDER BY c.type"] = d =>
            d.GroupBy(x => Text(x, "type"))
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => Row(("type", g.Key), ("n", g.Count()))),
        ["SELECT VALUE {id: c.id, \"both\": [c.score, c.closed], extra: c.nothing} FROM c ORDER BY c.id"] = d =>
            d.Select(x => Row(("id", x["id"]), ("both", new JsonArray(x["score"]!.DeepClone(), x["closed"]!.DeepClone())))),
        ["SELECT VALUE t FROM c JOIN t IN c.tags ORDER BY c.id"] = d => d.SelectMany(x => x["tags"]!.AsArray()),
        ["SELECT c.id, p.w FROM c JOIN p IN c.parts WHERE p.n = 1 ORDER BY c.id"] = d =>
            d.Where(x => x["parts"]!.AsArray().Count > 1).Select(x => Row(("id", x["id"]), ("w", x["parts"]![1]!["w"]))),
        ["SELECT VALUE c.score * 2 FROM c WHERE c.weight = 2"] = _ => [2],
        ["SELECT VALUE LOWER(c.type) FROM c WHERE c.id = 'item-01'"] = _ => ["risk"],
        ["SELECT VALUE c.closed = true FROM c WHERE c.id IN ('item-01', 'item-05') ORDER BY c.id"] = _ => [false, true],
        ["SELECT VALUE r.id FROM register AS r WHERE r.id = 'item-01'"] = _ => ["item-01"],
        ["SELECT VALUE root.id FROM root WHERE root.id = 'item-01'"] = _ => ["item-01"],
        ["select value c.owner from c where c.id = 'item-01'"] = d => [d.ElementAt(1)["owner"]],
        ["SELECT VALUE c.tags FROM c WHERE c.id = 'item-03'"] = d => [d.ElementAt(3)["tags"]],
        ["SELECT VALUE FLOOR(c.weight) FROM c WHERE c.id = 'item-09'"] = _ => [2],
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

        // Joined rows and small pages: each page has to go on where the last one ended.
        foreach (var pageSize in (int[])[100, 2])
        {
            var found = await documents.Cosmos.QueryAsync<JsonNode?>(With(query), documents.Agency, pageSize);

            Assert.Equal(expected, found.Select(Canonical));
        }
    }

    [Fact]
    public async Task Pages_are_of_the_size_asked_for_and_resume_in_another_client()
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.type = 'risk' ORDER BY c.type, c.score DESC");
        var options = new QueryRequestOptions { PartitionKey = new(documents.Agency), MaxItemCount = 5 };
        var (ids, pages, continuation) = (new List<string>(), 0, (string?)null);
        do
        {
            using var iterator = documents.Cosmos.Container.GetItemQueryIterator<Entry>(query, continuation, options);
            var page = await iterator.ReadNextAsync(CosmosFixture.Cancel);
            ids.AddRange(page.Select(e => e.Id));
            continuation = page.ContinuationToken;
            pages++;
            Assert.True(page.RequestCharge > 0);
        } while (continuation is not null);

        Assert.Equal(4, pages);
        var risks = documents.All.Where(d => Text(d, "type") == "risk").OrderByDescending(Score).Select(d => Text(d, "id"));
        Assert.Equal(risks, ids);
    }

    [Fact]
    public async Task A_query_sees_its_own_partition_only_and_without_one_all()
    {
        var other = CosmosFixture.NewAgency();
        await documents.Cosmos.Container.CreateItemAsync(
            new Entry("elsewhere", other, Type: "only here"),
            new PartitionKey(other),
            cancellationToken: CosmosFixture.Cancel
        );
        var query = new QueryDefinition("SELECT VALUE c.id FROM c WHERE c.type = 'only here' ORDER BY c.id");

        Assert.Empty(await documents.Cosmos.QueryAsync<string>(query, documents.Agency));
        Assert.Equal(["elsewhere"], await documents.Cosmos.QueryAsync<string>(query, other));
        Assert.Equal(["elsewhere"], await documents.Cosmos.QueryAsync<string>(query, agency: null));
        Assert.Equal(
            [1L],
            await documents.Cosmos.QueryAsync<long>(new("SELECT VALUE COUNT(1) FROM c WHERE c.type = 'only here'"), agency: null)
        );
    }

    [Fact]
    public async Task Whole_items_come_with_system_properties()
    {
        var found = await documents.Cosmos.QueryAsync<JsonObject>(
            new("SELECT * FROM c WHERE c.id = 'item-01'"),
            documents.Agency
        );
        var nested = await documents.Cosmos.QueryAsync<JsonObject>(
            new("SELECT c AS item, c.id FROM c WHERE c.id = 'item-01'"),
            documents.Agency
        );

        Assert.All(["_rid", "_self", "_etag", "_ts"], name => Assert.Contains(name, found.Single()));
        Assert.Equal((string?)found.Single()["_etag"], (string?)nested.Single()["item"]!["_etag"]);
    }

    [Fact]
    public async Task Items_are_read_without_a_query()
    {
        var found = await documents.Cosmos.QueryAsync<JsonObject>(new("SELECT * FROM c"), documents.Agency, pageSize: 7);

        Assert.Equal(24, found.Count);
    }

    [Theory]
    [InlineData("SELECT * FROM c WHERE")]
    [InlineData("SELECT * FORM c")]
    [InlineData("SELECT * FROM c WHERE c.x = 'open")]
    [InlineData("SELECT * FROM c WHERE d.x = 1")]
    [InlineData("SELECT * FROM c WHERE c.x = @missing")]
    [InlineData("SELECT * FROM c WHERE NOSUCH(c.x)")]
    [InlineData("SELECT VALUE LENGTH(c.x, 1) FROM c")]
    public async Task What_is_not_a_query_is_a_bad_request(string text)
    {
        var refused = await Assert.ThrowsAsync<CosmosException>(() =>
            documents.Cosmos.QueryAsync<JsonNode>(new(text), documents.Agency)
        );

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    private QueryDefinition With(string text) =>
        new QueryDefinition(text)
            .WithParameter("@risk", "risk")
            .WithParameter("@due", "2026-01-20")
            .WithParameter("@ids", (string[])["item-03", "item-07"])
            .WithParameter("@tag", "t2")
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
