using System.Text.Json.Nodes;
using RiskRegister.Tests.EndToEnd;
using Xunit;

namespace RiskRegister.Tests.Pages;

public sealed class EntryFormTests(DemoApp demo)
{
    [Fact]
    public async Task An_entry_goes_through_its_life_on_pages_alone()
    {
        var app = await demo.App;
        using var owner = await Visitor.SignedInAsync(app, "owner@demo.example");
        var address = await RaiseAsync(app);

        var assessed = await Step(
            owner,
            address,
            "assess",
            ("likelihood", "4"),
            ("consequence", "4"),
            ("rationale", "Twice a year")
        );
        Assert.Equal("The assessment has been recorded", assessed.Notice);
        Assert.Contains("Almost certain", (await owner.GoAsync($"{address}/assess")).Text, StringComparison.Ordinal);

        var responded = await Step(owner, address, "respond", ("response", "change-likelihood"), ("reason", "It can be mended"));
        Assert.Contains("Change likelihood: It can be mended", responded.Text, StringComparison.Ordinal);

        var year = TimeProvider.System.GetUtcNow().Year + 1;
        var planned = await Step(
            owner,
            address,
            "plan-action",
            ("title", "Mend it"),
            ("due-day", "1"),
            ("due-month", "3"),
            ("due-year", $"{year}")
        );
        Assert.Contains($"1 March {year}", planned.Text, StringComparison.Ordinal);

        var completed = await Step(owner, address, "complete-action", ("outcome", "It is mended"));
        Assert.Contains("It is mended", completed.Text, StringComparison.Ordinal);

        (string, string)[] rescored = [("answer", "rescored"), ("likelihood", "1"), ("reason", "Mended in May")];
        var unfounded = await Step(owner, address, "review", rescored);
        Assert.Equal(("likelihood", 400), (Assert.Single(unfounded.Errors).Field, unfounded.Status));
        var reviewed = await owner.SubmitAsync(unfounded, [.. rescored, ("restsOn", "A1")]);
        Assert.Equal(("My work", "The review has been recorded"), (reviewed.Heading, reviewed.Notice));

        var closed = await Step(owner, address, "close", ("reason", "The part is gone"));
        Assert.Equal("The entry has been closed", closed.Notice);
        Assert.Contains("by Odessa Finch: The part is gone", closed.Text, StringComparison.Ordinal);
        Assert.Empty(closed.Page.QuerySelectorAll(".app-button-row a"));
        Assert.Equal(address, (await owner.GoAsync($"{address}/assess")).Address);

        var types = (await app.GetAsync($"/api{address}/history")).Json["events"]!.AsArray().Select(e => (string)e!["type"]!);
        Assert.Equal(
            [
                "raised",
                "assessed",
                "appetite-left",
                "responded",
                "action-planned",
                "action-completed",
                "assessed",
                "reviewed",
                "appetite-regained",
                "closed",
            ],
            types
        );
    }

    [Fact]
    public async Task What_a_lowered_level_rests_on_is_chosen_where_there_is_something_to_choose()
    {
        var app = await demo.App;
        using var owner = await Visitor.SignedInAsync(app, "owner@demo.example");
        var address = await RaiseAsync(app);
        await Step(owner, address, "assess", ("likelihood", "4"), ("consequence", "4"), ("rationale", "Twice a year"));
        Assert.Null((await owner.GoAsync($"{address}/assess")).Page.GetElementById("restsOn"));

        await app.PostAsync($"/api{address}/add-control", """{"title":"A spare part"}""");
        var form = await owner.GoAsync($"{address}/assess");
        Assert.Contains("C1: A spare part", form.Text, StringComparison.Ordinal);
        await owner.SubmitAsync(form, ("likelihood", "1"), ("consequence", "1"), ("rationale", "Spare"), ("restsOn", "C1"));

        Assert.Equal("low", (string)(await app.GetAsync($"/api{address}")).Json["level"]!);
        Assert.Equal("C1", (await owner.GoAsync($"{address}/assess")).Value("restsOn"));
        Assert.Equal("C1", (await owner.GoAsync($"{address}/review")).Value("restsOn"));
    }

    [Fact]
    public async Task A_form_completes_a_shared_action_in_all_its_entries_as_the_API_does()
    {
        var app = await demo.App;
        using var owner = await Visitor.SignedInAsync(app, "owner@demo.example");
        var (one, two) = (await RaiseAsync(app), await RaiseAsync(app));
        await app.PostAsync($"/api{one}/plan-action", """{"title":"Mend it","due":"2999-01-01"}""");
        await app.PostAsync($"/api{one}/share-action", $$"""{"action":"A1","with":["{{two.Split('/')[^1]}}"]}""");

        await Step(owner, one, "complete-action", ("outcome", "It is mended"));

        var other = (await app.GetAsync($"/api{two}")).Json["actions"]![0]!;
        Assert.Equal("It is mended", (string)other["outcome"]!);
    }

    [Fact]
    public async Task A_refused_form_says_what_to_do_at_each_field_and_keeps_the_rest()
    {
        var app = await demo.App;
        using var owner = await Visitor.SignedInAsync(app, "owner@demo.example");
        var address = await RaiseAsync(app);
        var form = await owner.GoAsync($"{address}/assess");

        var refused = await owner.SubmitAsync(form, ("likelihood", "9"), ("rationale", " "));
        Assert.Equal(400, refused.Status);
        Assert.Equal(["likelihood", "consequence", "rationale"], refused.Errors.Select(e => e.Field));
        Assert.Equal("Choose the likelihood", refused.Errors[0].Message);
        Assert.All(refused.Errors, e => Assert.NotNull(refused.Page.GetElementById(e.Field)));

        var mended = await owner.SubmitAsync(refused, ("likelihood", "2"), ("consequence", "2"), ("rationale", "Seldom"));
        Assert.Equal("The assessment has been recorded", mended.Notice);
    }

    [Fact]
    public async Task A_review_asks_for_an_answer_and_its_reason()
    {
        var app = await demo.App;
        using var owner = await Visitor.SignedInAsync(app, "owner@demo.example");
        var address = await RaiseAsync(app);
        await Step(owner, address, "assess", ("likelihood", "2"), ("consequence", "2"), ("rationale", "Seldom"));
        var form = await owner.GoAsync($"{address}/review");
        Assert.Contains("Inherent level Low (Unlikely, Minor)", form.Text, StringComparison.Ordinal);

        var unanswered = await owner.SubmitAsync(form);
        Assert.Equal([("answer", "Choose an answer"), ("reason", "Enter the reason for your answer")], unanswered.Errors);

        var unreasoned = await owner.SubmitAsync(unanswered, ("answer", "confirmed"));
        Assert.Equal([("reason", "Enter the reason for your answer")], unreasoned.Errors);

        var reviewed = await owner.SubmitAsync(unreasoned, ("reason", "Nothing new"));
        Assert.Equal("The review has been recorded", reviewed.Notice);
        Assert.Contains("Nothing has changed since", (await owner.GoAsync($"{address}/review")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("31", "2", "2031", "Enter a day that exists, such as 31 3 2027")]
    [InlineData("1", "1", "2020", "Enter a day that is not over")]
    [InlineData("", "", "", "Enter the day by which it will be done")]
    public async Task A_day_that_will_not_do_is_explained(string day, string month, string year, string message)
    {
        var app = await demo.App;
        using var owner = await Visitor.SignedInAsync(app, "owner@demo.example");
        var form = await owner.GoAsync("/demo/entries/R-0003/plan-action");
        var refused = await owner.SubmitAsync(
            form,
            ("title", "Anything"),
            ("due-day", day),
            ("due-month", month),
            ("due-year", year)
        );
        Assert.Equal([("due", message)], refused.Errors);
        Assert.Equal(day, refused.Value("due-day"));
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_changes_the_entry_once()
    {
        var app = await demo.App;
        using var owner = await Visitor.SignedInAsync(app, "owner@demo.example");
        var address = await RaiseAsync(app);
        var form = await owner.GoAsync($"{address}/respond");
        (string, string)[] fields = [("response", "retain"), ("reason", "It is small")];

        var sent = await Task.WhenAll(owner.SubmitAsync(form, fields), owner.SubmitAsync(form, fields));
        var again = await owner.SubmitAsync(form, fields);

        Assert.All([.. sent, again], visit => Assert.Equal("The response has been recorded", visit.Notice));
        Assert.Equal(2, (int)(await app.GetAsync($"/api{address}")).Json["version"]!);
    }

    [Fact]
    public async Task Who_was_overtaken_sees_both_versions_and_decides()
    {
        var app = await demo.App;
        using var owner = await Visitor.SignedInAsync(app, "owner@demo.example");
        using var manager = await Visitor.SignedInAsync(app, "manager@demo.example");
        var address = await RaiseAsync(app);
        var form = await owner.GoAsync($"{address}/respond");
        await Step(manager, address, "respond", ("response", "retain"), ("reason", "It is small"));

        var conflict = await owner.SubmitAsync(form, ("response", "avoid"), ("reason", "It is too big"));
        Assert.Equal((409, "The entry has changed"), (conflict.Status, conflict.Heading));
        Assert.Contains("Milo Brackenridge", conflict.Text, StringComparison.Ordinal);
        var rows = conflict
            .Page.QuerySelectorAll("tbody tr")
            .Select(row => string.Join('|', row.Children.Skip(1).Select(c => c.TextContent)));
        Assert.Equal(["Avoid|Retain", "It is too big|It is small"], rows);
        Assert.Equal("retain", (string)(await app.GetAsync($"/api{address}")).Json["response"]!["kind"]!);

        var stored = await owner.SubmitAsync(conflict);
        Assert.Equal("The response has been recorded", stored.Notice);
        Assert.Equal("avoid", (string)(await app.GetAsync($"/api{address}")).Json["response"]!["kind"]!);
    }

    [Fact]
    public async Task A_form_without_the_version_it_was_shown_for_changes_nothing()
    {
        var app = await demo.App;
        using var owner = await Visitor.SignedInAsync(app, "owner@demo.example");
        var address = await RaiseAsync(app);
        var answer = await owner.PostAsync($"{address}/close", [KeyValuePair.Create("reason", "Gone")]);
        Assert.Equal(409, answer.Status);
        Assert.Equal(1, (int)(await app.GetAsync($"/api{address}")).Json["version"]!);
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task Another_site_can_make_no_browser_send_a_form(string site)
    {
        var app = await demo.App;
        using var owner = await Visitor.SignedInAsync(app, "owner@demo.example");
        var address = await RaiseAsync(app);
        KeyValuePair<string, string>[] fields = [KeyValuePair.Create("version", "1"), KeyValuePair.Create("reason", "Gone")];
        Assert.Equal(403, (await owner.PostAsync($"{address}/close", fields, site)).Status);
        Assert.Equal("open", (string)(await app.GetAsync($"/api{address}")).Json["state"]!);
    }

    [Fact]
    public async Task A_reader_sees_the_entry_and_can_send_none_of_its_forms()
    {
        using var reader = await Visitor.SignedInAsync(await demo.App, "reader@demo.example");
        Assert.Empty((await reader.GoAsync("/demo/entries/R-0001")).Page.QuerySelectorAll(".app-button-row a"));
        foreach (var verb in new[] { "assess", "respond", "add-control", "plan-action", "complete-action", "review", "close" })
        {
            Assert.Equal(403, (await reader.GoAsync($"/demo/entries/R-0001/{verb}")).Status);
            Assert.Equal(403, (await reader.PostAsync($"/demo/entries/R-0001/{verb}", [])).Status);
        }
    }

    private static async Task<string> RaiseAsync(RunningApp app)
    {
        var body = new JsonObject
        {
            ["kind"] = "risk",
            ["title"] = "A part wears out",
            ["owner"] = "owner@demo.example",
        };
        var raised = await app.PostAsync("/api/demo/entries", body.ToJsonString());
        return raised.Location!.ToString()["/api".Length..];
    }

    private static async Task<Visit> Step(
        Visitor visitor,
        string address,
        string verb,
        params (string Field, string Value)[] fields
    ) => await visitor.SubmitAsync(await visitor.GoAsync($"{address}/{verb}"), fields);
}
