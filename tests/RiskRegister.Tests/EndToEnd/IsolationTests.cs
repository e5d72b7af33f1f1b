using System.Text.Json.Nodes;
using RiskRegister.Tests.Api.OpenApi;
using Xunit;

namespace RiskRegister.Tests.EndToEnd;

/// <summary>Agencies know nothing of each other: whatever is called, by whoever belongs to another one, and whatever it names.</summary>
public sealed class IsolationTests(TwoAgencies agencies) : IClassFixture<TwoAgencies>
{
    [Theory]
    [InlineData("south")]
    [InlineData("north")]
    public async Task For_whoever_belongs_to_another_agency_nothing_of_this_one_exists(string agency)
    {
        var app = await agencies.App;
        var stranger = TwoAgencies.AllRolesIn(TwoAgencies.OtherThan(agency));
        var before = (agencies.Partition(agency), agencies.Partition(TwoAgencies.OtherThan(agency)));
        var secrets = agencies.SecretsOf(agency);

        foreach (var call in AgencyCall.All)
        {
            var answer = await call.SendAsync(app, call.In(agency, "R-0001"), stranger);
            Assert.True(answer.Status == 404, $"{call.Verb} {call.Function} of another agency: {answer.Status}, not 404.");
            AssertTellsNothing(call, answer, secrets);
        }

        AssertUnchanged(before.Item1, agencies.Partition(agency));
        AssertUnchanged(before.Item2, agencies.Partition(TwoAgencies.OtherThan(agency)));
    }

    [Theory]
    [InlineData("south")]
    [InlineData("north")]
    public async Task What_another_agency_has_is_found_by_none_of_its_ids(string agency)
    {
        var app = await agencies.App;
        var (other, caller) = (TwoAgencies.OtherThan(agency), TwoAgencies.AllRolesIn(agency));
        var before = (agencies.Partition(agency), agencies.Partition(other));
        var (secrets, ids) = (agencies.SecretsOf(other), IdsOfOnly(other));

        foreach (var call in AgencyCall.All.Where(c => c.NamesSomething))
        {
            foreach (var id in ids)
            {
                var answer = await call.SendAsync(app, call.In(agency, id.Split('/')), caller);
                Assert.True(answer.Status is 404 or 400, $"{call.Verb} {call.Function} by {id} of {other}: {answer.Status}.");
                AssertTellsNothing(call, answer, [.. secrets.Where(s => s != id && !id.Contains(s, StringComparison.Ordinal))]);
            }
        }

        AssertUnchanged(before.Item1, agencies.Partition(agency));
        AssertUnchanged(before.Item2, agencies.Partition(other));
    }

    [Theory]
    [InlineData("south")]
    [InlineData("north")]
    public async Task What_an_agency_shows_of_itself_has_nothing_of_another_one(string agency)
    {
        var app = await agencies.App;
        var secrets = agencies.SecretsOf(TwoAgencies.OtherThan(agency));

        foreach (var call in AgencyCall.All.Where(c => c.Verb == "GET" && !c.NamesSomething))
        {
            var answer = await call.SendAsync(app, call.In(agency, ""), TwoAgencies.AllRolesIn(agency));
            Assert.True(answer.Status == 200, $"{call.Function}: {answer.Status} {answer.Text}");
            AssertTellsNothing(call, answer, secrets);
        }
    }

    [Theory]
    [InlineData("link", """{ "to": "R-0007", "kind": "related" }""")]
    [InlineData("unlink", """{ "to": "R-0007", "kind": "related", "reason": "Why" }""")]
    public async Task A_command_can_name_no_entry_of_another_agency(string command, string body)
    {
        var app = await agencies.App;
        var before = (agencies.Partition("south"), agencies.Partition("north"));

        var answer = await app.PostAsync($"/api/north/entries/R-0001/{command}", body, email: TwoAgencies.AllRolesIn("north"));

        Assert.Equal(404, answer.Status);
        AssertUnchanged(before.Item1, agencies.Partition("south"));
        AssertUnchanged(before.Item2, agencies.Partition("north"));
    }

    [Fact]
    public async Task A_file_is_not_found_under_the_entry_that_has_the_same_reference_in_another_agency()
    {
        var app = await agencies.App;
        const string File = "entries/R-0001/evidence/E1";

        Assert.Equal(200, (await app.GetAsync($"/api/south/{File}", TwoAgencies.AllRolesIn("south"))).Status);
        Assert.Equal(404, (await app.GetAsync($"/api/north/{File}", TwoAgencies.AllRolesIn("north"))).Status);
    }

    [Fact]
    public async Task A_change_of_many_finds_no_entry_of_another_agency()
    {
        var app = await agencies.App;
        var before = agencies.Partition("south");
        const string Body = """{ "references": ["R-0007", "R-0008"], "change": { "category": "Property" } }""";

        var answer = await app.PostAsync("/api/north/entries/bulk", Body, email: TwoAgencies.AllRolesIn("north"));

        Assert.All(answer.Json["results"]!.AsArray(), r => Assert.Equal(404, (int?)r!["problem"]?["status"]));
        AssertUnchanged(before, agencies.Partition("south"));
    }

    [Fact]
    public async Task A_list_that_is_continued_in_another_agency_shows_nothing_of_the_first_one()
    {
        var app = await agencies.App;
        var secrets = agencies.SecretsOf("south");
        var continued = 0;
        foreach (var list in Described.Api.Operations.Where(IsContinued))
        {
            var (here, there) = (list.Path.Replace("{agency}", "south"), list.Path.Replace("{agency}", "north"));
            var first = await app.GetAsync($"{here}?limit=1", TwoAgencies.AllRolesIn("south"));
            if ((string?)first.Json["continuation"] is not { } continuation)
            {
                continue;
            }

            var next = await app.GetAsync(
                $"{there}?limit=200&continuation={Uri.EscapeDataString(continuation)}",
                TwoAgencies.AllRolesIn("north")
            );
            Assert.True(next.Status is 200 or 400, $"{list.Id}: {next.Status}");
            Assert.DoesNotContain(secrets, secret => next.Text.Contains(secret, StringComparison.Ordinal));
            continued++;
        }

        Assert.NotEqual(0, continued);
    }

    private static bool IsContinued(DescribedOperation operation) =>
        operation.Path.Split('{').Length == 2
        && operation.Description["parameters"]!.AsArray().Any(p => (string?)p!["name"] == "continuation");

    /// <summary>
    /// An id of each type of document that the agency has and the other one has not, whole and in the parts that addresses may have; a slash
    /// stands between the values of an address with two of them.
    /// </summary>
    private IReadOnlyList<string> IdsOfOnly(string agency)
    {
        var elsewhere = agencies.Partition(TwoAgencies.OtherThan(agency));
        return
        [
            .. agencies
                .Partition(agency)
                .Where(d => !elsewhere.ContainsKey(d.Key))
                .GroupBy(d => (string?)JsonNode.Parse(d.Value.Body)!["type"])
                .Select(type => type.Select(d => d.Key).Order(StringComparer.Ordinal).Last())
                .SelectMany(id =>
                    (string[])
                        [
                            id,
                            id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..],
                            .. id.Split(':').Skip(1),
                            string.Join('/', id.Split(':').TakeLast(2)),
                        ]
                )
                .Distinct()
                .Except(elsewhere.Keys.SelectMany(id => id.Split(':'))),
        ];
    }

    private static void AssertTellsNothing(AgencyCall call, Answer answer, IReadOnlyList<string> secrets)
    {
        var told = secrets.FirstOrDefault(s => answer.Text.Contains(s, StringComparison.Ordinal));
        Assert.True(told is null, $"{call.Verb} {call.Function} tells '{told}' of another agency.");
    }

    private static void AssertUnchanged(
        IReadOnlyDictionary<string, (string ETag, string Body)> before,
        IReadOnlyDictionary<string, (string ETag, string Body)> after
    )
    {
        Assert.Equal(before.Keys.Order(StringComparer.Ordinal), after.Keys.Order(StringComparer.Ordinal));
        Assert.All(before, document => Assert.Equal(document.Value, after[document.Key]));
    }
}
