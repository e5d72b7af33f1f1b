using RiskRegister.Access;
using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.Fleet;
using RiskRegister.People;
using RiskRegister.Register;
using RiskRegister.Tests.Register;
using Xunit;

namespace RiskRegister.Tests.Fleet;

public sealed class AgencyMakerTests : IAsyncLifetime
{
    private static readonly CreateAgency West = new("west", "West", "Europe/Dublin", new("Ada@west.example", "Ada"), 2015);
    private EmptyRegister _register = null!;

    public async ValueTask InitializeAsync() => _register = await EmptyRegister.MakeAsync();

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task An_agency_begins_with_the_defaults_an_administrator_and_a_place_in_the_list()
    {
        var made = await MakeAsync(West);

        Assert.Equal(new CreatedAgency("west", "West", "Europe/Dublin", 2015, "ada@west.example"), made);
        var settings = await _register.Get<Agencies>().SettingsAsync("west", Cancel);
        Assert.Equal(
            (1, "West", "Europe/Dublin", 2015),
            (settings.Version, settings.Name, settings.TimeZone, settings.IsoEdition)
        );
        Assert.Equal(5, settings.Criteria.Likelihood.Count);
        var people = _register.Get<PeopleDirectory>();
        Assert.Equal([Role.Administrator], (await people.FindAsync("west", "ada@west.example", Cancel))!.Roles);
        Assert.Equal(["west"], await people.AgenciesOfAsync("ada@west.example", Cancel));
        Assert.Equal(["west West"], await ListAsync());
    }

    [Fact]
    public async Task What_exists_is_not_made_again()
    {
        await MakeAsync(West);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => MakeAsync(West));
        Assert.Equal(("", "agency-exists"), (refused.Refusals[0].Field, refused.Refusals[0].Rule));
        await Assert.ThrowsAsync<RefusedException>(() => MakeAsync(West with { Name = "Other" }));
        Assert.Equal(["west West"], await ListAsync());
    }

    [Fact]
    public async Task The_same_idempotency_key_again_gets_the_same_answer()
    {
        var first = await MakeAsync(West, "k1");

        Assert.Equal(first, await MakeAsync(West, "k1"));
        await Assert.ThrowsAsync<RefusedException>(() => MakeAsync(West, "k2"));
    }

    [Fact]
    public async Task Of_two_at_once_one_makes_it_and_the_other_is_told_that_it_exists()
    {
        for (var round = 0; round < 10; round++)
        {
            var command = West with { Id = $"west-{round}" };
            var results = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => TryAsync(command), Cancel)));

            Assert.Equal(["agency-exists", "made"], results.Order());
        }
    }

    [Fact]
    public async Task Of_two_at_once_with_other_details_the_agency_is_that_of_the_one_that_made_it()
    {
        for (var round = 0; round < 10; round++)
        {
            CreateAgency[] commands =
            [
                West with
                {
                    Id = $"west-{round}",
                    Name = "A",
                    Administrator = new("a@west.example", null),
                },
                West with
                {
                    Id = $"west-{round}",
                    Name = "B",
                    Administrator = new("b@west.example", null),
                },
            ];
            var results = await Task.WhenAll(commands.Select(command => Task.Run(() => TryAsync(command), Cancel)));

            var winner = commands[Array.IndexOf(results, "made")];
            Assert.Single(results, result => result == "made");
            Assert.Equal(winner.Name, (await _register.Get<Agencies>().SettingsAsync(winner.Id!, Cancel)).Name);
            var people = await _register.Get<PeopleDirectory>().AllAsync(winner.Id!, Cancel);
            Assert.Equal(winner.Administrator!.Email, Assert.Single(people).Email);
        }
    }

    [Fact]
    public async Task A_call_that_was_broken_off_is_completed_by_repeating_it()
    {
        await MakeAsync(West);
        await DeleteAsync(RegisterContainer.Directory, "agency:west");
        await DeleteAsync(RegisterContainer.Directory, Membership.IdOf("ada@west.example"));
        Assert.Empty(await ListAsync());

        await MakeAsync(West);

        Assert.Equal(["west West"], await ListAsync());
        Assert.Equal(["west"], await _register.Get<PeopleDirectory>().AgenciesOfAsync("ada@west.example", Cancel));
        Assert.Equal(1, (await _register.Get<Agencies>().SettingsAsync("west", Cancel)).Version);
    }

    [Fact]
    public async Task What_was_begun_otherwise_is_told_and_not_mixed()
    {
        await MakeAsync(West);
        await DeleteAsync(RegisterContainer.Directory, "agency:west");

        foreach (
            var other in (CreateAgency[])[West with { Name = "Other" }, West with { Administrator = new("b@west.example", null) }]
        )
        {
            var refused = await Assert.ThrowsAsync<RefusedException>(() => MakeAsync(other));
            Assert.Equal("begun-otherwise", refused.Refusals[0].Rule);
            Assert.Contains("ada@west.example", refused.Message, StringComparison.Ordinal);
        }

        Assert.Single(await _register.Get<PeopleDirectory>().AllAsync("west", Cancel));
    }

    [Theory]
    [InlineData("api", "West", "Europe/Dublin", "a@b.example", 2026, "id")]
    [InlineData("agencies", "West", "Europe/Dublin", "a@b.example", 2026, "id")]
    [InlineData("openapi.json", "West", "Europe/Dublin", "a@b.example", 2026, "id")]
    [InlineData("West", "West", "Europe/Dublin", "a@b.example", 2026, "id")]
    [InlineData(null, "West", "Europe/Dublin", "a@b.example", 2026, "id")]
    [InlineData("west", " ", "Europe/Dublin", "a@b.example", 2026, "name")]
    [InlineData("west", "West", "Mars/North", "a@b.example", 2026, "timeZone")]
    [InlineData("west", "West", null, "a@b.example", 2008, "edition")]
    [InlineData("west", "West", null, null, 2026, "administrator.email")]
    [InlineData("west", "West", null, "nobody", 2026, "administrator.email")]
    [InlineData("west", "West", null, "a b@c.example", 2026, "administrator.email")]
    [InlineData("west", "West", null, "a/b@c.example", 2026, "administrator.email")]
    public void What_an_agency_can_not_be_made_of_is_named(
        string? id,
        string? name,
        string? zone,
        string? email,
        int edition,
        string field
    )
    {
        var command = new CreateAgency(id, name, zone, email is null ? null : new(email, null), edition);

        Assert.Equal([field], Creation.Check(command).Refusals.Select(refusal => refusal.Field));
    }

    [Fact]
    public void Id_name_and_administrator_are_enough() =>
        Assert.Empty(Creation.Check(new("west", "West", null, new("a@b.example", null), null)).Refusals);

    [Fact]
    public void Only_the_administrator_of_the_deployment_makes_agencies() =>
        Assert.Equal(["CreateAgency"], Policies.ByFunction.Where(policy => policy.Value.Deployment).Select(policy => policy.Key));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Task<CreatedAgency> MakeAsync(CreateAgency command, string? key = null) =>
        _register.Get<AgencyMaker>().MakeAsync(command, "deployer@demo.example", key, Cancel);

    private async Task<string> TryAsync(CreateAgency command)
    {
        try
        {
            await MakeAsync(command);
            return "made";
        }
        catch (RefusedException e)
        {
            return e.Refusals[0].Rule;
        }
    }

    private async Task<IEnumerable<string>> ListAsync() =>
        (await _register.Get<Agencies>().AllAsync(Cancel).ToListAsync(Cancel)).Select(line => $"{line.Slug} {line.Name}");

    private Task DeleteAsync(string partition, string id) =>
        _register.Raw.DeleteItemAsync<object>(id, new(partition), cancellationToken: Cancel);
}
