using System.Text.Json;
using RiskRegister.Criteria;
using RiskRegister.People;
using RiskRegister.Register;
using Xunit;

namespace RiskRegister.Tests.People;

public sealed class PersonTests
{
    private static readonly Person Owner = new("demo", "owner@demo.example", "Odessa Finch", [Role.Owner, Role.Approver], null);
    private static readonly RiskCriteria Criteria = DefaultSettings.For("North").Criteria;

    [Fact]
    public void A_document_is_found_however_the_address_was_typed()
    {
        Assert.Equal(Owner.Id, Person.IdOf(" Owner@Demo.Example "));
        Assert.Equal(Membership.IdOf("owner@demo.example"), Membership.IdOf(" Owner@Demo.Example "));
        Assert.NotEqual(Owner.Id, Membership.IdOf(Owner.Email));
    }

    [Fact]
    public void One_role_of_several_is_enough()
    {
        Assert.True(Owner.IsAny(Role.Auditor, Role.Approver));
        Assert.False(Owner.IsAny(Role.Auditor, Role.Administrator));
        Assert.False(Owner.IsAny());
    }

    [Fact]
    public void Who_was_stored_without_an_authority_may_accept_nothing()
    {
        var stored = JsonSerializer.Serialize(Owner, RegisterJson.Options);

        Assert.Equal(0, JsonSerializer.Deserialize<Person>(stored, RegisterJson.Options)!.AuthorityRank(Criteria));
    }

    [Fact]
    public void An_authority_has_the_rank_of_its_level_and_none_when_that_is_gone()
    {
        Assert.Equal(1, (Owner with { Authority = "low" }).AuthorityRank(Criteria));
        Assert.Equal(4, (Owner with { Authority = "very-high" }).AuthorityRank(Criteria));
        Assert.Equal(0, (Owner with { Authority = "extreme" }).AuthorityRank(Criteria));
        Assert.Equal(0, (Owner with { Authority = "low", Roles = [Role.Owner] }).AuthorityRank(Criteria));
    }

    [Fact]
    public void A_person_is_stored_in_words()
    {
        Assert.Equal(
            """{"email":"owner@demo.example","name":"Odessa Finch","roles":["owner","approver"],"id":"person:owner@demo.example","type":"person","away":[],"digests":{"frequency":"daily","stakeholder":"none","hour":7,"weekday":"monday","evenWhenEmpty":false},"linkGeneration":0,"agency":"demo","version":0}""",
            JsonSerializer.Serialize(Owner, RegisterJson.Options)
        );
        Assert.Equal("\"risk-manager\"", JsonSerializer.Serialize(Role.RiskManager, RegisterJson.Options));
    }
}
