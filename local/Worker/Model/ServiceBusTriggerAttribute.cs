using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function for each message of a queue or subscription.</summary>
public sealed class ServiceBusTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>Messages of a queue.</summary>
    public ServiceBusTriggerAttribute(string queueName) => QueueName = queueName;

    /// <summary>Messages of a topic's subscription.</summary>
    public ServiceBusTriggerAttribute(string topicName, string subscriptionName)
    {
        TopicName = topicName;
        SubscriptionName = subscriptionName;
    }

    /// <summary>The queue, or null.</summary>
    public string? QueueName { get; }

    /// <summary>The topic, or null.</summary>
    public string? TopicName { get; }

    /// <summary>The subscription, or null.</summary>
    public string? SubscriptionName { get; }

    /// <summary>The setting that holds the connection string.</summary>
    public string? Connection { get; set; }

    /// <summary>Whether a message is completed when the function succeeds. When it is not set, host.json says so, and that is true by default.</summary>
    public bool AutoCompleteMessages
    {
        get => AutoComplete ?? false;
        set => AutoComplete = value;
    }

    internal bool? AutoComplete { get; private set; }
}
