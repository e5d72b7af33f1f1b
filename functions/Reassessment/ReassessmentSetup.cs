namespace RiskRegister.Reassessment;

/// <summary>Puts the runs together.</summary>
public static class ReassessmentSetup
{
    /// <summary>Adds what runs are made of.</summary>
    public static IServiceCollection AddReassessment(this IServiceCollection services) =>
        services.AddSingleton<RunStore>().AddSingleton<ReviewActivities>();
}
