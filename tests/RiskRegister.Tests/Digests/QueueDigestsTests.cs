using Microsoft.Azure.Cosmos;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Time.Testing;
using RiskRegister.Criteria;
using RiskRegister.Digests;
using RiskRegister.People;
using RiskRegister.Reassessment;
using RiskRegister.Register;
using RiskRegister.Tests.Register;
using Xunit;

namespace RiskRegister.Tests.Digests;

public sealed class QueueDigestsTests
{
    private static readonly Person Early = Of("early", new DigestPreferences { Hour = 5 });
    private static readonly Person Late = Of("late", new DigestPreferences { Hour = 18 });
    private static readonly Person Board = Of(
        "board",
        new DigestPreferences
        {
            Frequency = DigestFrequency.None,
            Stakeholder = DigestFrequency.Weekly,
            Hour = 5,
        }
    );

    [Fact]
    public async Task Each_hour_the_digests_are_queued_whose_hour_has_come_in_each_agency_and_each_once()
    {
        // 4:10 UTC: ten past five in London in summer, ten past six in Paris. It is a Monday.
        var time = new FakeTimeProvider(new DateTimeOffset(2031, 6, 16, 4, 10, 0, TimeSpan.Zero));
        await using var register = await MakeAsync(time);
        var queue = Queue(register, time);

        await queue.Hourly(new TimerInfo(), default);
        await queue.Hourly(new TimerInfo(), default);

        string[] first = ["mail:digest:2031-06-16:early@x.example", "mail:stakeholder-digest:2031-W25:board@x.example"];
        Assert.Equal(first, await QueuedAsync(register, "north"));
        Assert.Equal(first, await QueuedAsync(register, "south"));

        time.Advance(TimeSpan.FromHours(12));
        await queue.Hourly(new TimerInfo(), default);
        Assert.Equal(first, await QueuedAsync(register, "north"));
        Assert.Contains("mail:digest:2031-06-16:late@x.example", await QueuedAsync(register, "south"));
    }

    [Fact]
    public async Task A_run_queues_the_digests_whose_hour_has_passed_and_leaves_the_others_to_the_hour()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2031, 6, 17, 12, 0, 0, TimeSpan.Zero));
        await using var register = await MakeAsync(time);

        var after = await Queue(register, time).Run(new RunCursor(new RunKey("north", new(2031, 6, 17)), ""), default);

        Assert.Equal(Late.Email, after);
        Assert.Null(await Queue(register, time).Run(new RunCursor(new RunKey("north", new(2031, 6, 17)), after!), default));
        Assert.Contains("mail:digest:2031-06-17:early@x.example", await QueuedAsync(register, "north"));
        Assert.DoesNotContain("mail:digest:2031-06-17:late@x.example", await QueuedAsync(register, "north"));
    }

    private static async Task<EmptyRegister> MakeAsync(TimeProvider time)
    {
        var register = await EmptyRegister.MakeAsync(time: time);
        foreach (var (agency, zone) in ((string, string)[])[("north", "Europe/London"), ("south", "Europe/Paris")])
        {
            await register.Get<Agencies>().SaveAsync(agency, DefaultSettings.For(agency) with { TimeZone = zone });
            Person[] people = [Early with { Agency = agency }, Late with { Agency = agency }, Board with { Agency = agency }];
            await register.Get<PeopleDirectory>().SaveAsync(agency, people);
        }

        return register;
    }

    private static QueueDigests Queue(EmptyRegister register, TimeProvider time) =>
        new(register.Get<PeopleDirectory>(), register.Get<Agencies>(), new Ledger(register.Get<RegisterContainer>(), time), time);

    private static async Task<IReadOnlyList<string>> QueuedAsync(EmptyRegister register, string agency)
    {
        var query = new QueryDefinition("SELECT VALUE c.id FROM c WHERE c.type = @type ORDER BY c.type, c.id").WithParameter(
            "@type",
            Mail.DocumentType
        );
        return await register.Get<RegisterContainer>().QueryAllAsync<string>(agency, query).ToListAsync();
    }

    private static Person Of(string name, DigestPreferences digests) =>
        new("", $"{name}@x.example", name, [Role.Reader], null) { Digests = digests };
}
