namespace RiskRegister.Context;

/// <summary>Puts the context together.</summary>
public static class ContextSetup
{
    /// <summary>Adds the reading and changing of context items.</summary>
    public static IServiceCollection AddContext(this IServiceCollection services) =>
        services.AddSingleton<ContextItems>().AddSingleton<ContextCommands>();
}
