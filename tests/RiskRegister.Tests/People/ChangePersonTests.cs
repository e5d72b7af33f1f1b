using System.Text.Json;
using RiskRegister.Entries;
using RiskRegister.People;
using RiskRegister.Register.Records;
using Xunit;
using static RiskRegister.Tests.People.Staff;

namespace RiskRegister.Tests.People;

public sealed class ChangePersonTests
{
    private static readonly Person Approver = Make("petra", Role.Approver) with { Authority = "low" };

    [Fact]
    public void What_is_not_named_stays_and_null_clears()
    {
        var after = Decide("""{"name":"Nora Finch","manager":null}""", Nora).After();

        Assert.Equal(("Nora Finch", null, Nora.Email), (after.Name, after.Manager, after.Email));
        Assert.Equal(Nora.Roles, after.Roles);
    }

    [Theory]
    [InlineData("{}", "change required")]
    [InlineData("""{"email":"x@demo.example"}""", "change.email unknown-field")]
    [InlineData("""{"roles":["king"]}""", "change.roles bad-value")]
    [InlineData("""{"roles":[]}""", "change.roles required")]
    [InlineData("""{"name":" "}""", "change.name required")]
    [InlineData("""{"manager":"nobody@demo.example"}""", "change.manager unknown-person")]
    [InlineData("""{"name":"Nora","manager":"BOSS@demo.example"}""", "change nothing-changed")]
    public void A_bad_value_is_named(string change, string rule) => Assert.Equal([rule], Decide(change, Nora).Rules());

    [Fact]
    public void A_reason_must_be_given() =>
        Assert.Equal(["reason required"], ChangeDetails.Decide(new(Fields("""{"name":"N"}"""), " "), Nora, Ada, Here).Rules());

    [Fact]
    public void Nobody_is_their_own_manager_near_or_far()
    {
        Assert.Equal(["change.manager oneself"], Decide("""{"manager":"boss@demo.example"}""", Boss).Rules());
        Assert.Equal(["change.manager manager-cycle"], Decide("""{"manager":"nora@demo.example"}""", Boss).Rules());
        var far = Here with { People = With(Otto with { Manager = Nora.Email }) };
        Assert.Equal(["change.manager manager-cycle"], Decide("""{"manager":"otto@demo.example"}""", Boss, Ada, far).Rules());
    }

    [Fact]
    public void A_circle_of_others_does_not_keep_a_person_from_their_manager()
    {
        var circle = Here with { People = With(Boss with { Manager = Otto.Email }, Otto) };

        Assert.Empty(Decide("""{"manager":"otto@demo.example"}""", Nora, Ada, circle).Rules());
    }

    [Fact]
    public void The_last_administrator_keeps_the_role()
    {
        const string Reader = """{"roles":["reader"]}""";
        Assert.Equal(["change.roles last-administrator"], Decide(Reader, Ada).Rules());
        var second = Make("adam", Role.Administrator);
        Assert.Empty(Decide(Reader, Ada, second, Here with { People = With(second) }).Rules());
        Assert.Equal(
            ["change.roles last-administrator"],
            Decide(Reader, Ada, Ada, Here with { People = With(second.Gone(days: 30)) }).Rules()
        );
    }

    [Fact]
    public void Only_an_administrator_gives_or_takes_what_makes_an_administrator_or_an_authority()
    {
        Assert.Equal(["change.roles needs-administrator"], Decide("""{"roles":["administrator"]}""", Nora, Milo).Rules());
        Assert.Equal(["change.authority needs-administrator"], Decide("""{"authority":"high"}""", Approver, Milo).Rules());
        Assert.Equal("high", Decide("""{"authority":"high"}""", Approver).After().Authority);
        Assert.Equal([Role.Auditor], Decide("""{"roles":["auditor"]}""", Nora, Milo).After().Roles);
    }

    [Fact]
    public void Nobody_gives_an_authority_to_themselves()
    {
        var both = Approver with { Roles = [Role.Approver, Role.Administrator] };

        Assert.Equal(["change.authority own-authority"], Decide("""{"authority":"high"}""", both, both).Rules());
        Assert.Null(Decide("""{"authority":null}""", both, both).After().Authority);
    }

    [Fact]
    public void Who_is_no_approver_any_more_gives_the_authority_back()
    {
        Assert.Equal(["change.authority not-an-approver"], Decide("""{"roles":["owner"]}""", Approver).Rules());
        Assert.Equal([Role.Owner], Decide("""{"roles":["owner"],"authority":null}""", Approver).After().Roles);
    }

    [Fact]
    public void A_rule_that_was_broken_before_does_not_keep_other_details_from_being_changed()
    {
        var people = Here with { People = With(Boss.Gone()) };

        Assert.Equal("Nora Finch", Decide("""{"name":"Nora Finch"}""", Nora, Ada, people).After().Name);
    }

    private static RecordDecision<Person> Decide(
        string change,
        Person person,
        Person? by = null,
        DecisionContext? context = null
    ) => ChangeDetails.Decide(new ChangePerson(Fields(change), "So decided"), person, by ?? Ada, context ?? Here);

    private static Dictionary<string, JsonElement> Fields(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;
}
