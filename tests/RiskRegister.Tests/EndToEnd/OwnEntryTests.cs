using Xunit;

namespace RiskRegister.Tests.EndToEnd;

public sealed class OwnEntryTests(DemoApp demo)
{
    private const string Reader = "reader@demo.example";
    private const string Rating = """{"stage":"inherent","likelihood":4,"consequence":4,"rationale":"Seen twice"}""";

    [Theory]
    [InlineData("owner")]
    [InlineData("delegate")]
    public async Task A_reader_who_owns_an_entry_or_is_its_delegate_may_keep_it(string part)
    {
        var app = await demo.App;
        var own = await RaiseAsync(app, part, Reader);
        var other = await RaiseAsync(app, part, "owner@demo.example");

        Assert.Equal(200, (await app.PostAsync($"{own}/assess", Rating, email: Reader)).Status);
        Assert.Equal(403, (await app.PostAsync($"{other}/assess", Rating, email: Reader)).Status);
        Assert.Equal(200, (await app.GetAsync($"{own.Replace("/api", "", StringComparison.Ordinal)}/respond", Reader)).Status);
        Assert.Equal(403, (await app.PostAsync("/api/demo/entries/R-9998/assess", Rating, email: Reader)).Status);
        Assert.Equal(403, (await app.PostAsync("/api/demo/entries", """{"kind":"risk","title":"x"}""", email: Reader)).Status);
    }

    [Fact]
    public async Task Who_owns_an_action_may_complete_that_one_and_no_other()
    {
        var app = await demo.App;
        var entry = await RaiseAsync(app, "owner", "owner@demo.example");
        foreach (var owner in (string[])[Reader, "owner@demo.example"])
        {
            var plan = $$"""{"title":"Dig","due":"2999-01-01","owner":"{{owner}}"}""";
            Assert.Equal(200, (await app.PostAsync($"{entry}/plan-action", plan)).Status);
        }

        Assert.Equal(403, (await CompleteAsync("A2")).Status);
        Assert.Equal(403, (await app.PostAsync($"{entry}/assess", Rating, email: Reader)).Status);
        Assert.Equal(200, (await CompleteAsync("A1")).Status);

        Task<Answer> CompleteAsync(string action) =>
            app.PostAsync($"{entry}/complete-action", $$"""{"action":"{{action}}","outcome":"Dug"}""", email: Reader);
    }

    [Fact]
    public async Task Who_stands_in_for_the_owner_sees_their_work_and_may_do_it_until_the_owner_is_back()
    {
        var app = await demo.App;
        const string Away = "gone-fishing@own.example";
        const string StandIn = "stand-in@own.example";
        foreach (var (email, name) in new[] { (Away, "Finn Fisher"), (StandIn, "Stan Dinn") })
        {
            var person = $$"""{"email":"{{email}}","name":"{{name}}","roles":["reader"]}""";
            Assert.Equal(201, (await app.PostAsync("/api/demo/people", person, email: "admin@demo.example")).Status);
        }

        var entry = await RaiseAsync(app, "owner", Away);
        Assert.Equal(403, (await app.PostAsync($"{entry}/assess", Rating, email: StandIn)).Status);
        var today = $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}";
        var away = $$"""{"from":"{{today}}","until":"{{today}}","delegate":"{{StandIn}}"}""";
        Assert.Equal(200, (await app.PostAsync($"/api/demo/people/{Away}/set-away", away, email: Away)).Status);

        Assert.Contains("In place of Finn Fisher", (await app.GetAsync("/demo", StandIn)).Text, StringComparison.Ordinal);
        Assert.Equal(200, (await app.PostAsync($"{entry}/assess", Rating, email: StandIn)).Status);

        await app.PostAsync($"/api/demo/people/{Away}/cancel-away", $$"""{"from":"{{today}}"}""", email: Away);
        Assert.Equal(403, (await app.PostAsync($"{entry}/assess", Rating, email: StandIn)).Status);
    }

    [Fact]
    public async Task What_is_confidential_stays_so_for_who_stands_in()
    {
        var app = await demo.App;
        const string Away = "secretive@own.example";
        const string StandIn = "curious@own.example";
        foreach (var email in new[] { Away, StandIn })
        {
            var person = $$"""{"email":"{{email}}","name":"Somebody","roles":["reader"]}""";
            await app.PostAsync("/api/demo/people", person, email: "admin@demo.example");
        }

        var raised = await app.PostAsync(
            "/api/demo/entries",
            $$"""{"kind":"risk","title":"A hushed leak","owner":"{{Away}}","confidential":true}"""
        );
        var today = $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd}";
        await app.PostAsync(
            $"/api/demo/people/{Away}/set-away",
            $$"""{"from":"{{today}}","until":"{{today}}","delegate":"{{StandIn}}"}""",
            email: Away
        );

        Assert.DoesNotContain("A hushed leak", (await app.GetAsync("/demo", StandIn)).Text, StringComparison.Ordinal);
        Assert.Equal(403, (await app.PostAsync($"{raised.Location}/assess", Rating, email: StandIn)).Status);
        Assert.Contains("A hushed leak", (await app.GetAsync("/demo", Away)).Text, StringComparison.Ordinal);
    }

    private static async Task<string> RaiseAsync(RunningApp app, string part, string who)
    {
        var raised = await app.PostAsync("/api/demo/entries", $$"""{"kind":"risk","title":"Damp","{{part}}":"{{who}}"}""");
        return raised.Location!.ToString();
    }
}
