using RiskRegister.Access;
using RiskRegister.Demo;
using RiskRegister.Register;
using Xunit;

namespace RiskRegister.Tests.Access;

public sealed class AgencyIdTests
{
    [Theory]
    [InlineData("ab")]
    [InlineData("demo")]
    [InlineData("north-2")]
    [InlineData("a-23456789-23456789-23456789-23456789-12")]
    public void An_id_is_made_of_lower_case_letters_digits_and_hyphens(string id) => Assert.True(AgencyId.IsValid(id));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("a-23456789-23456789-23456789-23456789-123")]
    [InlineData("2north")]
    [InlineData("-north")]
    [InlineData("North")]
    [InlineData("nörd")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a.b")]
    [InlineData("a%2fb")]
    [InlineData("north\n")]
    [InlineData("north٣")]
    public void Nothing_else_is_an_id(string? id) => Assert.False(AgencyId.IsValid(id));

    [Theory]
    [InlineData("admin")]
    [InlineData("api")]
    [InlineData("assets")]
    [InlineData("health")]
    [InlineData("runtime")]
    [InlineData("sign-in")]
    [InlineData("sign-out")]
    public void First_segments_of_other_addresses_are_reserved(string id) => Assert.False(AgencyId.IsValid(id));

    [Fact]
    public void The_directory_can_not_be_asked_for_as_an_agency() => Assert.False(AgencyId.IsValid(RegisterContainer.Directory));

    [Fact]
    public void The_demo_agency_has_a_valid_id() => Assert.True(AgencyId.IsValid(DemoData.Agency));
}
