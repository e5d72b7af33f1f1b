using RiskRegister.Reassessment;
using Xunit;

namespace RiskRegister.Tests.Reassessment;

/// <summary>The run begins on Wednesday, 18 June 2031; reminders come after 3 and 7 working days, escalations after 14 and 21.</summary>
public sealed class AwaitReviewTests : IAsyncLifetime
{
    private const string Reference = "R-0001";
    private RunWorld _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await RunWorld.MakeAsync(risks: 1);
        await _world.StartAsync();
        await _world.AskedAsync(1);
        await _world.Engine.SettledAsync(new ReviewKey(RunWorld.Key, Reference).InstanceId);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task An_owner_who_does_not_answer_is_reminded_then_the_manager_is_told_and_then_the_risk_manager()
    {
        await PassAsync(4);
        Assert.Null((await ReviewAsync()).RemindedOn);
        await PassAsync(1);
        Assert.Equal((1, new DateOnly(2031, 6, 23)), ((await ReviewAsync()).Reminders, (await ReviewAsync()).RemindedOn));
        await PassAsync(4);
        Assert.Equal(new DateOnly(2031, 6, 27), (await ReviewAsync()).RemindedOn);
        await PassAsync(11);
        Assert.Equal(
            (RunWorld.Boss, new DateOnly(2031, 7, 8)),
            ((await ReviewAsync()).EscalatedTo, (await ReviewAsync()).EscalatedOn)
        );
        _world.Engine.Time.Advance(TimeSpan.FromDays(9));

        Assert.Equal(new RunSummary(1, 0, 1, 0, 0), await _world.SummaryAsync());
        Assert.Equal(
            (RunWorld.Manager, new DateOnly(2031, 7, 17)),
            ((await ReviewAsync()).EscalatedTo, (await ReviewAsync()).EscalatedOn)
        );
    }

    [Fact]
    public async Task An_answer_after_a_reminder_is_late()
    {
        await PassAsync(5);
        await _world.AnswerAsync(Reference);

        Assert.Equal(new RunSummary(1, 1, 1, 0, 0), await _world.SummaryAsync());
    }

    [Fact]
    public async Task An_answer_whose_message_was_lost_is_found_at_the_next_deadline()
    {
        await _world.AnswerAsync(Reference, isHeard: false);
        _world.Engine.Time.Advance(TimeSpan.FromDays(6));

        Assert.Equal(1, (await _world.SummaryAsync()).Answered);
        Assert.Null((await _world.EntryAsync(Reference)).Review);
    }

    [Fact]
    public async Task A_paused_run_reminds_and_escalates_nothing_and_goes_on_within_a_day_of_being_resumed()
    {
        await _world.SteerAsync(SteerRun.Paused);
        await PassAsync(12);
        Assert.Equal((0, null), ((await ReviewAsync()).Reminders, (await ReviewAsync()).EscalatedTo));

        await _world.SteerAsync(SteerRun.Resumed);
        await PassAsync(1);

        // Both reminders are late by now, but nobody is reminded twice on one day.
        Assert.Equal(1, (await ReviewAsync()).Reminders);
    }

    [Fact]
    public async Task An_answer_during_a_pause_is_taken()
    {
        await _world.SteerAsync(SteerRun.Paused);
        await PassAsync(6);
        await _world.AnswerAsync(Reference);

        Assert.Equal(new RunSummary(1, 1, 0, 0, 0), await _world.SummaryAsync());
    }

    [Fact]
    public async Task A_withdrawal_whose_message_was_lost_is_found_at_the_next_deadline()
    {
        await _world.SteerAsync(SteerRun.Ended);
        await RunWorld.UntilAsync(async () => (await _world.EntryAsync(Reference)).Review is null);
        _world.Engine.Time.Advance(TimeSpan.FromDays(6));

        Assert.Equal(RunSummary.Nothing with { Asked = 1, Withdrawn = 1 }, await _world.SummaryAsync());
    }

    private Task PassAsync(int days) => _world.PassDaysAsync(days, Reference);

    private async Task<RiskRegister.Entries.OpenReview> ReviewAsync() => (await _world.EntryAsync(Reference)).Review!;
}
