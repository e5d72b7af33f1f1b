using System.Runtime.Serialization;
using Azure.Messaging.ServiceBus;
using Xunit;

namespace RiskRegister.Tests.Local.ServiceBus.Contract;

public sealed class SendingTests : BusContract
{
    [Fact]
    public async Task All_that_was_sent_with_a_message_arrives_with_it()
    {
        var id = Guid.NewGuid().ToString();
        await Bus.ToQueue.SendMessageAsync(
            new ServiceBusMessage(BinaryData.FromString("""{"to":"owner"}"""))
            {
                MessageId = id,
                ContentType = "application/json",
                Subject = "digest",
                TimeToLive = TimeSpan.FromDays(1),
            }
        );

        var message = await Bus.ReceiveAsync();
        Assert.Equal("""{"to":"owner"}""", message.Body.ToString());
        Assert.Equal(id, message.MessageId);
        Assert.Equal("application/json", message.ContentType);
        Assert.Equal("digest", message.Subject);
        Assert.Equal(TimeSpan.FromDays(1), message.TimeToLive);
        Assert.Equal(Bus.Now, message.EnqueuedTime, TimeSpan.FromMinutes(1));
        Assert.Equal(1, message.DeliveryCount);
        Assert.Null(message.DeadLetterReason);
    }

    [Fact]
    public async Task Application_properties_keep_their_types()
    {
        var sent = new Dictionary<string, object>
        {
            ["text"] = "Österreich",
            ["flag"] = true,
            ["letter"] = 'x',
            ["number"] = 5,
            ["long"] = long.MaxValue,
            ["money"] = 12.50m,
            ["part"] = 0.1,
            ["id"] = Guid.Parse("6ad5e2f0-7f5c-4c66-9f9c-0d7f3c1f2a11"),
            ["at"] = new DateTimeOffset(2026, 3, 2, 9, 0, 0, 123, TimeSpan.FromHours(2)),
            ["wait"] = TimeSpan.FromMinutes(90),
            ["link"] = new Uri("https://example.org/r?q=1"),
        };
        var message = ContractBus.Message("x");
        foreach (var (name, value) in sent)
        {
            message.ApplicationProperties[name] = value;
        }

        await Bus.ToQueue.SendMessageAsync(message);

        Assert.Equal(sent, (await Bus.ReceiveAsync()).ApplicationProperties);
    }

    [Fact]
    public async Task A_property_of_another_type_is_refused()
    {
        var message = ContractBus.Message("x");
        message.ApplicationProperties["version"] = new Version(1, 0);
        await Assert.ThrowsAsync<SerializationException>(() => Bus.ToQueue.SendMessageAsync(message));
    }

    [Fact]
    public async Task Messages_are_received_in_the_order_in_which_they_were_sent()
    {
        await Bus.SendAsync([.. Enumerable.Range(0, 50).Select(n => $"{n}")]);
        await Bus.SendAsync("50");

        Assert.Equal(Enumerable.Range(0, 51).Select(n => $"{n}"), await Bus.TextsAsync(Bus.FromQueue));
    }

    [Fact]
    public async Task A_message_id_that_was_sent_lately_is_dropped_as_a_duplicate_also_when_the_first_was_completed()
    {
        var message = ContractBus.Message("once");
        await Bus.ToQueue.SendMessageAsync(message);
        await Bus.ToQueue.SendMessagesAsync([message, ContractBus.Message("other")]);
        var receiver = Bus.FromQueue;
        await receiver.CompleteMessageAsync((await receiver.ReceiveMessageAsync(Bus.Wait))!);
        Assert.Equal(["other"], await Bus.TextsAsync(receiver));

        await Bus.PassAsync(Bus.DuplicateWindow);
        await Bus.ToQueue.SendMessageAsync(message);
        Assert.Contains("once", await Bus.TextsAsync(Bus.FromQueue));
    }

    [Fact]
    public async Task A_message_that_is_scheduled_counts_as_sent_when_duplicates_are_looked_for()
    {
        var message = ContractBus.Message("once");
        await Bus.ToQueue.ScheduleMessageAsync(message, Bus.Now + TimeSpan.FromSeconds(5));
        await Bus.ToQueue.SendMessageAsync(new ServiceBusMessage("again") { MessageId = message.MessageId });

        await Bus.PassAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(["once"], await Bus.TextsAsync(Bus.FromQueue));
    }

    [Fact]
    public async Task Duplicates_are_looked_for_in_one_entity_only()
    {
        var message = ContractBus.Message("both");
        await Bus.ToQueue.SendMessageAsync(message);
        await Bus.ToTopic.SendMessageAsync(message);

        Assert.Equal(["both"], await Bus.TextsAsync(Bus.FromQueue));
        Assert.Equal(["both"], await Bus.TextsAsync(Bus.Client.CreateReceiver(ContractBus.Topic, ContractBus.First)));
    }

    [Fact]
    public async Task Each_subscription_of_a_topic_gets_a_copy_of_its_own()
    {
        await Bus.ToTopic.SendMessageAsync(ContractBus.Message("raised"));

        var first = Bus.Client.CreateReceiver(ContractBus.Topic, ContractBus.First);
        await first.CompleteMessageAsync((await first.ReceiveMessageAsync(Bus.Wait))!);

        Assert.Empty(await Bus.TextsAsync(first));
        Assert.Equal(["raised"], await Bus.TextsAsync(Bus.Client.CreateReceiver("CONTRACT-topic", "Second")));
    }

    [Fact]
    public async Task Sending_to_what_there_is_not_is_refused_for_good()
    {
        var sender = Bus.Client.CreateSender("nowhere");
        var refusal = await Assert.ThrowsAsync<ServiceBusException>(() => sender.SendMessageAsync(new ServiceBusMessage("x")));
        Assert.Equal(ServiceBusFailureReason.MessagingEntityNotFound, refusal.Reason);
        Assert.False(refusal.IsTransient);
    }

    [Fact]
    public async Task What_is_sent_together_may_not_be_longer_than_256_KB_and_nothing_of_it_is_sent()
    {
        var half = new string('x', 130 * 1024);
        await Bus.SendAsync(half);

        await RefusedAsync(ServiceBusFailureReason.MessageSizeExceeded, () => Bus.SendAsync(half, half));

        Assert.Equal([half], await Bus.TextsAsync(Bus.FromQueue));
    }

    [Fact]
    public async Task A_message_id_has_1_to_128_characters()
    {
        Assert.ThrowsAny<ArgumentException>(() => new ServiceBusMessage("x") { MessageId = "" });
        Assert.ThrowsAny<ArgumentException>(() => new ServiceBusMessage("x") { MessageId = new string('x', 129) });
        await Bus.ToQueue.SendMessageAsync(new ServiceBusMessage("x") { MessageId = $"{Guid.NewGuid()}".PadLeft(128, 'x') });
        Assert.Equal(128, (await Bus.ReceiveAsync()).MessageId!.Length);
    }
}
