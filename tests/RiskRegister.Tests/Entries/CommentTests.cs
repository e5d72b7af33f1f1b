using RiskRegister.Access;
using RiskRegister.Entries;
using RiskRegister.Entries.Commenting;
using RiskRegister.People;
using Xunit;

namespace RiskRegister.Tests.Entries;

public sealed class CommentTests
{
    [Fact]
    public void A_comment_has_a_text()
    {
        Assert.Equal(["text required"], Decide(" ", States.ARatedRisk).Rules());
        Assert.Equal([new Commented("Looks dry to me")], Decide(" Looks dry to me ", States.ARatedRisk).Accepted());
    }

    [Fact]
    public void A_comment_changes_nothing_but_the_history_also_of_a_closed_entry()
    {
        foreach (var entry in (Entry[])[States.ADraftRisk, States.ARatedRisk, States.AClosedRisk])
        {
            var after = entry.After([.. Decide("Looks dry to me", entry).Accepted()]);

            Assert.Equal(entry with { Version = entry.Version + 1 }, after);
        }
    }

    [Fact]
    public void All_who_may_see_an_entry_may_comment_on_it() =>
        Assert.All(Enum.GetValues<Role>(), role => Assert.True(Policies.Allows("CommentOnEntry", [role])));

    private static Decision Decide(string text, Entry entry) => Comment.Decide(new(text), entry, States.Context);
}
