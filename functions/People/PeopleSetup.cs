namespace RiskRegister.People;

/// <summary>Puts the people together.</summary>
public static class PeopleSetup
{
    /// <summary>Adds the directory.</summary>
    public static IServiceCollection AddPeople(this IServiceCollection services) => services.AddSingleton<PeopleDirectory>();
}
