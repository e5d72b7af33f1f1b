using RiskRegister.Context;
using Xunit;

namespace RiskRegister.Tests.Context;

public sealed class ContextItemTests
{
    [Fact]
    public void An_item_has_the_fields_of_its_details()
    {
        Assert.Subset(
            typeof(ContextItem).GetProperties().Select(p => p.Name).ToHashSet(),
            typeof(ContextDetails).GetProperties().Select(p => p.Name).ToHashSet()
        );
    }

    [Theory]
    [InlineData("Keep records", "keep-records")]
    [InlineData("  Träger & Küche / 2 ", "trager-kuche-2")]
    [InlineData("???", "item")]
    [InlineData("文書を保管する", "item")]
    public void The_id_is_made_of_the_name(string name, string slug)
    {
        var item = Items.Added(Items.Process(name));

        Assert.Equal(slug, item.Slug);
        Assert.True(ContextSlug.IsValid(item.Slug));
    }

    [Fact]
    public void The_id_of_an_item_that_has_another_name_since_is_not_given_out_again()
    {
        var retired = Items.Records with { Active = false };

        Assert.Equal("keep-records-2", Items.Added(Items.Process("Keep records"), retired).Slug);
    }

    [Fact]
    public void Long_names_make_short_ids()
    {
        Assert.True(ContextSlug.IsValid(Items.Added(Items.Process(new string('x', 200))).Slug));
    }

    [Fact]
    public void An_item_has_a_kind_and_a_name()
    {
        Assert.Equal(["kind required", "name required"], AddItem.Decide("demo", new AddContextItem(), null, []).Rules());
    }

    [Fact]
    public void An_item_has_only_what_its_kind_has()
    {
        var command = Items.Process("Keep records") with { Climate = true, Requirements = [new("Quiet", true)], Measure = "m" };

        Assert.Equal(
            ["measure not-for-this-kind", "climate not-for-this-kind", "requirements not-for-this-kind"],
            AddItem.Decide("demo", command, null, []).Rules()
        );
        Assert.Equal(["change.climate not-for-this-kind"], Items.Change(Items.Records, """{"climate":true}""").Rules());
    }

    [Theory]
    [InlineData("Keep records")]
    [InlineData(" keep   RECORDS ")]
    public void Two_active_items_of_a_kind_can_not_have_the_same_name(string name)
    {
        var (command, present) = (Items.Process(name), Items.Records);

        // The place of the new item is the one that has the name, so the store finds it there.
        Assert.Equal(present.Id, AddItem.Place("demo", command, [present]).Id);
        Assert.Equal(["name-taken"], AddItem.Decide("demo", command, present, [present]).Rules());
        Assert.Equal(["name-taken"], Items.Change(Items.Permits, $$"""{"name":"{{name}}"}""", present).Rules());
    }

    [Fact]
    public void A_former_name_is_taken_like_a_name()
    {
        var renamed = Items.Change(Items.Records, """{"name":"File and delete"}""").Accepted();

        Assert.Equal(["name-taken"], Items.Change(Items.Permits, """{"name":"keep records"}""", renamed).Rules());
    }

    [Fact]
    public void Items_of_two_kinds_and_retired_ones_may_have_the_same_name()
    {
        var objective = Items.Budget with { Name = "Keep records" };
        Assert.Equal("keep-records", Items.Added(Items.Process("Keep records"), objective).Slug);
        Assert.Empty(Items.Change(Items.Permits, """{"name":"Keep records"}""", Items.Records with { Active = false }).Rules());
    }

    [Fact]
    public void Renaming_keeps_the_old_name_and_the_id()
    {
        var renamed = Items.Change(Items.Records, """{"name":"  File   and delete "}""").Accepted();

        Assert.Equal(("keep-records", "File and delete"), (renamed.Slug, renamed.Name));
        Assert.Equal(["Keep records"], renamed.FormerNames);
    }

    [Fact]
    public void Going_back_to_a_former_name_leaves_it_once()
    {
        var renamed = Items.Change(Items.Records, """{"name":"File and delete"}""").Accepted();
        var back = Items.Change(renamed, """{"name":"keep records"}""").Accepted();

        Assert.Equal("keep records", back.Name);
        Assert.Equal(["File and delete"], back.FormerNames);
    }

    [Fact]
    public void A_change_needs_a_reason_and_something_that_differs()
    {
        Assert.Equal(["change nothing-changed"], Items.Change(Items.Records, """{"name":"Keep records"}""").Rules());
        Assert.Equal(
            ["reason required", "change required"],
            ChangeItem.Decide(new ChangeContextItem(null, " "), Items.Records, []).Rules()
        );
        Assert.Equal(["change.name required"], Items.Change(Items.Records, """{"name":null}""").Rules());
        Assert.Equal(["change.slug unknown-field"], Items.Change(Items.Records, """{"slug":"x"}""").Rules());
    }

    [Fact]
    public void Requirements_of_a_party_have_a_text()
    {
        var party = new AddContextItem
        {
            Kind = ContextKind.Party,
            Name = "Applicants",
            Requirements = [new(" ", true)],
        };

        Assert.Equal(["requirements bad-text"], AddItem.Decide("demo", party, null, []).Rules());
    }

    [Fact]
    public void A_retired_item_changes_only_by_being_reactivated()
    {
        var retired = RetireItem.Decide(new RetireContextItem("Given to the county"), Items.Records).Accepted();
        Assert.False(retired.Active);

        Assert.Equal(["not-active"], Items.Change(retired, """{"name":"x"}""").Rules());
        Assert.Equal(["retired-already"], RetireItem.Decide(new RetireContextItem("Again"), retired).Rules());
        Assert.True(RetireItem.Decide(new ReactivateContextItem("Came back"), retired, [retired]).Accepted().Active);
        Assert.Equal(
            ["active-already", "reason required"],
            RetireItem.Decide(new ReactivateContextItem(null), Items.Records, []).Rules()
        );
    }

    [Fact]
    public void An_item_is_not_reactivated_while_another_one_has_its_name()
    {
        var retired = Items.Records with { Active = false };
        var other = Items.Added(Items.Process("Keep records"), retired);

        Assert.Equal(["name-taken"], RetireItem.Decide(new ReactivateContextItem("Back"), retired, [retired, other]).Rules());
    }

    [Fact]
    public void The_claims_to_names_are_those_of_active_items()
    {
        Assert.Equal(["Creation`1"], AddItem.Decide("demo", Items.Process("Keep records"), null, []).Claims());
        Assert.Equal(["Creation`1"], Items.Change(Items.Records, """{"name":"File"}""").Claims());
        Assert.Empty(Items.Change(Items.Records, """{"name":"KEEP records"}""").Claims());
        Assert.Equal(["Deletion"], RetireItem.Decide(new RetireContextItem("Gone"), Items.Records).Claims());
        Assert.Empty(Items.Absorb(Items.Records, Items.Permits).Claims());
        Assert.Equal(["Creation`1"], Items.Absorb(Items.Records, null, "Filing").Claims());
    }
}
