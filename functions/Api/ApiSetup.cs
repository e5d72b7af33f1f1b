using RiskRegister.Fleet;

namespace RiskRegister.Api;

/// <summary>Puts the API together.</summary>
public static class ApiSetup
{
    /// <summary>Adds the way of commands.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services) =>
        services.AddSingleton<EntryCommands>().AddSingleton<RecordCommands>().AddSingleton<AgencyMaker>();
}
