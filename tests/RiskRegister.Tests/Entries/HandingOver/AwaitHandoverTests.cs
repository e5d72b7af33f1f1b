using Microsoft.DurableTask.Client;
using RiskRegister.Entries.HandingOver;
using RiskRegister.Tests.People;
using Xunit;

namespace RiskRegister.Tests.Entries.HandingOver;

public sealed class AwaitHandoverTests : IAsyncLifetime
{
    private const int Entries = 120;

    /// <summary>4 January 2026, 00:00 in Auckland.</summary>
    private static readonly DateTimeOffset Day = new(2026, 1, 3, 11, 0, 0, TimeSpan.Zero);

    private HandoverWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await HandoverWorld.MakeAsync(Entries);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Who_left_today_can_not_sign_in_and_all_their_entries_are_handed_over_in_pages()
    {
        var key = await _world.LeaveAsync(0, Staff.Otto);

        Assert.Equal(Entries, await _world.ResultAsync(key));
        Assert.Equal((Entries, 0), (await _world.OwnedAsync(Staff.Otto), await _world.OwnedAsync(Staff.Nora)));
        Assert.Equal(Entries, await _world.EventsAsync("handed-over"));
        Assert.Null(await _world.SignInAsync());
        Assert.Empty(await _world.AgenciesAsync());
    }

    [Fact]
    public async Task Open_signals_of_who_left_are_handed_over_with_their_entries()
    {
        var signal = await _world.SignalAsync();

        await _world.ResultAsync(await _world.LeaveAsync(0, Staff.Otto));

        Assert.Equal(Staff.Otto.Email, (await _world.FindSignalAsync(signal)).Assignee);
    }

    [Fact]
    public async Task A_departure_to_come_is_waited_for_until_the_first_instant_of_its_day_also_over_a_restart()
    {
        var key = await _world.LeaveAsync(3);
        await _world.Engine.SettledAsync(key.InstanceId);
        Assert.NotNull(await _world.SignInAsync());
        Assert.Equal(["south"], await _world.AgenciesAsync());

        await _world.Engine.KillAsync();
        _world.Engine.Time.SetUtcNow(Day - TimeSpan.FromMilliseconds(1));
        await _world.Engine.StartAsync();
        await _world.Engine.SettledAsync(key.InstanceId);
        Assert.Equal(Entries, await _world.OwnedAsync(Staff.Nora));

        _world.Engine.Time.SetUtcNow(Day + TimeSpan.FromMilliseconds(1));
        Assert.Equal(Entries, await _world.ResultAsync(key));
        Assert.Equal(Entries, await _world.OwnedAsync(Staff.Boss));
        Assert.Empty(await _world.AgenciesAsync());
    }

    [Fact]
    public async Task A_page_that_is_handed_over_twice_is_handed_over_once()
    {
        var key = await _world.LeaveAsync(0, Staff.Otto);
        await _world.ResultAsync(key);

        var again = await _world.Activities.HandOverEntries(new HandoverCursor(key, ""), TestContext.Current.CancellationToken);

        Assert.Equal(new HandoverPage(0, null), again);
        Assert.Equal(Entries, await _world.EventsAsync("handed-over"));
    }

    [Fact]
    public async Task A_message_that_comes_twice_starts_one_handover()
    {
        var key = await _world.LeaveAsync(0, Staff.Otto);
        await _world.ResultAsync(key);
        var first = await _world.InstanceAsync(key);

        await _world.HearAsync(key.Version);

        Assert.Equal(first!.CreatedAt, (await _world.InstanceAsync(key))!.CreatedAt);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(180)]
    public void A_handover_has_an_id_that_Durable_Functions_takes_however_long_the_address(int length)
    {
        var key = new HandoverKey("south", $"{new string('a', length)}@demo.example", 3);

        Assert.InRange(key.InstanceId.Length, 1, 100);
        Assert.NotEqual(key.InstanceId, (key with { Version = 4 }).InstanceId);
    }

    [Fact]
    public async Task Who_stays_after_all_keeps_their_entries_and_the_wait_ends()
    {
        var key = await _world.LeaveAsync(3);
        await _world.Engine.SettledAsync(key.InstanceId);

        await _world.ReturnAsync();

        Assert.Equal(0, await _world.ResultAsync(key));
        Assert.Equal(Entries, await _world.OwnedAsync(Staff.Nora));
    }

    [Fact]
    public async Task Another_day_ends_the_first_wait_and_begins_one_of_its_own()
    {
        var first = await _world.LeaveAsync(3);
        await _world.Engine.SettledAsync(first.InstanceId);

        var second = await _world.LeaveAsync(9);

        Assert.Equal(0, await _world.ResultAsync(first));
        Assert.NotEqual(first, second);
        await _world.Engine.SettledAsync(second.InstanceId);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await _world.InstanceAsync(second))!.RuntimeStatus);
    }

    [Fact]
    public async Task A_departure_whose_calling_off_was_not_heard_hands_nothing_over()
    {
        var key = await _world.LeaveAsync(3);
        await _world.Engine.SettledAsync(key.InstanceId);
        await _world.LeaveAsync(0, Staff.Otto);

        var stale = await _world.Activities.HandOverEntries(new HandoverCursor(key, ""), TestContext.Current.CancellationToken);

        Assert.Equal(new HandoverPage(0, null), stale);
        Assert.Null(await _world.Activities.HandoverBegins(key));
    }
}
