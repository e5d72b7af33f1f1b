using RiskRegister.Digests.Composing;
using RiskRegister.Digests.Overriding;
using RiskRegister.Digests.Stakeholders;

namespace RiskRegister.Digests;

/// <summary>Puts the digests together.</summary>
public static class DigestSetup
{
    /// <summary>Adds ledger, composer and mail server.</summary>
    public static IServiceCollection AddDigests(this IServiceCollection services) =>
        services
            .AddSingleton<Ledger>()
            .AddSingleton<DigestReader>()
            .AddSingleton<ChangeReader>()
            .AddSingleton<RegisterReader>()
            .AddSingleton<MailTemplates>()
            .AddSingleton<DigestComposer>()
            .AddSingleton<MailServer>();
}
