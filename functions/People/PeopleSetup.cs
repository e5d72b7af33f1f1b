using RiskRegister.Access;

namespace RiskRegister.People;

/// <summary>Puts the people together.</summary>
public static class PeopleSetup
{
    /// <summary>Adds the directory and the commands on it.</summary>
    public static IServiceCollection AddPeople(this IServiceCollection services) =>
        services
            .AddSingleton<Memberships>()
            .AddSingleton<PeopleDirectory>()
            .AddSingleton<Rosters>()
            .AddSingleton<PersonAnswers>()
            .AddSingleton<OwnEntries>()
            .AddSingleton<PersonCommands>();
}
