using Microsoft.DurableTask.Client;
using RiskRegister.Criteria;
using RiskRegister.Reassessment;
using Xunit;

namespace RiskRegister.Tests.Reassessment;

public sealed class OpenRunsTests
{
    [Fact]
    public async Task Each_agency_gets_the_run_of_its_own_day_once_also_where_there_are_many()
    {
        const int agencies = 40;
        await using var world = await RunWorld.MakeAsync(risks: 0);
        for (var n = 0; n < agencies; n++)
        {
            var zone = n % 2 == 0 ? "Pacific/Kiritimati" : "Europe/London";
            await world.Register.Get<Agencies>().SaveAsync($"a{n}", DefaultSettings.For($"A{n}") with { TimeZone = zone });
        }

        var open = world.Register.Get<OpenRuns>();
        await open.OpenAllAsync(world.Engine.Client, Cancel);
        await open.OpenAllAsync(world.Engine.Client, Cancel);

        for (var n = 0; n < agencies; n++)
        {
            // It is noon in Greenwich, so the next day has begun in Kiritimati.
            var key = new RunKey($"a{n}", new DateOnly(2031, 6, n % 2 == 0 ? 19 : 18));
            var ended = await world.Engine.CompletionAsync(key.InstanceId);
            Assert.Equal(
                (OrchestrationRuntimeStatus.Completed, RunSummary.Nothing),
                (ended.RuntimeStatus, ended.ReadOutputAs<RunSummary>())
            );
        }

        Assert.Equal(agencies / 2, world.Engine.Log.Count(line => line == "digests 2031-06-19"));
    }

    [Fact]
    public async Task An_agency_that_can_not_be_opened_keeps_no_other_from_its_run()
    {
        await using var world = await RunWorld.MakeAsync(risks: 0);
        var container = world.Register.Get<RiskRegister.Register.RegisterContainer>();
        var broken = AgencyDocument.Of("broken", "No settings");
        await container.CommitAsync(
            RiskRegister.Register.RegisterContainer.Directory,
            [RiskRegister.Register.DocumentWrite.Put(broken.Id, broken)]
        );

        await world.Register.Get<OpenRuns>().OpenAllAsync(world.Engine.Client, Cancel);

        Assert.Equal(RunSummary.Nothing, await world.SummaryAsync());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
