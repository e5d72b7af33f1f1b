using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.Middleware
{
    /// <summary>The rest of the pipeline.</summary>
#pragma warning disable CA1711 // The genuine name.
    public delegate Task FunctionExecutionDelegate(FunctionContext context);
#pragma warning restore CA1711

    /// <summary>A step around every run.</summary>
    public interface IFunctionsWorkerMiddleware
    {
        /// <summary>Runs the step; <paramref name="next"/> is the rest of the pipeline.</summary>
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
    }
}

namespace Microsoft.Azure.Functions.Worker
{
    using Microsoft.Azure.Functions.Worker.Middleware;

    /// <summary>Composes the pipeline around every run.</summary>
    public interface IFunctionsWorkerApplicationBuilder
    {
        /// <summary>The app's services.</summary>
        public IServiceCollection Services { get; }

        /// <summary>Adds a step; steps run in the order in which they are added.</summary>
        public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware);
    }
}

namespace Microsoft.Extensions.Hosting
{
    using Microsoft.Azure.Functions.Worker;
    using Microsoft.Azure.Functions.Worker.Middleware;

    /// <summary>Adds middleware in its several forms.</summary>
    public static class MiddlewareWorkerApplicationBuilderExtensions
    {
        /// <summary>Adds <typeparamref name="T"/>, of which there is one for the app.</summary>
        public static IFunctionsWorkerApplicationBuilder UseMiddleware<T>(this IFunctionsWorkerApplicationBuilder builder)
            where T : class, IFunctionsWorkerMiddleware
        {
            builder.Services.AddSingleton<T>();
            return builder.Use(next => context => context.InstanceServices.GetRequiredService<T>().Invoke(context, next));
        }

        /// <summary>Adds an inline step.</summary>
        public static IFunctionsWorkerApplicationBuilder UseMiddleware(
            this IFunctionsWorkerApplicationBuilder builder,
            Func<FunctionContext, Func<Task>, Task> middleware
        ) => builder.Use(next => context => middleware(context, () => next(context)));
    }
}
