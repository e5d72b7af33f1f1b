using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RiskRegister.Local.Worker;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Composes an app: settings, services and middleware.</summary>
public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly LocalHostBuilder _host;

    internal FunctionsApplicationBuilder(LocalHostBuilder host) => _host = host;

    /// <inheritdoc/>
    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)_host.Web).Properties;

    /// <summary>The settings: environment variables, and over them those of the host.</summary>
    public ConfigurationManager Configuration => _host.Web.Configuration;

    IConfigurationManager IHostApplicationBuilder.Configuration => Configuration;

    /// <inheritdoc/>
    public IHostEnvironment Environment => _host.Web.Environment;

    /// <inheritdoc/>
    public ILoggingBuilder Logging => _host.Web.Logging;

    /// <inheritdoc/>
    public IMetricsBuilder Metrics => _host.Web.Metrics;

    /// <inheritdoc/>
    public IServiceCollection Services => _host.Web.Services;

    /// <inheritdoc/>
    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory,
        Action<TContainerBuilder>? configure = null
    )
        where TContainerBuilder : notnull => ((IHostApplicationBuilder)_host.Web).ConfigureContainer(factory, configure);

    /// <inheritdoc/>
    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        _host.Middleware.Add(middleware);
        return this;
    }

    /// <summary>The app, ready to run. What can't run is named, and ends the process.</summary>
    public IHost Build() => StartRefusedException.OrExit(_host.Build);
}
