using RiskRegister.Entries;
using RiskRegister.Reassessment;
using Xunit;

namespace RiskRegister.Tests.Reassessment;

public sealed class ReassessTests
{
    [Fact]
    public async Task A_run_asks_what_is_due_once_and_ends_with_its_summary_when_all_is_answered()
    {
        await using var world = await RunWorld.MakeAsync(risks: 4, due: 3);
        await world.StartAsync();
        await world.AskedAsync(3);

        foreach (var entry in (await world.AllAsync()).Where(entry => entry.Review is not null))
        {
            await world.AnswerAsync(entry.Reference);
        }

        Assert.Equal(new RunSummary(3, 3, 0, 0, 0), await world.SummaryAsync());
        Assert.Equal(["digests 2031-06-18"], world.Engine.Log);
        var run = await world.Runs.LoadAsync(RunWorld.Agency, "2031-06-18");
        Assert.Equal((3, 3), (run.Asked, run.Summary?.Answered));
        Assert.NotNull(run.EndedAt);
    }

    [Fact]
    public async Task A_run_of_several_pages_survives_the_end_of_the_process_and_asks_each_once()
    {
        const int risks = AskActivities.PageSize + 5;
        await using var world = await RunWorld.MakeAsync(risks);
        await world.StartAsync();
        await world.Engine.RestartAsync();
        await world.AskedAsync(risks);
        await world.Engine.RestartAsync();

        foreach (var entry in await world.AllAsync())
        {
            await world.AnswerAsync(entry.Reference);
        }

        Assert.Equal(new RunSummary(risks, risks, 0, 0, 0), await world.SummaryAsync());
        Assert.All(await world.AllAsync(), entry => Assert.Equal(4, entry.Version));
    }

    [Fact]
    public async Task An_answer_between_asking_and_waiting_is_counted()
    {
        await using var world = await RunWorld.MakeAsync(risks: 2);
        var ask = world.Register.Get<AskActivities>();
        var runs = world.Register.Get<RunActivities>();
        await runs.OpenRun(RunWorld.Key);
        await ask.AskPage(new RunSection(RunWorld.Key, "", "~"), TestContext.Current.CancellationToken);
        await world.AnswerAsync("R-0001", isHeard: false);

        await world.StartAsync();
        await world.AskedAsync(1);
        await world.AnswerAsync("R-0002");

        Assert.Equal(new RunSummary(2, 2, 0, 0, 0), await world.SummaryAsync());
    }

    [Fact]
    public async Task A_page_that_is_asked_again_asks_nothing_that_was_answered_meanwhile_also_when_it_was_requested()
    {
        await using var world = await RunWorld.MakeAsync(risks: 1, due: 0);
        var key = await RequestAsync(world, new(RunScope.Register, null, null, "New law", RunWorld.Manager));
        var section = new RunSection(key, "", "~");
        var ask = world.Register.Get<AskActivities>();
        await ask.AskPage(section, TestContext.Current.CancellationToken);
        await world.AnswerAsync("R-0001", isHeard: false);
        var page = await world.Runs.PageAsync(new RunCursor(key, ""));
        await world.Runs.SavePageAsync(page with { Asked = null }, TestContext.Current.CancellationToken);

        await ask.AskPage(section, TestContext.Current.CancellationToken);

        Assert.Null((await world.EntryAsync("R-0001")).Review);
        Assert.Equal(["R-0001"], await ask.ReadPage(new RunCursor(key, ""), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_requested_run_asks_what_is_not_due_inside_its_scope_and_queues_no_second_digest()
    {
        await using var world = await RunWorld.MakeAsync(risks: 1, due: 0);
        var legal = await world.RaiseAsync(new DateOnly(2031, 12, 1), "Legal");
        var key = await RequestAsync(world, new(RunScope.Category, null, "Legal", "There is a new law.", RunWorld.Manager));

        await new FollowRuns(world.Runs).FollowAsync(
            new(RunWorld.Agency, key.Run),
            world.Engine.Client,
            TestContext.Current.CancellationToken
        );
        await world.AskedAsync(1, key);

        Assert.Equal("There is a new law.", (await world.EntryAsync(legal)).Review?.Why);
        await world.AnswerAsync(legal);
        Assert.Equal(new RunSummary(1, 1, 0, 0, 0), await world.SummaryAsync(key));
        Assert.Empty(world.Engine.Log);
    }

    [Fact]
    public async Task A_run_that_is_paused_before_it_asks_goes_on_when_it_is_resumed()
    {
        await using var world = await RunWorld.MakeAsync(risks: 2);
        await world.Register.Get<RunActivities>().OpenRun(RunWorld.Key);
        await world.SteerAsync(SteerRun.Paused);
        await world.StartAsync();
        await RunWorld.UntilAsync(() => Task.FromResult(!world.Engine.Log.IsEmpty));
        await world.Engine.SettledAsync(RunWorld.Key.InstanceId);
        Assert.All(await world.AllAsync(), entry => Assert.Null(entry.Review));

        await world.SteerAsync(SteerRun.Resumed);
        await world.AskedAsync(2);
    }

    [Fact]
    public async Task A_run_that_is_ended_withdraws_its_open_reviews_and_counts_them()
    {
        await using var world = await RunWorld.MakeAsync(risks: 3);
        await world.StartAsync();
        await world.AskedAsync(3);
        await world.AnswerAsync("R-0001");

        await world.SteerAsync(SteerRun.Ended);
        await RunWorld.UntilAsync(async () => (await world.AllAsync()).All(entry => entry.Review is null));
        await world.HearAsync("R-0002", RunWorld.Key.Run, null);
        await world.HearAsync("R-0003", RunWorld.Key.Run, null);

        Assert.Equal(RunSummary.Nothing with { Asked = 3, Answered = 1, Withdrawn = 2 }, await world.SummaryAsync());
        var run = await world.Runs.LoadAsync(RunWorld.Agency, RunWorld.Key.Run);
        Assert.Equal((RunWorld.Manager, "Because"), (run.EndedBy, run.EndedWhy));
    }

    [Fact]
    public async Task A_run_that_was_begun_by_the_version_before_ends_under_this_one_with_its_answers_counted()
    {
        await using var world = await RunWorld.MakeAsync(risks: 2, before: true);
        await world.Engine.ScheduleAsync(nameof(ReassessmentRun), RunWorld.Key, RunWorld.Key.BeforeId);
        await world.AskedAsync(2);
        await world.AnswerAsync("R-0001");

        world.Engine.Unregister();
        world.Know(before: false);
        await world.Engine.RestartAsync();
        var open = world.Register.Get<OpenRuns>();
        await open.OpenAllAsync(world.Engine.Client, TestContext.Current.CancellationToken);
        await world.AnswerAsync("R-0002");

        var ended = await world.Engine.CompletionAsync(RunWorld.Key.BeforeId);
        Assert.Equal(new RunSummary(2, 2, 0, 0, 0), ended.ReadOutputAs<RunSummary>());
        Assert.Null(await world.Engine.Client.GetInstanceAsync(RunWorld.Key.InstanceId, TestContext.Current.CancellationToken));
    }

    private static async Task<RunKey> RequestAsync(RunWorld world, RunRequest request)
    {
        var key = RunWorld.Key with { Number = 2 };
        await world.Runs.AddAsync(
            new RunDocument(RunWorld.Agency, key.Run, world.Engine.Time.GetUtcNow(), null, null) { Request = request },
            []
        );
        return key;
    }
}
