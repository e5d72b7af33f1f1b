namespace RiskRegister.Local.ServiceBus;

/// <summary>How subscriptions and dead letters are addressed, as in the genuine service.</summary>
internal static class EntityPaths
{
    public const string DeadLetterSuffix = "/$DeadLetterQueue";

    public static string Subscription(string topic, string subscription) => $"{topic}/Subscriptions/{subscription}";

    public static string DeadLettersOf(string path) => path + DeadLetterSuffix;
}
