using Azure.Messaging.ServiceBus;
using Xunit;

namespace RiskRegister.Tests.Local.ServiceBus.Contract;

public sealed class ReceivingTests : BusContract
{
    [Fact]
    public async Task A_locked_message_is_not_given_to_another_receiver_until_the_lock_ends()
    {
        await Bus.SendAsync("one");
        Assert.Equal(1, (await Bus.ReceiveAsync()).DeliveryCount);
        Assert.Empty(await Bus.TextsAsync(Bus.FromQueue));

        await Bus.PassAsync(Bus.LockDuration);

        Assert.Equal(2, (await Bus.ReceiveAsync()).DeliveryCount);
    }

    [Fact]
    public async Task A_renewed_lock_holds_for_its_whole_time_again()
    {
        await Bus.SendAsync("one");
        var receiver = Bus.FromQueue;
        var message = (await receiver.ReceiveMessageAsync(Bus.Wait))!;
        var lockedUntil = message.LockedUntil;
        Assert.Equal(Bus.Now + Bus.LockDuration, lockedUntil, TimeSpan.FromSeconds(5));

        await Bus.PassAsync(Bus.LockDuration / 2);
        await receiver.RenewMessageLockAsync(message);
        Assert.InRange(message.LockedUntil, lockedUntil + Bus.LockDuration / 4, DateTimeOffset.MaxValue);

        await Bus.PassAsync(Bus.LockDuration / 2);
        await receiver.CompleteMessageAsync(message);
        Assert.Empty(await Bus.TextsAsync(Bus.FromQueue));
    }

    [Fact]
    public async Task A_completed_message_does_not_come_back()
    {
        await Bus.SendAsync("one");
        var receiver = Bus.FromQueue;
        await receiver.CompleteMessageAsync((await receiver.ReceiveMessageAsync(Bus.Wait))!);
        await Bus.PassAsync(Bus.LockDuration);
        Assert.Empty(await Bus.TextsAsync(receiver));
    }

    [Fact]
    public async Task After_the_lock_ended_nothing_can_be_done_with_the_message()
    {
        await Bus.SendAsync("one");
        var receiver = Bus.FromQueue;
        var message = (await receiver.ReceiveMessageAsync(Bus.Wait))!;
        await Bus.PassAsync(Bus.LockDuration);

        await LockLostAsync(() => receiver.CompleteMessageAsync(message));
        await LockLostAsync(() => receiver.AbandonMessageAsync(message));
        await LockLostAsync(() => receiver.DeadLetterMessageAsync(message, "late"));
        await LockLostAsync(() => receiver.RenewMessageLockAsync(message));
        Assert.Equal(["one"], await Bus.TextsAsync(receiver));
    }

    [Fact]
    public async Task A_message_is_settled_once()
    {
        await Bus.SendAsync("one");
        var receiver = Bus.FromQueue;
        var message = (await receiver.ReceiveMessageAsync(Bus.Wait))!;
        await receiver.CompleteMessageAsync(message);
        await LockLostAsync(() => receiver.CompleteMessageAsync(message));
    }

    [Fact]
    public async Task The_lock_of_an_earlier_delivery_does_not_hold_a_later_one()
    {
        await Bus.SendAsync("one");
        var receiver = Bus.FromQueue;
        var first = (await receiver.ReceiveMessageAsync(Bus.Wait))!;
        await receiver.AbandonMessageAsync(first);
        var second = (await receiver.ReceiveMessageAsync(Bus.Wait))!;

        await LockLostAsync(() => receiver.CompleteMessageAsync(first));
        await receiver.CompleteMessageAsync(second);
    }

    [Fact]
    public async Task An_abandoned_message_comes_back_first_with_the_properties_it_was_given()
    {
        await Bus.SendAsync("one", "two");
        var receiver = Bus.FromQueue;
        var properties = new Dictionary<string, object> { ["tried"] = "smtp" };
        await receiver.AbandonMessageAsync((await receiver.ReceiveMessageAsync(Bus.Wait))!, properties);

        var message = await Bus.ReceiveAsync();
        Assert.Equal("one", message.Body.ToString());
        Assert.Equal("smtp", message.ApplicationProperties["tried"]);
        Assert.Equal(2, message.DeliveryCount);
    }

    [Fact]
    public async Task Receive_and_delete_leaves_nothing_to_settle()
    {
        await Bus.SendAsync("one");
        var options = new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete };
        var receiver = Bus.Client.CreateReceiver(ContractBus.Queue, options);

        var message = (await receiver.ReceiveMessageAsync(Bus.Wait))!;

        Assert.Equal("one", message.Body.ToString());
        Assert.Equal(1, message.DeliveryCount);
        await Assert.ThrowsAsync<InvalidOperationException>(() => receiver.CompleteMessageAsync(message));
        await Bus.PassAsync(Bus.LockDuration);
        Assert.Empty(await Bus.TextsAsync(Bus.FromQueue));
    }

    [Fact]
    public async Task A_waiting_receiver_gets_a_message_as_soon_as_it_is_sent()
    {
        var received = Bus.FromQueue.ReceiveMessageAsync(TimeSpan.FromMinutes(1));
        await Bus.SendAsync("one");
        Assert.Equal("one", (await received)!.Body.ToString());
    }

    [Fact]
    public async Task A_wait_must_be_positive() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Bus.FromQueue.ReceiveMessageAsync(TimeSpan.Zero));

    [Fact]
    public async Task A_waiting_receiver_can_be_cancelled()
    {
        using var stop = new CancellationTokenSource();
        var received = Bus.FromQueue.ReceiveMessageAsync(TimeSpan.FromMinutes(1), stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => received);
    }

    [Fact]
    public async Task Peeking_shows_locked_messages_without_their_lock_and_goes_on_where_it_stopped()
    {
        await Bus.SendAsync("one", "two");
        await Bus.ReceiveAsync();
        var peeker = Bus.FromQueue;

        var first = (await peeker.PeekMessageAsync())!;
        var second = (await peeker.PeekMessageAsync())!;

        Assert.Equal("one", first.Body.ToString());
        Assert.Equal(0, first.DeliveryCount);
        Assert.Equal("two", second.Body.ToString());
        Assert.True(second.SequenceNumber > first.SequenceNumber);
        Assert.Null(await peeker.PeekMessageAsync());
        Assert.Equal(2, (await peeker.PeekMessagesAsync(10, first.SequenceNumber)).Count);
        await Assert.ThrowsAsync<InvalidOperationException>(() => peeker.CompleteMessageAsync(second));
    }

    [Fact]
    public Task Receiving_from_what_there_is_not_is_refused() =>
        RefusedAsync(
            ServiceBusFailureReason.MessagingEntityNotFound,
            () => Bus.Client.CreateReceiver("nowhere").ReceiveMessageAsync(Bus.Wait)
        );

    private static Task LockLostAsync(Func<Task> settle) => RefusedAsync(ServiceBusFailureReason.MessageLockLost, settle);
}
