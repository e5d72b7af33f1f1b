using RiskRegister.Entries;
using RiskRegister.People;
using RiskRegister.Tests.Entries;
using Xunit;
using static RiskRegister.Tests.People.Staff;

namespace RiskRegister.Tests.People;

public sealed class UnknownPeopleTests
{
    [Fact]
    public void Names_that_are_nobodys_are_counted_by_what_they_are_named_for()
    {
        var entry = States.AnOpenRisk with
        {
            Owner = "J. Smith",
            Delegate = "ghost@demo.example",
            Actions =
            [
                new PlannedAction("A1", "Pump", "j. smith", null, null, null),
                new PlannedAction("A2", "Dig", Nora.Email, null, null, null),
                new PlannedAction("A3", "Done", "Somebody", null, null, null) { CompletedAt = States.Now },
                new PlannedAction("A4", "Of the owner", null, null, null, null),
            ],
        };
        var other = States.AnOpenRisk with { Owner = "J. Smith ", Delegate = null };
        var gone = States.AnOpenRisk with { Owner = Otto.Email };

        Assert.Equal(
            [new UnknownPerson("ghost@demo.example", 0, 1, 0), new UnknownPerson("J. Smith", 2, 0, 1)],
            UnknownPeople.Among([entry, other, gone], With(Otto.Gone()))
        );
    }
}
