using System.Net;
using System.Text;
using Microsoft.Azure.Cosmos;
using RiskRegister.Criteria;
using RiskRegister.People;
using RiskRegister.Register.Records;
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
    public async Task What_was_saved_has_a_history_that_verifies_and_saving_the_same_again_adds_nothing_to_it()
    {
        await AddAsync("north", "a@demo.example");
        await AddAsync("north", "a@demo.example");
        await People.SaveAsync("north", [new Person("north", "a@demo.example", "A", [Role.Auditor], null)]);

        var versions = await _register.Get<RecordHistory>().ReadAsync("north", "person:a@demo.example").ToListAsync();
        Assert.Equal(["person-added", "person-changed"], versions.Select(v => v.Name));
        Assert.Empty(await _register.Get<RecordHistory>().VerifyAsync("north"));
    }

    [Fact]
    public async Task A_person_who_was_stored_before_there_were_versions_is_read()
    {
        const string Old = """
            {"id":"person:a@demo.example","agency":"north","type":"person","email":"a@demo.example","name":"A","roles":["owner"],"manager":"m@demo.example"}
            """;
        using var body = new MemoryStream(Encoding.UTF8.GetBytes(Old));
        using var stored = await _register.Raw.CreateItemStreamAsync(body, new PartitionKey("north"));
        Assert.Equal(HttpStatusCode.Created, stored.StatusCode);

        var person = (await People.FindAsync("north", "a@demo.example"))!;

        Assert.Equal((0, null, "m@demo.example"), (person.Version, person.Left, person.Manager));
        Assert.Empty(person.Away);
    }

    [Fact]
    public async Task Who_has_left_is_nobody_from_the_day_on_in_the_agencys_zone()
    {
        await _register.Get<Agencies>().SaveAsync("north", DefaultSettings.For("North") with { TimeZone = "Pacific/Auckland" });
        var settings = await _register.Get<Agencies>().SettingsAsync("north");
        var today = settings.DayOf(TimeProvider.System.GetUtcNow());
        foreach (var (email, on) in new[] { ("gone@demo.example", today), ("going@demo.example", today.AddDays(2)) })
        {
            var left = new Departure(on, null, "Retires", 1);
            await People.SaveAsync("north", [new Person("north", email, "A", [Role.Owner], null) { Left = left }]);
            await People.FollowMembershipAsync("north", email);
        }

        Assert.Null(await People.FindAsync("north", "gone@demo.example"));
        Assert.NotNull(await People.ReadAsync("north", "gone@demo.example"));
        Assert.Empty(await People.AgenciesOfAsync("gone@demo.example"));
        Assert.NotNull(await People.FindAsync("north", "going@demo.example"));
        Assert.Equal(["north"], await People.AgenciesOfAsync("going@demo.example"));
    }

    [Fact]
    public async Task A_membership_that_a_broken_off_call_left_behind_is_mended_by_doing_it_again()
    {
        await _register.Get<Agencies>().SaveAsync("north", DefaultSettings.For("North"));
        await AddAsync("north", "a@demo.example");
        await _register.Get<Memberships>().SetAsync("a@demo.example", "north", belongs: false);
        await _register.Get<Memberships>().SetAsync("nobody@demo.example", "north", belongs: true);

        await People.FollowMembershipAsync("north", "a@demo.example");
        await People.FollowMembershipAsync("north", "a@demo.example");
        await People.FollowMembershipAsync("north", "nobody@demo.example");

        Assert.Equal(["north"], await People.AgenciesOfAsync("a@demo.example"));
        Assert.Empty(await People.AgenciesOfAsync("nobody@demo.example"));
    }

    [Fact]
    public async Task Agencies_that_add_somebody_at_the_same_time_lose_nothing_of_each_other()
    {
        string[] agencies = [.. Enumerable.Range(10, 12).Select(n => $"agency-{n}")];

        await Task.WhenAll(agencies.Select(agency => AddAsync(agency, "a@demo.example")));

        Assert.Equal(agencies, await People.AgenciesOfAsync("a@demo.example"));
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
    [InlineData("a%20b@demo.example")]
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
