#pragma warning disable xUnit1051 // Nothing here runs long; a token in each call would hide what is tested.
using Azure.Messaging.ServiceBus;
using Xunit;

namespace RiskRegister.Tests.Local.ServiceBus;

public sealed class ReceivingTests : IAsyncDisposable
{
    private static readonly TimeSpan Lock = TimeSpan.FromMinutes(1);

    private readonly Bus _bus = new();

    [Fact]
    public async Task A_locked_message_is_not_given_to_another_receiver_until_the_lock_ends()
    {
        await SendAsync("one");
        Assert.Equal(1, (await _bus.ReceiveAsync()).DeliveryCount);
        Assert.Empty(await Bus.TextsAsync(_bus.FromMail));

        _bus.Time.Advance(Lock);

        Assert.Equal(2, (await _bus.ReceiveAsync()).DeliveryCount);
    }

    [Fact]
    public async Task A_renewed_lock_holds_for_another_minute()
    {
        await SendAsync("one");
        var message = await _bus.ReceiveAsync();
        Assert.Equal(_bus.Time.GetUtcNow() + Lock, message.LockedUntil);

        _bus.Time.Advance(Lock / 2);
        await _bus.FromMail.RenewMessageLockAsync(message);
        Assert.Equal(_bus.Time.GetUtcNow() + Lock, message.LockedUntil);

        _bus.Time.Advance(Lock * 0.9);
        Assert.Empty(await Bus.TextsAsync(_bus.FromMail));
        await _bus.FromMail.CompleteMessageAsync(message);
    }

    [Fact]
    public async Task A_completed_message_does_not_come_back()
    {
        await SendAsync("one");
        await _bus.FromMail.CompleteMessageAsync(await _bus.ReceiveAsync());
        _bus.Time.Advance(Lock * 2);
        Assert.Empty(await Bus.TextsAsync(_bus.FromMail));
    }

    [Fact]
    public async Task After_the_lock_ended_nothing_can_be_done_with_the_message()
    {
        await SendAsync("one");
        var message = await _bus.ReceiveAsync();
        _bus.Time.Advance(Lock);

        await LockLostAsync(() => _bus.FromMail.CompleteMessageAsync(message));
        await LockLostAsync(() => _bus.FromMail.AbandonMessageAsync(message));
        await LockLostAsync(() => _bus.FromMail.DeadLetterMessageAsync(message, "late"));
        await LockLostAsync(() => _bus.FromMail.RenewMessageLockAsync(message));
        Assert.Equal(["one"], await Bus.TextsAsync(_bus.FromMail));
    }

    [Fact]
    public async Task A_message_is_settled_once()
    {
        await SendAsync("one");
        var message = await _bus.ReceiveAsync();
        await _bus.FromMail.CompleteMessageAsync(message);
        await LockLostAsync(() => _bus.FromMail.CompleteMessageAsync(message));
    }

    [Fact]
    public async Task The_lock_of_an_earlier_delivery_does_not_hold_a_later_one()
    {
        await SendAsync("one");
        var first = await _bus.ReceiveAsync();
        await _bus.FromMail.AbandonMessageAsync(first);
        var second = await _bus.ReceiveAsync();

        await LockLostAsync(() => _bus.FromMail.CompleteMessageAsync(first));
        await _bus.FromMail.CompleteMessageAsync(second);
    }

    [Fact]
    public async Task An_abandoned_message_comes_back_first_with_the_properties_it_was_given()
    {
        await SendAsync("one", "two");
        await _bus.FromMail.AbandonMessageAsync(await _bus.ReceiveAsync(), new Dictionary<string, object> { ["tried"] = "smtp" });

        var message = await _bus.ReceiveAsync();
        Assert.Equal("one", message.Body.ToString());
        Assert.Equal("smtp", message.ApplicationProperties["tried"]);
        Assert.Equal(2, message.DeliveryCount);
    }

    [Fact]
    public async Task Receive_and_delete_leaves_nothing_to_settle()
    {
        await SendAsync("one", "two");
        var receiver = _bus.Client.CreateReceiver(
            "mail",
            new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete }
        );

        var messages = await receiver.ReceiveMessagesAsync(2, Bus.AtOnce);

        Assert.Equal(["one", "two"], messages.Select(message => message.Body.ToString()));
        await Assert.ThrowsAsync<InvalidOperationException>(() => receiver.CompleteMessageAsync(messages[0]));
        _bus.Time.Advance(Lock);
        Assert.Empty(await Bus.TextsAsync(_bus.FromMail));
    }

    [Fact]
    public async Task A_waiting_receiver_gets_a_message_as_soon_as_it_is_sent()
    {
        var received = _bus.FromMail.ReceiveMessageAsync(TimeSpan.FromHours(1));
        await SendAsync("one");
        Assert.Equal("one", (await received)!.Body.ToString());
    }

    [Fact]
    public async Task Waiting_receivers_share_what_arrives()
    {
        var received = Enumerable.Range(0, 5).Select(_ => _bus.FromMail.ReceiveMessageAsync(TimeSpan.FromHours(1))).ToList();
        await SendAsync("0", "1", "2", "3", "4");
        var texts = (await Task.WhenAll(received)).Select(message => message!.Body.ToString());
        Assert.Equal(["0", "1", "2", "3", "4"], texts.Order());
    }

    [Fact]
    public async Task A_receiver_waits_no_longer_than_it_was_told()
    {
        var received = _bus.FromMail.ReceiveMessageAsync(TimeSpan.FromSeconds(5));
        Assert.False(received.IsCompleted);
        await AdvanceUntilDoneAsync(received, TimeSpan.FromSeconds(5));
        Assert.Null(await received);
    }

    [Fact]
    public async Task A_wait_must_be_positive() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _bus.FromMail.ReceiveMessageAsync(TimeSpan.Zero));

    [Fact]
    public async Task A_waiting_receiver_can_be_cancelled()
    {
        using var stop = new CancellationTokenSource();
        var received = _bus.FromMail.ReceiveMessageAsync(TimeSpan.FromHours(1), stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => received);
    }

    [Fact]
    public async Task A_waiting_receiver_ends_when_the_broker_ends()
    {
        var received = _bus.FromMail.ReceiveMessageAsync(TimeSpan.FromHours(1));
        await _bus.StopAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => received);
    }

    [Fact]
    public async Task Peeking_shows_locked_messages_without_their_lock_and_goes_on_where_it_stopped()
    {
        await SendAsync("one", "two");
        await _bus.ReceiveAsync();
        var peeker = _bus.FromMail;

        var first = (await peeker.PeekMessageAsync())!;
        var second = (await peeker.PeekMessageAsync())!;

        Assert.Equal("one", first.Body.ToString());
        Assert.Equal(0, first.DeliveryCount);
        Assert.Equal("two", second.Body.ToString());
        Assert.Null(await peeker.PeekMessageAsync());
        Assert.Equal(2, (await peeker.PeekMessagesAsync(10, first.SequenceNumber)).Count);
        await Assert.ThrowsAsync<InvalidOperationException>(() => peeker.CompleteMessageAsync(second));
    }

    [Fact]
    public async Task Receiving_from_an_unknown_queue_or_from_a_topic_itself_is_refused()
    {
        foreach (var path in new[] { "nowhere", "events" })
        {
            var receiver = _bus.Client.CreateReceiver(path);
            var refusal = await Assert.ThrowsAsync<ServiceBusException>(() => receiver.ReceiveMessageAsync(Bus.AtOnce));
            Assert.Equal(ServiceBusFailureReason.MessagingEntityNotFound, refusal.Reason);
        }
    }

    [Fact]
    public async Task After_a_restart_what_was_sent_is_there_and_what_was_locked_is_delivered_again_as_another_delivery()
    {
        await SendAsync("one", "two");
        await _bus.ReceiveAsync();

        await _bus.RestartAsync();

        var messages = await _bus.FromMail.ReceiveMessagesAsync(10, Bus.AtOnce);
        Assert.Equal(["one", "two"], messages.Select(message => message.Body.ToString()));
        Assert.Equal([2, 1], messages.Select(message => message.DeliveryCount));
    }

    [Fact]
    public async Task Sequence_numbers_rise_also_after_the_queue_was_emptied_and_over_a_restart()
    {
        await SendAsync("one");
        var first = await _bus.ReceiveAsync();
        await _bus.FromMail.CompleteMessageAsync(first);
        await _bus.RestartAsync();
        await SendAsync("two");
        Assert.True((await _bus.ReceiveAsync()).SequenceNumber > first.SequenceNumber);
    }

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    private static async Task LockLostAsync(Func<Task> settle)
    {
        var refusal = await Assert.ThrowsAsync<ServiceBusException>(settle);
        Assert.Equal(ServiceBusFailureReason.MessageLockLost, refusal.Reason);
    }

    private Task SendAsync(params string[] texts) =>
        _bus.ToMail.SendMessagesAsync(texts.Select(text => new ServiceBusMessage(text)));

    // The receiver looks into the table before it waits on the clock, so the clock may have to move again.
    private async Task AdvanceUntilDoneAsync(Task task, TimeSpan step)
    {
        while (!task.IsCompleted)
        {
            _bus.Time.Advance(step);
            await Task.Yield();
        }
    }
}
