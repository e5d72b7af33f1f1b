using RiskRegister.Context;
using RiskRegister.Tests.Entries;
using Xunit;

namespace RiskRegister.Tests.Context;

public sealed class AbsorbTests
{
    [Fact]
    public void An_item_that_absorbs_another_one_answers_to_all_its_names()
    {
        var other = Items.Change(Items.Added(Items.Process("Filing")), """{"name":"Archive"}""").Accepted();
        var item = Items.Absorb(Items.Records, other).Accepted();

        Assert.Equal("Keep records", item.Name);
        Assert.Equal(["Archive", "Filing"], item.FormerNames);
    }

    [Fact]
    public void The_absorbed_item_is_retired_in_the_same_commit()
    {
        var other = Items.Added(Items.Process("Filing"));

        Assert.Contains(Items.Absorb(Items.Records, other).Beside, write => write.Id == other.Id);
    }

    [Fact]
    public void A_name_that_is_in_no_item_is_absorbed_by_itself()
    {
        Assert.Equal(["Filing room"], Items.Absorb(Items.Records, null, " Filing  room ").Accepted().FormerNames);
        Assert.Equal(["name has-it-already"], Items.Absorb(Items.Records, null, "keep RECORDS").Rules());
        Assert.Equal(["name-taken"], Items.Absorb(Items.Records, null, "Issue permits", Items.Permits).Rules());
    }

    [Fact]
    public void Only_active_items_absorb_and_are_absorbed_and_none_itself()
    {
        var retired = Items.Permits with { Active = false };

        Assert.Equal(["not-active"], Items.Absorb(retired, Items.Records).Rules());
        Assert.Equal(["other not-active"], Items.Absorb(Items.Records, retired).Rules());
        Assert.Equal(["other itself"], Items.Absorb(Items.Records, Items.Records).Rules());
    }

    [Fact]
    public void Either_the_other_item_or_a_name_is_given_with_a_reason()
    {
        Assert.Equal(["other required"], Items.Absorb(Items.Records, null).Rules());
        Assert.Equal(
            ["other unknown-item", "reason required"],
            AbsorbItem
                .Decide(new AbsorbContextItem("nobody", null, null), Items.Records, null, [Items.Records], States.Context)
                .Rules()
        );
    }
}
