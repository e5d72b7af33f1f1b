#pragma warning disable xUnit1051 // Nothing here runs long; a token in each call would hide what is tested.
using Azure.Messaging.ServiceBus;
using Xunit;

namespace RiskRegister.Tests.Local.ServiceBus;

public sealed class ScheduleTests : IAsyncDisposable
{
    private readonly Bus _bus = new();

    [Fact]
    public async Task A_scheduled_message_appears_at_its_time_behind_what_was_sent_meanwhile()
    {
        var number = await ScheduleAsync("later", TimeSpan.FromHours(8));
        await _bus.ToMail.SendMessageAsync(new ServiceBusMessage("now"));
        Assert.Equal(ServiceBusMessageState.Scheduled, (await _bus.FromMail.PeekMessageAsync())!.State);

        _bus.Time.Advance(TimeSpan.FromHours(8));

        var messages = await _bus.FromMail.ReceiveMessagesAsync(10, Bus.AtOnce);
        Assert.Equal(["now", "later"], messages.Select(message => message.Body.ToString()));
        Assert.Equal(_bus.Time.GetUtcNow(), messages[1].EnqueuedTime);
        Assert.True(messages[1].SequenceNumber > number);
    }

    [Fact]
    public async Task A_scheduled_message_wakes_a_waiting_receiver()
    {
        await ScheduleAsync("later", TimeSpan.FromHours(8));
        var received = _bus.FromMail.ReceiveMessageAsync(TimeSpan.FromDays(1));
        _bus.Time.Advance(TimeSpan.FromHours(8));
        Assert.Equal("later", (await received)!.Body.ToString());
    }

    [Fact]
    public async Task A_message_scheduled_for_months_from_now_appears_then()
    {
        await ScheduleAsync("review", TimeSpan.FromDays(90));
        var received = _bus.FromMail.ReceiveMessageAsync(TimeSpan.MaxValue);
        while (!received.IsCompleted)
        {
            _bus.Time.Advance(TimeSpan.FromDays(1));
            await Task.Yield();
        }

        Assert.InRange((await received)!.EnqueuedTime, new(2026, 5, 31, 9, 0, 0, default), DateTimeOffset.MaxValue);
    }

    [Fact]
    public async Task A_cancelled_message_does_not_appear_and_is_cancelled_once()
    {
        var number = await ScheduleAsync("later", TimeSpan.FromHours(8));
        await _bus.ToMail.CancelScheduledMessageAsync(number);
        await NotFoundAsync(number);

        _bus.Time.Advance(TimeSpan.FromHours(8));
        Assert.Empty(await Bus.TextsAsync(_bus.FromMail));
    }

    [Fact]
    public async Task A_message_that_has_appeared_can_not_be_cancelled()
    {
        var number = await ScheduleAsync("later", TimeSpan.FromHours(8));
        _bus.Time.Advance(TimeSpan.FromHours(8));
        await NotFoundAsync(number);
    }

    [Fact]
    public async Task What_is_scheduled_for_a_topic_goes_to_all_subscriptions_also_when_its_time_came_during_a_stop()
    {
        var later = _bus.Time.GetUtcNow() + TimeSpan.FromHours(8);
        await _bus.Client.CreateSender("events").ScheduleMessageAsync(new ServiceBusMessage("later"), later);

        await _bus.StopAsync();
        _bus.Time.Advance(TimeSpan.FromDays(1));
        await _bus.RestartAsync();

        Assert.Equal(["later"], await Bus.TextsAsync(_bus.Client.CreateReceiver("events", "mailing")));
        Assert.Equal(["later"], await Bus.TextsAsync(_bus.Client.CreateReceiver("events", "reporting")));
    }

    [Fact]
    public async Task An_expired_message_is_not_delivered()
    {
        await _bus.ToMail.SendMessageAsync(new ServiceBusMessage("old") { TimeToLive = TimeSpan.FromMinutes(5) });
        await _bus.ToMail.SendMessageAsync(new ServiceBusMessage("new"));
        _bus.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(["new"], await Bus.TextsAsync(_bus.FromMail));
    }

    [Fact]
    public async Task A_message_that_expires_while_it_is_locked_can_be_completed_but_does_not_come_back()
    {
        await _bus.ToMail.SendMessagesAsync([Short("one"), Short("two")]);
        var messages = await _bus.FromMail.ReceiveMessagesAsync(2, Bus.AtOnce);
        _bus.Time.Advance(TimeSpan.FromSeconds(30));

        await _bus.FromMail.CompleteMessageAsync(messages[0]);
        await _bus.FromMail.AbandonMessageAsync(messages[1]);

        Assert.Empty(await Bus.TextsAsync(_bus.FromMail));
    }

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    private static ServiceBusMessage Short(string text) => new(text) { TimeToLive = TimeSpan.FromSeconds(10) };

    private Task<long> ScheduleAsync(string text, TimeSpan wait) =>
        _bus.ToMail.ScheduleMessageAsync(new ServiceBusMessage(text), _bus.Time.GetUtcNow() + wait);

    private async Task NotFoundAsync(long number)
    {
        var refusal = await Assert.ThrowsAsync<ServiceBusException>(() => _bus.ToMail.CancelScheduledMessageAsync(number));
        Assert.Equal(ServiceBusFailureReason.MessageNotFound, refusal.Reason);
    }
}
