using Azure.Messaging.ServiceBus;
using Xunit;

namespace RiskRegister.Tests.Local.ServiceBus.Contract;

public sealed class DeadLetterTests : BusContract
{
    [Fact]
    public async Task A_dead_lettered_message_stands_in_the_sub_queue_with_the_reason()
    {
        await Bus.SendAsync("one");
        var receiver = Bus.FromQueue;
        var message = (await receiver.ReceiveMessageAsync(Bus.Wait))!;
        var properties = new Dictionary<string, object> { ["status"] = 550 };
        await receiver.DeadLetterMessageAsync(message, properties, "NoSuchMailbox", "The server answered 550.");

        Assert.Empty(await Bus.TextsAsync(receiver));
        var dead = (await Bus.DeadLetters.ReceiveMessageAsync(Bus.Wait))!;
        Assert.Equal("one", dead.Body.ToString());
        Assert.Equal("NoSuchMailbox", dead.DeadLetterReason);
        Assert.Equal("The server answered 550.", dead.DeadLetterErrorDescription);
        Assert.Equal(550, dead.ApplicationProperties["status"]);
        Assert.Equal("NoSuchMailbox", dead.ApplicationProperties["DeadLetterReason"]);
    }

    [Fact]
    public async Task A_message_abandoned_ten_times_is_dead_lettered()
    {
        await Bus.SendAsync("one");
        var receiver = Bus.FromQueue;
        for (var delivery = 1; delivery <= 10; delivery++)
        {
            var message = (await receiver.ReceiveMessageAsync(Bus.Wait))!;
            Assert.Equal(delivery, message.DeliveryCount);
            await receiver.AbandonMessageAsync(message);
        }

        Assert.Empty(await Bus.TextsAsync(receiver));
        Assert.Equal("MaxDeliveryCountExceeded", (await Bus.DeadLetters.PeekMessageAsync())!.DeadLetterReason);
    }

    [Fact]
    public async Task A_message_whose_lock_ended_ten_times_is_dead_lettered()
    {
        await Bus.SendAsync("one");
        for (var delivery = 1; delivery <= 10; delivery++)
        {
            Assert.Equal(delivery, (await Bus.ReceiveAsync()).DeliveryCount);
            await Bus.PassAsync(Bus.LockDuration);
        }

        Assert.Empty(await Bus.TextsAsync(Bus.FromQueue));
        Assert.Equal("MaxDeliveryCountExceeded", (await Bus.DeadLetters.PeekMessageAsync())!.DeadLetterReason);
    }

    [Fact]
    public async Task A_dead_letter_does_not_expire_and_can_be_abandoned_more_than_ten_times()
    {
        var message = ContractBus.Message("one");
        message.TimeToLive = TimeSpan.FromSeconds(4);
        await Bus.ToQueue.SendMessageAsync(message);
        var receiver = Bus.FromQueue;
        await receiver.DeadLetterMessageAsync((await receiver.ReceiveMessageAsync(Bus.Wait))!, "bad");
        await Bus.PassAsync(message.TimeToLive);

        var dead = Bus.DeadLetters;
        for (var i = 0; i < 12; i++)
        {
            await dead.AbandonMessageAsync((await dead.ReceiveMessageAsync(Bus.Wait))!);
        }

        await dead.CompleteMessageAsync((await dead.ReceiveMessageAsync(Bus.Wait))!);
        Assert.Null(await Bus.DeadLetters.PeekMessageAsync());
    }

    [Fact]
    public async Task A_reason_has_at_most_4096_characters()
    {
        await Bus.SendAsync("one");
        var receiver = Bus.FromQueue;
        var message = (await receiver.ReceiveMessageAsync(Bus.Wait))!;
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            receiver.DeadLetterMessageAsync(message, "Refused", new string('x', 4097))
        );
        await receiver.DeadLetterMessageAsync(message, "Refused", new string('x', 4096));
    }

    [Fact]
    public async Task A_subscription_has_dead_letters_of_its_own()
    {
        await Bus.ToTopic.SendMessageAsync(ContractBus.Message("raised"));
        var first = Bus.Client.CreateReceiver(ContractBus.Topic, ContractBus.First);
        await first.DeadLetterMessageAsync((await first.ReceiveMessageAsync(Bus.Wait))!, "bad");

        var options = new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter };
        Assert.Equal(["raised"], await Bus.TextsAsync(Bus.Client.CreateReceiver(ContractBus.Topic, ContractBus.First, options)));
        Assert.Empty(await Bus.TextsAsync(Bus.Client.CreateReceiver(ContractBus.Topic, ContractBus.Second, options)));
        Assert.Empty(await Bus.TextsAsync(Bus.DeadLetters));
    }
}
