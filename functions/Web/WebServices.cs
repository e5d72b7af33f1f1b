using Microsoft.Extensions.DependencyInjection;
using RiskRegister.Web.Rendering;

namespace RiskRegister.Web;

/// <summary>What pages need.</summary>
public static class WebServices
{
    /// <summary>Adds pages, templates and assets. Templates that do not parse fail the start.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services) =>
        services
            .AddSingleton(new Templates(Templates.Folder))
            .AddSingleton(new AssetFiles(AssetFiles.Folder))
            .AddSingleton<Pages>();
}
