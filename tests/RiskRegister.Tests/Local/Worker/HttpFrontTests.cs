using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace RiskRegister.Tests.Local.Worker;

public sealed class HttpFrontTests : IAsyncLifetime
{
    private static readonly TaskCompletionSource Left = new();
    private HostFixture _host = null!;

    public async ValueTask InitializeAsync() =>
        _host = await HostFixture.StartAsync(
            [typeof(HttpFunctions)],
            builder =>
            {
                builder.Services.AddSingleton(new Greeting("Hello"));
                builder.UseMiddleware(
                    async (context, next) =>
                    {
                        context.Items["trail"] = "outer";
                        context.GetHttpContext()?.Response.Headers.Append("X-Function", context.FunctionDefinition.Name);
                        await next();
                    }
                );
                builder.UseMiddleware(
                    (context, next) =>
                    {
                        context.Items["trail"] += " inner";
                        if (context.GetHttpContext()!.Request.Query.ContainsKey("refuse"))
                        {
                            context.GetInvocationResult().Value = new StatusCodeResult(StatusCodes.Status403Forbidden);
                            return Task.CompletedTask;
                        }

                        return next();
                    }
                );
            }
        );

    [Fact]
    public async Task Route_values_are_bound_by_name_and_type()
    {
        var id = Guid.NewGuid();
        Assert.Equal($"Hello demo {id} 7", await _host.GetStringAsync($"/greet/demo/{id}/7"));
    }

    [Fact]
    public async Task An_optional_route_value_has_its_default()
    {
        var id = Guid.NewGuid();
        Assert.Equal($"Hello demo {id} 1", await _host.GetStringAsync($"/greet/demo/{id}"));
    }

    [Fact]
    public async Task Of_several_routes_that_fit_the_function_that_comes_first_by_name_is_called()
    {
        Assert.Equal("the literal", await _host.GetStringAsync("/things/new"));
        Assert.Equal("the parameter old", await _host.GetStringAsync("/things/old"));
        Assert.Equal("the parameter new", await _host.GetStringAsync("/others/new"));
    }

    [Fact]
    public async Task A_catch_all_takes_the_rest_of_the_path() =>
        Assert.Equal("css/site.css", await _host.GetStringAsync("/assets/css/site.css"));

    [Fact]
    public async Task A_value_that_a_constraint_refuses_is_not_found() =>
        Assert.Equal(HttpStatusCode.NotFound, (await _host.GetAsync("/greet/demo/no-guid")).StatusCode);

    [Fact]
    public async Task A_path_without_a_function_is_not_found() =>
        Assert.Equal(HttpStatusCode.NotFound, (await _host.GetAsync("/nowhere")).StatusCode);

    [Fact]
    public async Task A_method_that_no_function_takes_is_not_found() =>
        Assert.Equal(HttpStatusCode.NotFound, (await _host.PostAsync("/things/new", new { })).StatusCode);

    [Fact]
    public async Task An_object_result_is_sent_as_json()
    {
        var response = await _host.PostAsync("/echo", new { name = "x" });
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("""{"name":"x"}""", await HostFixture.TextOf(response));
    }

    [Fact]
    public async Task A_result_of_minimal_apis_is_sent() =>
        Assert.Equal(HttpStatusCode.NoContent, (await _host.GetAsync("/nothing")).StatusCode);

    [Fact]
    public async Task A_function_may_write_its_response_itself() => Assert.Equal("written", await _host.GetStringAsync("/write"));

    [Fact]
    public async Task A_failure_is_a_500_that_tells_nothing()
    {
        var response = await _host.GetAsync("/fail");
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("", await HostFixture.TextOf(response));
    }

    [Fact]
    public async Task Middleware_runs_in_the_order_of_registration_and_shares_items()
    {
        var response = await _host.GetAsync("/trail");
        Assert.Equal("outer inner", await HostFixture.TextOf(response));
        Assert.Equal("Trail", response.Headers.GetValues("X-Function").Single());
    }

    [Fact]
    public async Task Middleware_may_answer_instead_of_the_function() =>
        Assert.Equal(HttpStatusCode.Forbidden, (await _host.GetAsync("/trail?refuse")).StatusCode);

    [Fact]
    public async Task A_client_that_leaves_cancels_the_run()
    {
        (await _host.GetAsync("/wait")).Dispose();
        await Left.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    public sealed record Greeting(string Word);

    public sealed class HttpFunctions(Greeting greeting)
    {
        [Function("Greet")]
        public IActionResult Greet(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "greet/{agency}/{id:guid}/{count?}")] HttpRequest request,
            string agency,
            Guid id,
            int count = 1
        ) => new ContentResult { Content = $"{greeting.Word} {agency} {id} {count}" };

        [Function("NewThing")]
        public static IActionResult NewThing(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/new")] HttpRequest request
        ) => new ContentResult { Content = "the literal" };

        [Function("Thing")]
        public static IActionResult Thing(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{name}")] HttpRequest request,
            string name
        ) => new ContentResult { Content = $"the parameter {name}" };

        [Function("Other")]
        public static IActionResult Other(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "others/{name}")] HttpRequest request,
            string name
        ) => new ContentResult { Content = $"the parameter {name}" };

        [Function("TheNewOther")]
        public static IActionResult TheNewOther(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "others/new")] HttpRequest request
        ) => new ContentResult { Content = "never called" };

        [Function("Asset")]
        public IActionResult Asset(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "assets/{*path}")] HttpRequest request,
            string path
        ) => new ContentResult { Content = path };

        [Function("Echo")]
        public async Task<IActionResult> Echo(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "echo")] HttpRequest request,
            CancellationToken cancellation
        )
        {
            var body = await request.ReadFromJsonAsync<Dictionary<string, string>>(cancellation);
            return new ObjectResult(body) { StatusCode = StatusCodes.Status201Created };
        }

        [Function("Nothing")]
        public ValueTask<IResult> Nothing(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "nothing")] HttpRequest request
        ) => ValueTask.FromResult(Results.NoContent());

        [Function("Write")]
        public Task Write([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "write")] HttpRequest request) =>
            request.HttpContext.Response.WriteAsync("written");

        [Function("Fail")]
        public IActionResult Fail([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "fail")] HttpRequest request) =>
            throw new InvalidOperationException("a secret");

        [Function("Trail")]
        public IActionResult Trail(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "trail")] HttpRequest request,
            FunctionContext context
        ) => new ContentResult { Content = (string)context.Items["trail"] };

        [Function("Wait")]
        public async Task Wait(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "wait")] HttpRequest request,
            CancellationToken cancellation
        )
        {
            await request.HttpContext.Response.Body.FlushAsync(cancellation);
            using var left = cancellation.Register(() => Left.TrySetResult());
            await Task.Delay(Timeout.Infinite, cancellation);
        }
    }
}
