using RiskRegister.People;
using Xunit;
using static RiskRegister.Tests.People.Staff;

namespace RiskRegister.Tests.People;

public sealed class AddPersonTests
{
    private static readonly AddPerson Pia = new()
    {
        Email = " Pia@Demo.example ",
        Name = " Pia ",
        Roles = [Role.Owner],
        Manager = "BOSS@demo.example",
    };

    [Fact]
    public void An_added_person_is_stored_under_the_address_in_lower_case()
    {
        var added = Add.Decide(Pia, null, Milo, Here).After();

        Assert.Equal(("demo", "pia@demo.example", "Pia", Boss.Email), (added.Agency, added.Email, added.Name, added.Manager));
        Assert.Equal([Role.Owner], added.Roles);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("pia")]
    [InlineData("@demo.example")]
    [InlineData("pia@")]
    [InlineData("pia@x@demo.example")]
    [InlineData("p ia@demo.example")]
    [InlineData("p/ia@demo.example")]
    [InlineData("p#ia@demo.example")]
    [InlineData("p%20ia@demo.example")]
    [InlineData("Pia <pia@demo.example>")]
    public void An_address_has_a_name_and_a_domain_and_no_character_that_an_id_could_not_have(string? email) =>
        Assert.Equal(["email bad-address"], Rules(Pia with { Email = email }));

    [Theory]
    [InlineData("p+ia@demo.example")]
    [InlineData("o'neil@demo.example")]
    [InlineData("zoë@demo.example")]
    public void Other_characters_of_addresses_are_fine(string email) => Assert.Empty(Rules(Pia with { Email = email }));

    [Fact]
    public void Nobody_is_added_twice() => Assert.Equal(["person-exists"], Add.Decide(Pia, Nora.Gone(), Milo, Here).Rules());

    [Fact]
    public void A_name_and_a_role_must_be_given_and_each_role_once()
    {
        Assert.Equal(["name required", "roles required"], Rules(Pia with { Name = " ", Roles = [] }));
        Assert.Equal(["roles named-twice"], Rules(Pia with { Roles = [Role.Owner, Role.Owner] }));
    }

    [Fact]
    public void The_manager_must_be_somebody_else_who_is_here()
    {
        Assert.Equal(["manager unknown-person"], Rules(Pia with { Manager = "nobody@demo.example" }));
        Assert.Equal(["manager oneself"], Rules(Pia with { Manager = "pia@demo.example" }));
        Assert.Equal(["manager has-left"], Add.Decide(Pia, null, Milo, Here with { People = With(Boss.Gone()) }).Rules());
    }

    [Fact]
    public void Only_an_approver_has_an_authority_and_for_a_level_that_there_is()
    {
        Assert.Equal(["authority not-an-approver"], Rules(Pia with { Authority = "high" }, Ada));
        Assert.Equal(["authority unknown-level"], Rules(Pia with { Roles = [Role.Approver], Authority = "extreme" }, Ada));
        Assert.Empty(Rules(Pia with { Roles = [Role.Approver], Authority = "high" }, Ada));
    }

    [Fact]
    public void A_risk_manager_makes_no_administrator_and_gives_no_authority()
    {
        Assert.Equal(["roles needs-administrator"], Rules(Pia with { Roles = [Role.Administrator] }));
        Assert.Equal(["authority needs-administrator"], Rules(Pia with { Roles = [Role.Approver], Authority = "low" }));
        Assert.Empty(Rules(Pia with { Roles = [Role.Administrator] }, Ada));
    }

    private static IEnumerable<string> Rules(AddPerson command, Person? by = null) =>
        Add.Decide(command, null, by ?? Milo, Here).Rules();
}
