using RiskRegister.Entries;
using RiskRegister.People;
using RiskRegister.Register.Records;
using RiskRegister.Tests.Entries;
using Xunit;

namespace RiskRegister.Tests.People;

/// <summary>Some people of an agency on 18 June 2031, and what a decision about them may know.</summary>
internal static class Staff
{
    public static readonly DateOnly Today = States.Today;

    public static readonly Person Ada = Make("ada", Role.Administrator);

    public static readonly Person Milo = Make("milo", Role.RiskManager);

    public static readonly Person Boss = Make("boss", Role.Owner);

    public static readonly Person Nora = Make("nora", Role.Owner) with { Manager = Boss.Email };

    public static readonly Person Otto = Make("otto", Role.Owner) with { Manager = Boss.Email };

    public static readonly Roster All = new([Ada, Milo, Boss, Nora, Otto]);

    public static readonly DecisionContext Here = States.Context with { People = All };

    public static Person Make(string name, params Role[] roles) =>
        new("demo", $"{name}@demo.example", $"{char.ToUpperInvariant(name[0])}{name[1..]}", roles, null);

    public static Person Gone(this Person person, int days = 0, Person? successor = null) =>
        person with
        {
            Left = new Departure(Today.AddDays(days), successor?.Email, "Retires", 7),
        };

    public static Person AwayFor(this Person person, Person other, int from = -1, int until = 1) =>
        person with
        {
            Away = [new Absence(Today.AddDays(from), Today.AddDays(until), other.Email, null)],
        };

    /// <summary>The same people, some of them as given.</summary>
    public static Roster With(params Person[] people) => people.Aggregate(All, (roster, person) => roster.With(person));

    public static IEnumerable<string> Rules(this RecordDecision<Person> decision)
    {
        Assert.True((decision.Change is null) || decision.Refusals.Count == 0);
        Assert.All(decision.Refusals, r => Assert.EndsWith(".", r.Message, StringComparison.Ordinal));
        return decision.Refusals.Select(r => $"{r.Field} {r.Rule}".Trim());
    }

    public static Person After(this RecordDecision<Person> decision)
    {
        Assert.Empty(decision.Rules());
        return decision.Change!.After;
    }
}
