using Azure.Messaging.ServiceBus;
using Xunit;

namespace RiskRegister.Tests.Local.ServiceBus.Contract;

public sealed class TimeTests : BusContract
{
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_scheduled_message_appears_at_its_time_behind_what_was_sent_meanwhile()
    {
        var number = await ScheduleAsync("later");
        await Bus.SendAsync("now");
        Assert.Equal(ServiceBusMessageState.Scheduled, (await Bus.FromQueue.PeekMessageAsync(number))!.State);

        await Bus.PassAsync(Later);

        var receiver = Bus.FromQueue;
        Assert.Equal("now", (await receiver.ReceiveMessageAsync(Bus.Wait))!.Body.ToString());
        var later = (await receiver.ReceiveMessageAsync(Bus.Wait))!;
        Assert.Equal("later", later.Body.ToString());
        Assert.Equal(Bus.Now, later.EnqueuedTime, TimeSpan.FromSeconds(10));
        Assert.True(later.SequenceNumber > number);
    }

    [Fact]
    public async Task A_message_that_is_sent_with_a_time_waits_for_it()
    {
        var message = ContractBus.Message("later");
        message.ScheduledEnqueueTime = Bus.Now + Later;
        await Bus.ToQueue.SendMessageAsync(message);
        Assert.Empty(await Bus.TextsAsync(Bus.FromQueue));

        await Bus.PassAsync(Later);
        Assert.Equal(["later"], await Bus.TextsAsync(Bus.FromQueue));
    }

    [Fact]
    public async Task A_cancelled_message_does_not_appear_and_is_cancelled_once()
    {
        var number = await ScheduleAsync("later");
        await Bus.ToQueue.CancelScheduledMessageAsync(number);
        await NotFoundAsync(number);

        await Bus.PassAsync(Later);
        Assert.Empty(await Bus.TextsAsync(Bus.FromQueue));
    }

    [Fact]
    public async Task A_message_that_has_appeared_can_not_be_cancelled()
    {
        var number = await ScheduleAsync("later");
        await Bus.PassAsync(Later);
        await NotFoundAsync(number);
    }

    [Fact]
    public async Task What_is_scheduled_for_a_topic_goes_to_all_subscriptions()
    {
        await Bus.ToTopic.ScheduleMessageAsync(ContractBus.Message("later"), Bus.Now + Later);
        await Bus.PassAsync(Later);
        Assert.Equal(["later"], await Bus.TextsAsync(Bus.Client.CreateReceiver(ContractBus.Topic, ContractBus.First)));
        Assert.Equal(["later"], await Bus.TextsAsync(Bus.Client.CreateReceiver(ContractBus.Topic, ContractBus.Second)));
    }

    [Fact]
    public async Task An_expired_message_is_neither_delivered_nor_a_dead_letter()
    {
        await Bus.ToQueue.SendMessagesAsync([Short("old"), ContractBus.Message("new")]);
        await Bus.PassAsync(TimeSpan.FromSeconds(2));
        Assert.Equal(["new"], await Bus.TextsAsync(Bus.FromQueue));
        Assert.Empty(await Bus.TextsAsync(Bus.DeadLetters));
    }

    [Fact]
    public async Task A_message_that_expires_while_it_is_locked_can_be_completed_but_does_not_come_back()
    {
        await Bus.ToQueue.SendMessagesAsync([Short("one"), Short("two")]);
        var receiver = Bus.FromQueue;
        var one = (await receiver.ReceiveMessageAsync(Bus.Wait))!;
        var two = (await receiver.ReceiveMessageAsync(Bus.Wait))!;
        await Bus.PassAsync(TimeSpan.FromSeconds(2));

        await receiver.CompleteMessageAsync(one);
        await receiver.AbandonMessageAsync(two);

        Assert.Empty(await Bus.TextsAsync(receiver));
    }

    private static ServiceBusMessage Short(string text)
    {
        var message = ContractBus.Message(text);
        message.TimeToLive = TimeSpan.FromSeconds(2);
        return message;
    }

    private Task<long> ScheduleAsync(string text) => Bus.ToQueue.ScheduleMessageAsync(ContractBus.Message(text), Bus.Now + Later);

    private Task NotFoundAsync(long number) =>
        RefusedAsync(ServiceBusFailureReason.MessageNotFound, () => Bus.ToQueue.CancelScheduledMessageAsync(number));
}
