#pragma warning disable xUnit1051 // Nothing here runs long; a token in each call would hide what is tested.
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Xunit;

namespace RiskRegister.Tests.Local.ServiceBus;

public sealed class DeadLetterTests : IAsyncDisposable
{
    private readonly Bus _bus = new();

    public DeadLetterTests() => _bus.ToMail.SendMessageAsync(new ServiceBusMessage("one")).GetAwaiter().GetResult();

    [Fact]
    public async Task A_dead_lettered_message_stands_in_the_sub_queue_with_the_reason()
    {
        var message = await _bus.ReceiveAsync();
        var properties = new Dictionary<string, object> { ["status"] = 550 };
        await _bus.FromMail.DeadLetterMessageAsync(message, properties, "NoSuchMailbox", "The server answered 550.");

        Assert.Empty(await Bus.TextsAsync(_bus.FromMail));
        var dead = (await _bus.DeadMail.ReceiveMessageAsync(Bus.AtOnce))!;
        Assert.Equal("one", dead.Body.ToString());
        Assert.Equal("NoSuchMailbox", dead.DeadLetterReason);
        Assert.Equal("The server answered 550.", dead.DeadLetterErrorDescription);
        Assert.Equal(550, dead.ApplicationProperties["status"]);
        Assert.Equal("NoSuchMailbox", dead.ApplicationProperties["DeadLetterReason"]);
        Assert.Equal(message.SequenceNumber, dead.SequenceNumber);
        Assert.Equal("mail/$DeadLetterQueue", _bus.DeadMail.EntityPath);
    }

    [Fact]
    public async Task A_message_abandoned_ten_times_is_dead_lettered()
    {
        for (var delivery = 1; delivery <= 10; delivery++)
        {
            var message = await _bus.ReceiveAsync();
            Assert.Equal(delivery, message.DeliveryCount);
            await _bus.FromMail.AbandonMessageAsync(message);
        }

        Assert.Empty(await Bus.TextsAsync(_bus.FromMail));
        Assert.Equal("MaxDeliveryCountExceeded", (await _bus.DeadMail.PeekMessageAsync())!.DeadLetterReason);
    }

    [Fact]
    public async Task A_message_whose_lock_ended_ten_times_is_dead_lettered_also_when_a_restart_ended_it()
    {
        for (var delivery = 1; delivery < 10; delivery++)
        {
            await _bus.ReceiveAsync();
            _bus.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(10, (await _bus.ReceiveAsync()).DeliveryCount);
        await _bus.RestartAsync();

        Assert.Empty(await Bus.TextsAsync(_bus.FromMail));
        Assert.Equal("MaxDeliveryCountExceeded", (await _bus.DeadMail.PeekMessageAsync())!.DeadLetterReason);
    }

    [Fact]
    public async Task A_dead_letter_can_be_abandoned_more_than_ten_times_and_completed()
    {
        await _bus.FromMail.DeadLetterMessageAsync(await _bus.ReceiveAsync(), "bad");
        for (var i = 0; i < 12; i++)
        {
            await _bus.DeadMail.AbandonMessageAsync((await _bus.DeadMail.ReceiveMessageAsync(Bus.AtOnce))!);
        }

        await _bus.DeadMail.CompleteMessageAsync((await _bus.DeadMail.ReceiveMessageAsync(Bus.AtOnce))!);
        Assert.Null(await _bus.DeadMail.PeekMessageAsync());
    }

    [Fact]
    public async Task A_dead_letter_can_be_sent_again_without_its_reason()
    {
        await _bus.FromMail.DeadLetterMessageAsync(await _bus.ReceiveAsync(), "bad", "very");
        var dead = (await _bus.DeadMail.ReceiveMessageAsync(Bus.AtOnce))!;

        await _bus.ToMail.SendMessageAsync(new ServiceBusMessage(dead));
        await _bus.DeadMail.CompleteMessageAsync(dead);

        var again = await _bus.ReceiveAsync();
        Assert.Equal("one", again.Body.ToString());
        Assert.Null(again.DeadLetterReason);
        Assert.Empty(again.ApplicationProperties);
    }

    [Fact]
    public async Task A_dead_letter_can_not_be_dead_lettered_again()
    {
        await _bus.FromMail.DeadLetterMessageAsync(await _bus.ReceiveAsync(), "bad");
        var dead = (await _bus.DeadMail.ReceiveMessageAsync(Bus.AtOnce))!;
        await Assert.ThrowsAsync<NotSupportedException>(() => _bus.DeadMail.DeadLetterMessageAsync(dead, "worse"));
        await _bus.DeadMail.CompleteMessageAsync(dead);
    }

    [Fact]
    public async Task A_reason_has_at_most_4096_characters()
    {
        var message = await _bus.ReceiveAsync();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            _bus.FromMail.DeadLetterMessageAsync(message, "Refused", new string('x', 4097))
        );
        await _bus.FromMail.DeadLetterMessageAsync(message, "Refused", new string('x', 4096));
    }

    [Fact]
    public async Task A_subscription_has_dead_letters_of_its_own()
    {
        await _bus.Client.CreateSender("events").SendMessageAsync(new ServiceBusMessage("raised"));
        var mailing = _bus.Client.CreateReceiver("events", "mailing");
        await mailing.DeadLetterMessageAsync((await mailing.ReceiveMessageAsync(Bus.AtOnce))!, "bad");

        var dead = _bus.Client.CreateReceiver("events", "mailing", new() { SubQueue = SubQueue.DeadLetter });
        Assert.Equal(["raised"], await Bus.TextsAsync(dead));
        Assert.Empty(await Bus.TextsAsync(_bus.DeadMail));
    }

    [Fact]
    public async Task A_function_settles_its_messages_with_the_message_actions()
    {
        var actions = new ServiceBusMessageActions(_bus.FromMail);
        await actions.AbandonMessageAsync(await _bus.ReceiveAsync());
        var message = await _bus.ReceiveAsync();
        await actions.RenewMessageLockAsync(message);
        await actions.DeadLetterMessageAsync(message, deadLetterReason: "Refused");
        Assert.Equal("Refused", (await _bus.DeadMail.PeekMessageAsync())!.DeadLetterReason);

        await _bus.ToMail.SendMessageAsync(new ServiceBusMessage("two"));
        await actions.CompleteMessageAsync(await _bus.ReceiveAsync());
        Assert.Null(await _bus.FromMail.PeekMessageAsync());
    }

    public ValueTask DisposeAsync() => _bus.DisposeAsync();
}
