using Microsoft.Extensions.DependencyInjection;
using RiskRegister.Entries.Raising;
using RiskRegister.Entries.Showing;
using RiskRegister.Web.Rendering;
using RiskRegister.Work;

namespace RiskRegister.Web;

/// <summary>What pages need.</summary>
public static class WebServices
{
    /// <summary>Adds pages, templates and assets. Templates that do not parse fail the start.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services) =>
        services
            .AddSingleton(new Templates(Templates.Folder))
            .AddSingleton(new AssetFiles(AssetFiles.Folder))
            .AddSingleton<Pages>()
            .AddSingleton<PageFrames>()
            .AddSingleton<ErrorAnswers>()
            .AddSingleton<EntryViews>()
            .AddSingleton<EntryForms>()
            .AddSingleton<Raise>()
            .AddSingleton<WorkOfPerson>();
}
