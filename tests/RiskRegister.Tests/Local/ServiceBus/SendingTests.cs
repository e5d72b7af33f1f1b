#pragma warning disable xUnit1051 // Nothing here runs long; a token in each call would hide what is tested.
using System.Runtime.Serialization;
using Azure.Messaging.ServiceBus;
using Xunit;

namespace RiskRegister.Tests.Local.ServiceBus;

public sealed class SendingTests : IAsyncDisposable
{
    private readonly Bus _bus = new();

    [Fact]
    public async Task All_that_was_sent_with_a_message_arrives_with_it()
    {
        await _bus.ToMail.SendMessageAsync(
            new ServiceBusMessage("""{"to":"owner"}""")
            {
                MessageId = "outbox-1",
                ContentType = "application/json",
                CorrelationId = "R-0042",
                Subject = "digest",
                TimeToLive = TimeSpan.FromDays(1),
            }
        );

        var message = await _bus.ReceiveAsync();
        Assert.Equal("""{"to":"owner"}""", message.Body.ToString());
        Assert.Equal("outbox-1", message.MessageId);
        Assert.Equal("application/json", message.ContentType);
        Assert.Equal("R-0042", message.CorrelationId);
        Assert.Equal("digest", message.Subject);
        Assert.Equal(_bus.Time.GetUtcNow(), message.EnqueuedTime);
        Assert.Equal(_bus.Time.GetUtcNow().AddDays(1), message.ExpiresAt);
        Assert.Equal(1, message.DeliveryCount);
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
        var message = new ServiceBusMessage("x");
        foreach (var (name, value) in sent)
        {
            message.ApplicationProperties[name] = value;
        }

        await _bus.ToMail.SendMessageAsync(message);

        Assert.Equal(sent, (await _bus.ReceiveAsync()).ApplicationProperties);
    }

    [Fact]
    public async Task A_property_of_another_type_is_refused()
    {
        var message = new ServiceBusMessage("x") { ApplicationProperties = { ["list"] = new List<int>() } };
        await Assert.ThrowsAsync<SerializationException>(() => _bus.ToMail.SendMessageAsync(message));
    }

    [Fact]
    public async Task Messages_are_received_in_the_order_in_which_they_were_sent()
    {
        await _bus.ToMail.SendMessagesAsync(Enumerable.Range(0, 50).Select(n => new ServiceBusMessage($"{n}")));
        await _bus.ToMail.SendMessageAsync(new ServiceBusMessage("50"));

        Assert.Equal(Enumerable.Range(0, 51).Select(n => $"{n}"), await Bus.TextsAsync(_bus.FromMail));
    }

    [Fact]
    public async Task A_message_id_that_was_sent_in_the_last_ten_minutes_is_dropped_as_a_duplicate()
    {
        var message = new ServiceBusMessage("once") { MessageId = "outbox-1" };
        await _bus.ToMail.SendMessageAsync(message);
        await _bus.FromMail.CompleteMessageAsync(await _bus.ReceiveAsync());
        await _bus.ToMail.SendMessagesAsync([message, new ServiceBusMessage("other") { MessageId = "outbox-2" }]);
        Assert.Equal(["other"], await Bus.TextsAsync(_bus.FromMail));

        _bus.Time.Advance(TimeSpan.FromMinutes(10));
        await _bus.ToMail.SendMessageAsync(message);
        Assert.Contains("once", await Bus.TextsAsync(_bus.FromMail));
    }

    [Fact]
    public async Task Duplicates_are_looked_for_in_one_entity_only()
    {
        var message = new ServiceBusMessage("both") { MessageId = "outbox-1" };
        await _bus.ToMail.SendMessageAsync(message);
        await _bus.Client.CreateSender("events").SendMessageAsync(message);

        Assert.Equal(["both"], await Bus.TextsAsync(_bus.FromMail));
        Assert.Equal(["both"], await Bus.TextsAsync(_bus.Client.CreateReceiver("events", "mailing")));
    }

    [Fact]
    public async Task Each_subscription_of_a_topic_gets_a_copy_of_its_own()
    {
        await _bus.Client.CreateSender("events").SendMessageAsync(new ServiceBusMessage("raised"));

        var mailing = _bus.Client.CreateReceiver("events", "mailing");
        await mailing.CompleteMessageAsync((await mailing.ReceiveMessageAsync(Bus.AtOnce))!);

        Assert.Empty(await Bus.TextsAsync(mailing));
        Assert.Equal(["raised"], await Bus.TextsAsync(_bus.Client.CreateReceiver("EVENTS", "Reporting")));
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("events/Subscriptions/mailing")]
    [InlineData("mail/$DeadLetterQueue")]
    public async Task Sending_to_what_takes_no_messages_is_refused(string path)
    {
        var sender = _bus.Client.CreateSender(path);
        var refusal = await Assert.ThrowsAsync<ServiceBusException>(() => sender.SendMessageAsync(new ServiceBusMessage("x")));
        Assert.Equal(ServiceBusFailureReason.MessagingEntityNotFound, refusal.Reason);
        Assert.Equal(path, refusal.EntityPath);
        Assert.False(refusal.IsTransient);
    }

    [Fact]
    public async Task What_is_sent_together_may_not_be_longer_than_256_KB_and_nothing_of_it_is_sent()
    {
        var half = new byte[130 * 1024];
        await _bus.ToMail.SendMessageAsync(new ServiceBusMessage(half));

        var refusal = await Assert.ThrowsAsync<ServiceBusException>(() =>
            _bus.ToMail.SendMessagesAsync([new ServiceBusMessage(half), new ServiceBusMessage(half)])
        );

        Assert.Equal(ServiceBusFailureReason.MessageSizeExceeded, refusal.Reason);
        Assert.Single(await Bus.TextsAsync(_bus.FromMail));
    }

    [Fact]
    public async Task A_message_id_has_1_to_128_characters()
    {
        Assert.ThrowsAny<ArgumentException>(() => new ServiceBusMessage("x") { MessageId = "" });
        Assert.ThrowsAny<ArgumentException>(() => new ServiceBusMessage("x") { MessageId = new string('x', 129) });
        await _bus.ToMail.SendMessageAsync(new ServiceBusMessage("x") { MessageId = new string('x', 128) });
    }

    [Fact]
    public async Task Without_a_running_broker_the_service_is_unreachable()
    {
        var connection = "Endpoint=sb://elsewhere/;SharedAccessKeyName=none;SharedAccessKey=none";
        await using var client = new ServiceBusClient(connection);
        var refusal = await Assert.ThrowsAsync<ServiceBusException>(() =>
            client.CreateSender("mail").SendMessageAsync(new ServiceBusMessage("x"))
        );
        Assert.Equal(ServiceBusFailureReason.ServiceCommunicationProblem, refusal.Reason);
        Assert.True(refusal.IsTransient);
    }

    [Fact]
    public void A_connection_string_without_an_endpoint_is_refused() =>
        Assert.Throws<FormatException>(() => new ServiceBusClient("SharedAccessKeyName=none"));

    public ValueTask DisposeAsync() => _bus.DisposeAsync();
}
