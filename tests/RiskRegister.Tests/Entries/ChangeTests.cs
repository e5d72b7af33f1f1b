using System.Text;
using System.Text.Json;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.Entries.Changing;
using RiskRegister.Register;
using Xunit;

namespace RiskRegister.Tests.Entries;

public sealed class ChangeTests
{
    [Fact]
    public void What_is_named_gets_its_new_value_and_the_rest_stays()
    {
        var before = States.ARatedRisk;
        var after = After(before, """{"title":" Archive floods ","tags":["water"],"velocity":"fast","confidential":true}""");

        Assert.Equal("Archive floods", after.Title);
        Assert.Equal(["water"], after.Tags);
        Assert.Equal((Velocity.Fast, true), (after.Velocity, after.Confidential));
        Assert.Equal(
            (before.Cause, before.Owner, before.Category, before.Inherent),
            (after.Cause, after.Owner, after.Category, after.Inherent)
        );
    }

    [Theory]
    [InlineData("""{"cause":null,"processes":null,"category":null}""")]
    [InlineData("""{"cause":" ","processes":[],"category":""}""")]
    public void Null_and_what_is_empty_clear(string change)
    {
        var after = After(States.ARatedRisk, change);

        Assert.Null(after.Cause);
        Assert.Null(after.Category);
        Assert.Empty(after.Processes);
    }

    [Fact]
    public void The_event_tells_only_what_differs()
    {
        var changed = (Changed)
            Assert.Single(
                Decide(
                        States.ARatedRisk,
                        """{"title":"Archive room floods","category":"Legal","notes":null,"confidential":false}"""
                    )
                    .Accepted()
            );

        Assert.Equal("""{"category":"Legal"}""", changed.To.ToJsonString());
    }

    [Theory]
    [InlineData("""{"title":"Archive room floods","category":"Property"}""")]
    [InlineData("""{"notes":null,"tags":[],"confidential":false}""")]
    public void A_change_that_changes_nothing_is_refused(string change) =>
        Assert.Equal(["change nothing-changed"], Decide(States.ARatedRisk, change).Rules());

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    public void A_change_has_to_name_something(string? change) =>
        Assert.Equal(["change required"], Decide(States.ARatedRisk, change).Rules());

    [Theory]
    [InlineData("""{"colour":"red"}""", "change.colour unknown-field")]
    [InlineData("""{"reference":"R-0002"}""", "change.reference unknown-field")]
    [InlineData("""{"Title":"Written otherwise"}""", "change.Title unknown-field")]
    [InlineData("""{"title":7}""", "change.title bad-value")]
    [InlineData("""{"tags":"water"}""", "change.tags bad-value")]
    [InlineData("""{"tags":[1]}""", "change.tags bad-value")]
    [InlineData("""{"tags":["a",null]}""", "change.tags bad-name")]
    [InlineData("""{"confidential":"yes"}""", "change.confidential bad-value")]
    [InlineData("""{"velocity":"at-once"}""", "change.velocity bad-value")]
    [InlineData("""{"title":null}""", "change.title required")]
    [InlineData("""{"benefit":"Only opportunities have it"}""", "change.benefit not-for-this-kind")]
    [InlineData("""{"effort":"small"}""", "change.effort not-for-this-kind")]
    public void A_bad_detail_is_refused_by_its_name(string change, string rule) =>
        Assert.Equal([rule], Decide(States.ARatedRisk, change).Rules());

    [Fact]
    public void All_bad_details_are_refused_at_once() =>
        Assert.Equal(
            ["reason too-long", "change.tags bad-value", "change.title too-long"],
            Decide(States.ARatedRisk, $$"""{"tags":1,"title":"{{new string('x', 201)}}"}""", new string('x', Checks.MaxText + 1))
                .Rules()
        );

    [Fact]
    public void What_an_import_brought_in_against_the_rules_does_not_stand_against_a_change_of_something_else()
    {
        var imported = States.Born(States.Risk with { Category = new string('x', 300) });

        Assert.Single(Decide(imported, """{"title":"Shorter"}""").Accepted());
    }

    [Fact]
    public void A_change_of_owner_needs_a_reason()
    {
        const string Other = """{"owner":"other@demo.example"}""";

        Assert.Equal(["reason required"], Decide(States.ARatedRisk, Other, " ").Rules());
        Assert.Equal(["reason required"], Decide(States.ARatedRisk, """{"owner":null}""").Rules());
        Assert.Equal("Has left", Assert.Single(Decide(States.ARatedRisk, Other, " Has left ").Accepted()).WhyGiven());
        Assert.Empty(Decide(States.ARatedRisk, $$"""{"owner":"{{States.Actor}}","category":"Legal"}""").Rules());
    }

    [Fact]
    public void Other_changes_may_have_a_reason()
    {
        Assert.Null(Assert.Single(Decide(States.ARatedRisk, """{"category":"Legal"}""").Accepted()).WhyGiven());
        Assert.Equal("So", Assert.Single(Decide(States.ARatedRisk, """{"category":"Legal"}""", "So").Accepted()).WhyGiven());
    }

    [Fact]
    public void A_closed_entry_is_not_changed() =>
        Assert.Equal(["entry-is-closed"], Decide(States.AClosedRisk, """{"category":"Legal"}""").Rules());

    [Fact]
    public void A_change_of_what_was_accepted_voids_the_acceptance()
    {
        var settings = States.Settings with
        {
            Appetite = new Dictionary<string, string> { ["*"] = "medium", ["Legal"] = "low" },
        };
        Assert.False(Standing.IsVoid(States.AnAcceptedRisk, settings, States.Today));

        var after = After(States.AnAcceptedRisk, """{"category":"Legal"}""");

        Assert.True(Standing.IsVoid(after, settings, States.Today));
    }

    [Theory]
    [InlineData("""{"change":{"title":"a","title":"b"}}""")]
    [InlineData("""{"change":[]}""")]
    [InlineData("""{"change":{"title":"a"},"why":"b"}""")]
    [InlineData("""{"change":{"tags":[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]}}""")]
    public void A_body_of_another_shape_is_refused(string body) => Assert.Throws<BadBodyException>(() => Parse(body));

    [Theory]
    [InlineData("""{"change":{"title":"\ud800"}}""")]
    [InlineData("""{"change":{"tags":["\ud800"]}}""")]
    [InlineData("""{"change":{"\ud800":"a"}}""")]
    public void Half_a_character_is_refused(string body)
    {
        try
        {
            Assert.NotEmpty(Change.Decide(Parse(body), States.ARatedRisk, States.Context).Rules());
        }
        catch (BadBodyException e)
        {
            Assert.Equal(400, e.Status);
        }
    }

    private static ChangeEntry Parse(string body) => JsonBody.Parse<ChangeEntry>(Encoding.UTF8.GetBytes(body));

    private static Decision Decide(Entry entry, string? change, string? reason = null) =>
        Change.Decide(
            new ChangeEntry(change is null ? null : JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(change), reason),
            entry,
            States.Context
        );

    /// <summary>The entry after the change was stored and read again.</summary>
    private static Entry After(Entry entry, string change)
    {
        var stored = JsonSerializer.Serialize(Assert.Single(Decide(entry, change).Accepted()), RegisterJson.Options);
        return entry.After(JsonSerializer.Deserialize<EntryEvent>(stored, RegisterJson.Options)!);
    }
}
