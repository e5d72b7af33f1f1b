namespace RiskRegister.Entries.Attaching;

/// <summary>Puts the keeping of files together.</summary>
public static class EvidenceSetup
{
    /// <summary>
    /// Adds it. The setting <c>EvidenceConnection</c> is a connection string of blob storage, or
    /// <c>EvidenceConnection:blobServiceUri</c> an address used with the app's identity.
    /// </summary>
    public static IServiceCollection AddEvidence(this IServiceCollection services) => services.AddSingleton<EvidenceStore>();
}
