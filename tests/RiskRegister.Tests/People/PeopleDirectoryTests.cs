using RiskRegister.People;
using RiskRegister.Tests.Register;
using Xunit;

namespace RiskRegister.Tests.People;

public sealed class PeopleDirectoryTests : IAsyncLifetime
{
    private EmptyRegister _register = null!;

    private PeopleDirectory People => _register.Get<PeopleDirectory>();

    public async ValueTask InitializeAsync() => _register = await EmptyRegister.MakeAsync();

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task Somebody_belongs_to_the_agencies_they_were_added_to_and_to_no_other()
    {
        await AddAsync("north", "a@demo.example");
        await AddAsync("south", "a@demo.example");
        await AddAsync("south", "b@demo.example");

        Assert.Equal(["north", "south"], await People.AgenciesOfAsync("A@demo.example"));
        Assert.Equal(["south"], await People.AgenciesOfAsync("b@demo.example"));
        Assert.Equal("a@demo.example", (await People.FindAsync("north", " A@Demo.example"))!.Email);
        Assert.Null(await People.FindAsync("north", "b@demo.example"));
        Assert.Equal(["a@demo.example", "b@demo.example"], (await People.AllAsync("south")).Select(p => p.Email));
    }

    [Fact]
    public async Task A_person_who_is_saved_again_is_changed()
    {
        await AddAsync("north", "a@demo.example");
        await People.SaveAsync("north", [new Person("north", "a@demo.example", "A", [Role.Auditor], "m@demo.example")]);

        var person = Assert.Single(await People.AllAsync("north"));
        Assert.Equal([Role.Auditor], person.Roles);
        Assert.Equal("m@demo.example", person.Manager);
        Assert.Equal(["north"], await People.AgenciesOfAsync("a@demo.example"));
    }

    [Fact]
    public async Task The_first_administrator_belongs_to_every_agency()
    {
        _register.Configuration["Register:FirstAdministrator"] = "First@demo.example";

        Assert.Equal([Role.Administrator], (await People.FindAsync("north", "first@demo.example"))!.Roles);
        Assert.Null(await People.FindAsync("north", "second@demo.example"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b@demo.example")]
    [InlineData("a\\b@demo.example")]
    [InlineData("a?b@demo.example")]
    [InlineData("a#b@demo.example")]
    public async Task An_address_that_no_document_could_have_belongs_to_nobody(string email)
    {
        Assert.Null(await People.FindAsync("north", email));
        Assert.Empty(await People.AgenciesOfAsync(email));
    }

    [Fact]
    public async Task An_address_that_is_too_long_belongs_to_nobody()
    {
        var email = new string('a', 5_000) + "@demo.example";

        Assert.Null(await People.FindAsync("north", email));
        Assert.Empty(await People.AgenciesOfAsync(email));
    }

    private Task AddAsync(string agency, string email) =>
        People.SaveAsync(agency, [new Person(agency, email, email, [Role.Owner], null)]);
}
