using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RiskRegister.Api.OpenApi;
using RiskRegister.Tests.Api.OpenApi;
using Xunit;

namespace RiskRegister.Tests.EndToEnd;

public sealed partial class RequestsTests(RequestsRun run) : IClassFixture<RequestsRun>
{
    // It succeeds only for a mail that the mail server refused, which a demo does not have.
    private static readonly string[] NeverHere = ["SendAgain"];

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public async Task Every_request_is_answered_with_the_status_that_the_file_states()
    {
        var wrong =
            from exchange in await run.Exchanges
            where exchange.Answer.Status != exchange.Request.Status
            select $"requests.http, line {exchange.Request.Line} ({exchange.Request.Title}): stated is {exchange.Request.Status}, but it was {exchange.Answer.Status} {exchange.Answer.Text}";

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Every_operation_is_in_the_file()
    {
        var called = (await run.Exchanges).Select(OperationOf).OfType<DescribedOperation>().Select(o => o.Id);

        Assert.Empty(
            Described
                .Api.Operations.Select(o => o.Id)
                .Except(called)
                .Select(id => $"{id}: add a request to requests.http, with # -> and the status.")
        );
    }

    [Fact]
    public async Task Every_answer_is_as_the_description_of_the_API_says()
    {
        var wrong =
            from exchange in await run.Exchanges
            let operation = OperationOf(exchange)
            where operation is not null
            from problem in Problems(exchange, operation)
            select $"{operation.Id} (requests.http, line {exchange.Request.Line}): {problem}";

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Every_body_that_was_accepted_is_as_the_description_of_the_API_says()
    {
        var wrong =
            from exchange in await run.Exchanges
            where exchange.Answer.Status < 300
            let takes = OperationOf(exchange)?.Takes
            where takes is not null
            let problems = Described.Api.Problems(takes["schema"]!, JsonNode.Parse(exchange.Sent))
            where problems.Length > 0
            select $"requests.http, line {exchange.Request.Line}: {problems}";

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Every_operation_has_an_example_and_the_example_is_what_the_file_sends()
    {
        var lacking = new JsonObject();
        foreach (var operation in Described.Api.Operations)
        {
            var accepted = (await run.Exchanges)
                .Where(e => OperationOf(e)?.Id == operation.Id && e.Answer.Status < 300 && e.Answer.Json is not null)
                .ToList();
            var example = Examples.ByFunction.GetValueOrDefault(operation.Id);
            var isSent =
                example is not null
                && (
                    NeverHere.Contains(operation.Id)
                    || operation.Takes is null
                    || accepted.Any(e => IsLike(JsonNode.Parse(e.Sent), example.Request, JsonNode.Parse(e.Request.Body)))
                );
            if ((!isSent || (example?.Answer is null && operation.Id != "ApiDescription")) && accepted.Count > 0)
            {
                lacking[operation.Id] = ExampleOf(operation, operation.Takes is null ? accepted[^1] : accepted[0]);
            }
        }

        Assert.True(
            lacking.Count == 0,
            $"Add to functions/Api/OpenApi/examples.json (shorten the answers where they are long), or send the example in requests.http:\n{lacking.ToJsonString(Readable)}"
        );
        Assert.Empty(Described.Api.Operations.Select(o => o.Id).Except(Examples.ByFunction.Keys));
    }

    private static JsonObject ExampleOf(DescribedOperation operation, Exchange exchange)
    {
        var example = new JsonObject();
        if (operation.Takes is not null)
        {
            example["request"] = JsonNode.Parse(exchange.Sent);
        }

        example["answer"] = exchange.Answer.Json?.DeepClone();
        return example;
    }

    /// <summary>Whether a body is that of the example, other values for variables aside.</summary>
    private static bool IsLike(JsonNode? sent, JsonNode? example, JsonNode? inFile) =>
        inFile is JsonValue text && text.ToString().Contains("{{", StringComparison.Ordinal) ? example is JsonValue
        : inFile is JsonObject fields
            ? example is JsonObject other
                && fields.Count == other.Count
                && fields.All(field => other.ContainsKey(field.Key) && IsLike(sent![field.Key], other[field.Key], field.Value))
        : JsonNode.DeepEquals(sent, example);

    private static IEnumerable<string> Problems(Exchange exchange, DescribedOperation operation)
    {
        var answer = exchange.Answer;
        if (!operation.Statuses.Contains(answer.Status))
        {
            yield return $"the status {answer.Status} is not described";
            yield break;
        }

        var success = operation.Successes.FirstOrDefault(s => s.Status == answer.Status);
        var schema =
            success == default
                ? Described.Api.Document["components"]!["responses"]![$"{answer.Status}"]!["content"]![
                    "application/problem+json"
                ]!["schema"]
                : success.Gives?["schema"];
        if (schema is not null && Described.Api.Problems(schema, answer.Json) is { Length: > 0 } problems)
        {
            yield return problems;
        }

        foreach (var header in success == default ? [] : operation.HeadersOf(answer.Status))
        {
            // What is shown as it was has no ETag, because nothing can be decided on it.
            if (!answer.Headers.ContainsKey(header) && !OfThePast().IsMatch(exchange.Request.Url))
            {
                yield return $"{header} is missing";
            }
        }
    }

    private static DescribedOperation? OperationOf(Exchange exchange) =>
        Described.Api.Find(exchange.Request.Verb, exchange.Address.AbsolutePath);

    [GeneratedRegex("[?&](asOf|version)=", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OfThePast();
}
