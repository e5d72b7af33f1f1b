namespace RiskRegister.Local.ServiceBus;

/// <summary>A queue, topic, subscription, or the dead letters of a queue or subscription.</summary>
internal sealed class Entity(string path)
{
    private TaskCompletionSource _arrival = NewArrival();

    public string Path => path;

    /// <summary>Who gets what is sent here: the queue itself, the subscriptions of the topic; nobody where nothing can be sent.</summary>
    public IReadOnlyList<Entity> Targets { get; set; } = [];

    public bool IsTopic { get; init; }

    /// <summary>Ends when a message may have become available. Take it before looking, so that none slips through between.</summary>
    public Task Arrival => Volatile.Read(ref _arrival).Task;

    public static string SubscriptionPath(string topic, string subscription) => $"{topic}/Subscriptions/{subscription}";

    public static string DeadLetterPath(string path) => path + "/$DeadLetterQueue";

    public static bool IsDeadLetterPath(string path) => path.EndsWith("/$DeadLetterQueue", StringComparison.OrdinalIgnoreCase);

    public void Signal() => Interlocked.Exchange(ref _arrival, NewArrival()).SetResult();

    private static TaskCompletionSource NewArrival() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
