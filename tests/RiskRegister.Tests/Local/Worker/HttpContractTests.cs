using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace RiskRegister.Tests.Local.Worker;

/// <summary>What the Functions host answers where an app says nothing.</summary>
public sealed class HttpContractTests : IAsyncLifetime
{
    private HostFixture _host = null!;

    public async ValueTask InitializeAsync() =>
        _host = await HostFixture.StartAsync(
            [typeof(Functions)],
            builder =>
            {
                builder.Configuration["FUNCTIONS_REQUEST_BODY_SIZE_LIMIT"] = "1000";
                builder.UseMiddleware(
                    async (context, next) =>
                    {
                        context.Features.Set("a feature");
                        await next();
                    }
                );
            }
        );

    [Theory]
    [InlineData("number/7", "int 7")]
    [InlineData("number/abc", "alpha abc")]
    [InlineData("number/ab-c", "any ab-c")]
    [InlineData("number/0f8fad5b-d9cb-469f-a165-70867728950e", "guid 0f8fad5b-d9cb-469f-a165-70867728950e")]
    [InlineData("NUMBER/7", "int 7")]
    public async Task Constraints_choose_the_function_and_letter_case_of_literals_does_not_count(string path, string answer) =>
        Assert.Equal(answer, await _host.GetStringAsync(path));

    [Theory]
    [InlineData("optional", "none")]
    [InlineData("optional/x", "x")]
    [InlineData("rest", "none")]
    [InlineData("rest/a/b.c", "a/b.c")]
    public async Task What_an_optional_parameter_does_not_get_is_null(string path, string answer) =>
        Assert.Equal(answer, await _host.GetStringAsync(path));

    [Theory]
    [InlineData("POST", "number/7")]
    [InlineData("HEAD", "number/7")]
    [InlineData("OPTIONS", "number/7")]
    [InlineData("GET", "admin")]
    public async Task A_method_that_the_route_does_not_name_is_not_found_and_has_no_body(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await _host.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("", await HostFixture.TextOf(response));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task A_function_without_methods_takes_all_and_HEAD_sends_headers_alone(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "any");
        using var response = await _host.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(5, response.Content.Headers.ContentLength);
        Assert.Equal(method == "HEAD" ? "" : "whole", await HostFixture.TextOf(response));
    }

    [Theory]
    [InlineData("typed/abc")]
    [InlineData("typed")]
    public async Task A_value_that_a_parameter_can_not_take_is_a_500_that_tells_nothing(string path)
    {
        using var response = await _host.GetAsync(path);
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("", await HostFixture.TextOf(response));
    }

    [Theory]
    [InlineData("poco")]
    [InlineData("text")]
    [InlineData("null")]
    public async Task A_return_value_that_is_no_result_is_not_sent(string path)
    {
        using var response = await _host.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("", await HostFixture.TextOf(response));
    }

    [Fact]
    public async Task A_body_above_the_limit_is_too_large()
    {
        using var response = await _host.PostAsync("/read", new { text = new string('x', 2000) });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Headers_above_the_limit_are_too_large()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "any");
        request.Headers.Add("X-Long", new string('x', 40_000));
        using var response = await _host.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task A_failure_after_the_answer_has_begun_breaks_the_connection_off()
    {
        // It may break before or after the client has seen the beginning.
        await Assert.ThrowsAsync<HttpRequestException>(async () =>
        {
            using var response = await _host.GetAsync("/break");
            await HostFixture.TextOf(response);
        });
    }

    [Fact]
    public async Task The_context_knows_the_run_and_its_function()
    {
        var first = (await _host.GetStringAsync("context")).Split(' ', 2);
        var second = (await _host.GetStringAsync("context")).Split(' ', 2);
        Assert.NotEqual(Guid.Parse(first[0]), Guid.Parse(second[0]));
        Assert.Equal($"Context {typeof(Functions).FullName}.Context httpTrigger request,context a feature", first[1]);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    public static class Functions
    {
        [Function("Whole")]
        public static IActionResult Whole([HttpTrigger("get", Route = "number/{value:int}")] HttpRequest request, int value) =>
            Text($"int {value}");

        [Function("Alpha")]
        public static IActionResult Alpha(
            [HttpTrigger("get", Route = "number/{value:alpha:length(3)}")] HttpRequest request,
            string value
        ) => Text($"alpha {value}");

        [Function("Id")]
        public static IActionResult Id([HttpTrigger("get", Route = "number/{value:guid}")] HttpRequest request, Guid value) =>
            Text($"guid {value}");

        // The last by name, because the first whose route fits is called.
        [Function("WithoutConstraint")]
        public static IActionResult WithoutConstraint(
            [HttpTrigger("get", Route = "number/{value}")] HttpRequest request,
            string value
        ) => Text($"any {value}");

        [Function("Optional")]
        public static IActionResult Optional(
            [HttpTrigger("get", Route = "optional/{value?}")] HttpRequest request,
            string? value
        ) => Text(value ?? "none");

        [Function("Rest")]
        public static IActionResult Rest([HttpTrigger("get", Route = "rest/{*value}")] HttpRequest request, string? value) =>
            Text(value ?? "none");

        [Function("Any")]
        public static IActionResult Any([HttpTrigger(Route = "any")] HttpRequest request) => Text("whole");

        [Function("Typed")]
        public static IActionResult Typed([HttpTrigger("get", Route = "typed/{value?}")] HttpRequest request, int value) =>
            Text($"{value}");

        [Function("Poco")]
        public static object Poco([HttpTrigger("get", Route = "poco")] HttpRequest request) => new { secret = 1 };

        [Function("Text")]
        public static Task<string> Text([HttpTrigger("get", Route = "text")] HttpRequest request) => Task.FromResult("not sent");

        [Function("Null")]
        public static IActionResult? Null([HttpTrigger("get", Route = "null")] HttpRequest request) => null;

        [Function("Read")]
        public static async Task<IResult> Read([HttpTrigger("post", Route = "read")] HttpRequest request)
        {
            using var reader = new StreamReader(request.Body);
            return Results.Text(await reader.ReadToEndAsync());
        }

        [Function("Break")]
        public static async Task Break([HttpTrigger("get", Route = "break")] HttpRequest request)
        {
            await request.HttpContext.Response.WriteAsync("begun");
            await request.HttpContext.Response.Body.FlushAsync();
            throw new InvalidOperationException("on purpose");
        }

        [Function("Context")]
        public static IActionResult Context([HttpTrigger("get", Route = "context")] HttpRequest request, FunctionContext context)
        {
            var function = context.FunctionDefinition;
            Assert.Same(request.HttpContext, context.GetHttpContext());
            return Text(
                $"{context.InvocationId} {function.Name} {function.EntryPoint} {function.InputBindings["request"].Type} "
                    + $"{string.Join(',', function.Parameters.Select(parameter => parameter.Name))} {context.Features.Get<string>()}"
            );
        }

        private static ContentResult Text(string text) => new() { Content = text };
    }
}
