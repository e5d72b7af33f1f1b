using RiskRegister.Import.Storing;

namespace RiskRegister.Import;

/// <summary>Puts the import together.</summary>
public static class ImportSetup
{
    /// <summary>Adds the importer and its stores.</summary>
    public static IServiceCollection AddImport(this IServiceCollection services) =>
        services.AddSingleton<ImportStore>().AddSingleton<UploadStore>().AddSingleton<Importer>();
}
