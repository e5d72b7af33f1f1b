using Microsoft.Extensions.DependencyInjection;
using RiskRegister.Local.Worker;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Where an app begins.</summary>
public class FunctionsApplication
{
    /// <summary>A builder with the settings and services that the host supplies.</summary>
    /// <param name="args">The command line: the switches of the local host.</param>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) =>
        StartRefusedException.OrExit(() => new FunctionsApplicationBuilder(LocalHostBuilder.FromArguments(args)));
}

/// <summary>Turns on HTTP by ASP.NET Core.</summary>
public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    /// <summary>Lets functions take <c>HttpRequest</c> and return <c>IActionResult</c> and <c>IResult</c>.</summary>
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder)
    {
        builder.Services.AddMvcCore();
        return builder;
    }
}
