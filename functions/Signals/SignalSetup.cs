namespace RiskRegister.Signals;

/// <summary>Puts signals and indicators together.</summary>
public static class SignalSetup
{
    /// <summary>Adds taking signals in, answering them, and the readings that make some.</summary>
    public static IServiceCollection AddSignals(this IServiceCollection services) =>
        services
            .AddSingleton<SignalIntake>()
            .AddSingleton<SignalAnswers>()
            .AddSingleton<EscalateSignals>()
            .AddSingleton<Indicators.IndicatorStore>();
}
