using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Tests.Local.ServiceBus.Contract;
using Xunit;

namespace RiskRegister.Tests.Local.ServiceBus;

/// <summary>What only the embedded Service Bus can show: its restarts, its clock, and what it does not support.</summary>
public sealed class EmbeddedBusTests : IAsyncDisposable
{
    private readonly EmbeddedBus _bus = new();

    [Fact]
    public async Task After_a_restart_what_was_sent_is_there_and_what_was_locked_is_delivered_again_as_another_delivery()
    {
        await _bus.SendAsync("one", "two");
        await _bus.ReceiveAsync();

        await RestartAsync(TimeSpan.Zero);

        var messages = await _bus.FromQueue.ReceiveMessagesAsync(10, _bus.Wait);
        Assert.Equal(["one", "two"], messages.Select(message => message.Body.ToString()));
        Assert.Equal([2, 1], messages.Select(message => message.DeliveryCount));
    }

    [Fact]
    public async Task A_restart_during_the_tenth_delivery_makes_the_message_a_dead_letter()
    {
        await _bus.SendAsync("one");
        for (var delivery = 1; delivery <= 10; delivery++)
        {
            Assert.Equal(delivery, (await _bus.ReceiveAsync()).DeliveryCount);
            await RestartAsync(TimeSpan.Zero);
        }

        Assert.Empty(await _bus.TextsAsync(_bus.FromQueue));
        Assert.Equal("MaxDeliveryCountExceeded", (await _bus.DeadLetters.PeekMessageAsync())!.DeadLetterReason);
    }

    [Fact]
    public async Task Sequence_numbers_rise_also_after_the_queue_was_emptied_and_over_a_restart()
    {
        await _bus.SendAsync("one");
        var first = await _bus.ReceiveAsync();
        await _bus.FromQueue.CompleteMessageAsync(first);
        await RestartAsync(TimeSpan.Zero);
        await _bus.SendAsync("two");
        Assert.True((await _bus.ReceiveAsync()).SequenceNumber > first.SequenceNumber);
    }

    [Fact]
    public async Task What_is_scheduled_for_a_topic_reaches_all_subscriptions_also_when_its_time_came_during_a_stop()
    {
        await _bus.ToTopic.ScheduleMessageAsync(ContractBus.Message("later"), _bus.Now + TimeSpan.FromHours(8));

        await RestartAsync(TimeSpan.FromDays(1));

        Assert.Equal(["later"], await _bus.TextsAsync(_bus.Client.CreateReceiver(ContractBus.Topic, ContractBus.First)));
        Assert.Equal(["later"], await _bus.TextsAsync(_bus.Client.CreateReceiver(ContractBus.Topic, ContractBus.Second)));
    }

    [Fact]
    public async Task A_message_scheduled_for_months_from_now_wakes_a_waiting_receiver_then()
    {
        await _bus.ToQueue.ScheduleMessageAsync(ContractBus.Message("review"), _bus.Now + TimeSpan.FromDays(90));
        var received = _bus.FromQueue.ReceiveMessageAsync(TimeSpan.MaxValue);
        await AdvanceUntilDoneAsync(received, TimeSpan.FromDays(1));
        Assert.InRange((await received)!.EnqueuedTime, new(2026, 5, 31, 9, 0, 0, default), DateTimeOffset.MaxValue);
    }

    [Fact]
    public async Task A_receiver_waits_no_longer_than_it_was_told()
    {
        var received = _bus.FromQueue.ReceiveMessageAsync(TimeSpan.FromSeconds(5));
        Assert.False(received.IsCompleted);
        await AdvanceUntilDoneAsync(received, TimeSpan.FromSeconds(5));
        Assert.Null(await received);
    }

    [Fact]
    public async Task Waiting_receivers_share_what_arrives()
    {
        var received = Enumerable.Range(0, 5).Select(_ => _bus.FromQueue.ReceiveMessageAsync(TimeSpan.FromHours(1))).ToList();
        await _bus.SendAsync("0", "1", "2", "3", "4");
        var texts = (await Task.WhenAll(received)).Select(message => message!.Body.ToString());
        Assert.Equal(["0", "1", "2", "3", "4"], texts.Order());
    }

    [Fact]
    public async Task A_waiting_receiver_ends_when_the_broker_ends()
    {
        var received = _bus.FromQueue.ReceiveMessageAsync(TimeSpan.FromHours(1));
        await _bus.StopAsync();
        var refusal = await Assert.ThrowsAsync<ServiceBusException>(() => received);
        Assert.Equal(ServiceBusFailureReason.ServiceCommunicationProblem, refusal.Reason);
        _bus.Start();
    }

    [Fact]
    public async Task Without_a_running_broker_the_service_is_unreachable_and_the_key_is_not_told()
    {
        await using var client = new ServiceBusClient("Endpoint=sb://elsewhere/;SharedAccessKeyName=root;SharedAccessKey=secret");
        var refusal = await Assert.ThrowsAsync<ServiceBusException>(() =>
            client.CreateSender("mail").SendMessageAsync(new ServiceBusMessage("x"))
        );
        Assert.Equal(ServiceBusFailureReason.ServiceCommunicationProblem, refusal.Reason);
        Assert.True(refusal.IsTransient);
        Assert.DoesNotContain("secret", refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("contract-topic/Subscriptions/first")]
    [InlineData("contract-queue/$DeadLetterQueue")]
    public async Task Sending_to_what_only_gives_messages_is_refused(string path)
    {
        var sender = _bus.Client.CreateSender(path);
        var refusal = await Assert.ThrowsAsync<ServiceBusException>(() => sender.SendMessageAsync(new ServiceBusMessage("x")));
        Assert.Equal(ServiceBusFailureReason.MessagingEntityNotFound, refusal.Reason);
        Assert.Equal(path, refusal.EntityPath);
    }

    [Fact]
    public async Task Receiving_from_a_topic_itself_is_refused()
    {
        var receiver = _bus.Client.CreateReceiver(ContractBus.Topic);
        var refusal = await Assert.ThrowsAsync<ServiceBusException>(() => receiver.ReceiveMessageAsync(_bus.Wait));
        Assert.Equal(ServiceBusFailureReason.MessagingEntityNotFound, refusal.Reason);
    }

    [Fact]
    public async Task A_dead_letter_can_not_be_dead_lettered_again()
    {
        await _bus.SendAsync("one");
        await _bus.FromQueue.DeadLetterMessageAsync(await _bus.ReceiveAsync(), "bad");
        var dead = (await _bus.DeadLetters.ReceiveMessageAsync(_bus.Wait))!;
        var refusal = await Assert.ThrowsAsync<NotSupportedException>(() =>
            _bus.DeadLetters.DeadLetterMessageAsync(dead, "worse")
        );
        Assert.StartsWith("not supported: ", refusal.Message, StringComparison.Ordinal);
        await _bus.DeadLetters.CompleteMessageAsync(dead);
    }

    [Fact]
    public async Task A_function_settles_its_messages_with_the_message_actions()
    {
        await _bus.SendAsync("one");
        var actions = new ServiceBusMessageActions(_bus.FromQueue);
        await actions.AbandonMessageAsync(await _bus.ReceiveAsync());
        var message = await _bus.ReceiveAsync();
        await actions.RenewMessageLockAsync(message);
        await actions.DeadLetterMessageAsync(message, deadLetterReason: "Refused");
        Assert.Equal("Refused", (await _bus.DeadLetters.PeekMessageAsync())!.DeadLetterReason);

        await _bus.SendAsync("two");
        await actions.CompleteMessageAsync(await _bus.ReceiveAsync());
        Assert.Null(await _bus.FromQueue.PeekMessageAsync());
    }

    [Fact]
    public async Task What_is_closed_can_not_be_used()
    {
        var sender = _bus.ToQueue;
        var receiver = _bus.FromQueue;
        await sender.DisposeAsync();
        await receiver.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => sender.SendMessageAsync(new ServiceBusMessage("x")));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => receiver.ReceiveMessageAsync(_bus.Wait));
    }

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    private async Task RestartAsync(TimeSpan stopped)
    {
        await _bus.StopAsync();
        _bus.Time.Advance(stopped);
        _bus.Start();
    }

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
