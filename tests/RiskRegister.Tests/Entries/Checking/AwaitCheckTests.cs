using Microsoft.DurableTask.Client;
using RiskRegister.Entries;
using RiskRegister.Entries.Checking;
using Xunit;

namespace RiskRegister.Tests.Entries.Checking;

public sealed class AwaitCheckTests : IAsyncLifetime
{
    private const string Completed = "action-completed";
    private const string Checked = "action-checked";

    /// <summary>1 April 2026, 00:00 in Auckland: 90 days after 1 January there.</summary>
    private static readonly DateTimeOffset Day = new(2026, 3, 31, 11, 0, 0, TimeSpan.Zero);

    private CheckWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await CheckWorld.MakeAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Completing_an_action_schedules_its_check_for_the_first_instant_of_its_day_in_the_agencys_zone()
    {
        await _world.HearAsync(Completed);
        await SettledAsync();

        _world.Engine.Time.SetUtcNow(Day - TimeSpan.FromMilliseconds(1));
        await SettledAsync();
        Assert.True((await _world.InstanceAsync())!.RuntimeStatus == OrchestrationRuntimeStatus.Running);
        Assert.DoesNotContain(Standing.CheckDue, await _world.StoredStandingAsync());

        _world.Engine.Time.SetUtcNow(Day + TimeSpan.FromMilliseconds(1));
        Assert.True(await ResultAsync());
        Assert.Contains(Standing.CheckDue, await _world.StoredStandingAsync());
    }

    [Fact]
    public async Task A_scheduled_check_survives_the_end_of_the_process()
    {
        await _world.HearAsync(Completed);
        await SettledAsync();

        await _world.Engine.KillAsync();
        _world.Engine.Time.SetUtcNow(Day.AddDays(2));
        await _world.Engine.StartAsync();

        Assert.True(await ResultAsync());
        Assert.Contains(Standing.CheckDue, await _world.StoredStandingAsync());
    }

    [Fact]
    public async Task A_message_that_comes_twice_schedules_one_check()
    {
        await _world.HearAsync(Completed);
        await _world.HearAsync(Completed);
        await SettledAsync();
        var first = await _world.InstanceAsync();
        _world.Engine.Time.SetUtcNow(Day.AddDays(1));
        Assert.True(await ResultAsync());

        await _world.HearAsync(Completed);

        var last = await _world.InstanceAsync();
        Assert.Equal((first!.CreatedAt, OrchestrationRuntimeStatus.Completed), (last!.CreatedAt, last.RuntimeStatus));
    }

    [Fact]
    public async Task A_check_that_is_given_before_its_day_ends_the_wait()
    {
        await _world.HearAsync(Completed);
        await SettledAsync();

        await _world.CheckAsync(Verdict.Effective);
        await _world.HearAsync(Checked);

        Assert.False(await ResultAsync());
    }

    [Fact]
    public async Task A_check_whose_message_was_lost_leaves_nothing_to_do_on_the_day()
    {
        await _world.HearAsync(Completed);
        await SettledAsync();

        await _world.CheckAsync(Verdict.Partly);
        _world.Engine.Time.SetUtcNow(Day.AddDays(1));

        Assert.False(await ResultAsync());
    }

    [Fact]
    public async Task An_action_that_was_checked_before_anybody_heard_of_its_completion_is_not_waited_for()
    {
        await _world.CheckAsync(Verdict.Effective);
        await _world.HearAsync(Checked);
        await _world.HearAsync(Completed);

        Assert.Null(await _world.InstanceAsync());
    }

    [Fact]
    public async Task A_wait_that_begins_after_the_check_ends_at_once()
    {
        await _world.CheckAsync(Verdict.Effective);

        var ended = await _world.Engine.RunAsync(nameof(AwaitCheck), CheckWorld.Key, CheckWorld.Key.InstanceId);

        Assert.False(ended.ReadOutputAs<bool>());
    }

    [Fact]
    public async Task An_entry_that_was_closed_meanwhile_calls_for_no_check()
    {
        await _world.HearAsync(Completed);
        await SettledAsync();

        await _world.CloseAsync();
        _world.Engine.Time.SetUtcNow(Day.AddDays(1));

        Assert.False(await ResultAsync());
        Assert.Empty(await _world.StoredStandingAsync());
    }

    [Fact]
    public async Task Other_changes_of_an_entry_schedule_nothing()
    {
        await _world.HearAsync("assessed", "reviewed");

        Assert.Null(await _world.InstanceAsync());
    }

    private Task SettledAsync() => _world.Engine.SettledAsync(CheckWorld.Key.InstanceId);

    private async Task<bool> ResultAsync() =>
        (await _world.Engine.CompletionAsync(CheckWorld.Key.InstanceId)).ReadOutputAs<bool>();
}
