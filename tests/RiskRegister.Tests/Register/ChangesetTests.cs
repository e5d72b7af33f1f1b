using RiskRegister.Entries;
using RiskRegister.Register;
using RiskRegister.Tests.Entries;
using Xunit;

namespace RiskRegister.Tests.Register;

public sealed class ChangesetTests
{
    [Fact]
    public void An_event_is_never_earlier_than_the_one_before_it()
    {
        var change = Changeset
            .Of(States.ARatedRisk, "head", [new Commented("Second")], States.At(2))
            .Then([new Commented("Decided first, stored last")], States.At(1))
            .Then([new Commented("Third")], States.At(3));

        Assert.Equal([2, 2, 3], change.Events.Select(e => (e.At - States.Now).Days));
        Assert.Equal(States.Now.AddDays(3), change.Entry.ChangedAt);
    }
}
