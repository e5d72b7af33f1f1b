using System.Reflection;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using RiskRegister.Local.ServiceBus;

namespace RiskRegister.Local.Worker;

/// <summary>Runs functions for messages of queues and subscriptions. The entities that functions listen to are declared at start.</summary>
internal sealed class ServiceBusListener(IConfiguration settings, HostJson hostJson, ServiceBusBroker broker, TimeProvider time)
    : ITriggerListener,
        IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    public bool Handles(Type attribute) => attribute == typeof(ServiceBusTriggerAttribute);

    public IEnumerable<string> Problems(HostedFunction function)
    {
        var trigger = (ServiceBusTriggerAttribute)function.Trigger;
        var names = new[] { trigger.QueueName, trigger.TopicName, trigger.SubscriptionName }.OfType<string>();
        return [.. Settings.ConnectionProblems(settings, trigger.Connection), .. Settings.NameProblems(settings, names)];
    }

    public Binder? Bind(HostedFunction function, ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (type == typeof(ServiceBusMessageActions))
        {
            return invocation => new ServiceBusMessageActions(((Delivery)invocation.Trigger).Receiver);
        }

        return parameter == function.TriggerParameter
            ? invocation => ValueOf(((Delivery)invocation.Trigger).Message, type)
            : null;
    }

    public Task StartAsync(IReadOnlyList<HostedFunction> functions, FunctionInvoker invoker, ILogger logger)
    {
        _running = Task.WhenAll(functions.Select(function => RunAsync(PumpOf(function, invoker, logger))));
        return Task.CompletedTask;
    }

    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await _running;
    }

    public object? EventByHand(HostedFunction function, string? input) => null;

    public void Dispose() => _stopping.Dispose();

    private async Task RunAsync(MessagePump pump)
    {
        using (pump)
        {
            await pump.RunAsync(_stopping.Token);
        }
    }

    private MessagePump PumpOf(HostedFunction function, FunctionInvoker invoker, ILogger logger)
    {
        var trigger = (ServiceBusTriggerAttribute)function.Trigger;
        var client = new ServiceBusClient(settings[trigger.Connection!]!);
        var completes = trigger.AutoComplete ?? hostJson.AutoCompleteMessages;
        return new MessagePump(
            ReceiverOf(trigger, client),
            hostJson.MaxConcurrentCalls,
            completes,
            function,
            invoker,
            time,
            logger
        );
    }

    private ServiceBusReceiver ReceiverOf(ServiceBusTriggerAttribute trigger, ServiceBusClient client)
    {
        if (trigger.QueueName is { } written)
        {
            var queue = Settings.Resolve(settings, written)!;
            broker.EnsureQueue(queue);
            return client.CreateReceiver(queue);
        }

        var topic = Settings.Resolve(settings, trigger.TopicName!)!;
        var subscription = Settings.Resolve(settings, trigger.SubscriptionName!)!;
        broker.EnsureSubscription(topic, subscription);
        return client.CreateReceiver(topic, subscription);
    }

    private static object? ValueOf(ServiceBusReceivedMessage message, Type type)
    {
        if (type == typeof(ServiceBusReceivedMessage))
        {
            return message;
        }

        return type == typeof(string) ? message.Body.ToString() : ParameterBinding.FromJson(message.Body.ToMemory().Span, type);
    }
}

/// <summary>A message, and the receiver that holds its lock.</summary>
internal sealed record Delivery(ServiceBusReceivedMessage Message, ServiceBusReceiver Receiver);
