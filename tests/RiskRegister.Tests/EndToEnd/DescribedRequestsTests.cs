using System.Text.Json.Nodes;
using RiskRegister.Tests.Api.OpenApi;
using Xunit;

namespace RiskRegister.Tests.EndToEnd;

/// <summary>What the description of the API says of headers and parameters is what functions do, each tried with a value that they have to refuse.</summary>
public sealed class DescribedRequestsTests(RequestsRun run) : IClassFixture<RequestsRun>
{
    [Fact]
    public async Task Where_an_Idempotency_Key_is_described_one_that_is_too_long_is_refused()
    {
        var answers = await AgainAsync(o => Refers(o, "Idempotency-Key"), ("Idempotency-Key", new string('k', 201)));

        Assert.All(answers, a => Assert.Equal((a.Id, 400, "idempotencyKey"), (a.Id, a.Answer.Status, FieldOf(a.Answer))));
    }

    [Fact]
    public async Task Where_If_Match_is_described_another_version_is_refused_with_the_present_one()
    {
        var answers = await AgainAsync(o => Refers(o, "If-Match"), ("If-Match", "\"another\""));

        Assert.All(answers, a => Assert.Equal((a.Id, 412), (a.Id, a.Answer.Status)));
        Assert.All(answers, a => Assert.Contains("ETag", a.Answer.Headers.Keys));
    }

    [Fact]
    public async Task Where_the_lack_of_If_Match_is_described_it_is_refused()
    {
        var answers = await AgainAsync(o => o.Statuses.Contains(428), ("If-Match", null));

        Assert.All(answers, a => Assert.Equal((a.Id, 428), (a.Id, a.Answer.Status)));
    }

    [Fact]
    public async Task Where_a_body_is_described_another_type_of_content_is_refused()
    {
        var answers = await AgainAsync(o => o.Statuses.Contains(415), ("Content-Type", "text/plain"));

        Assert.All(answers, a => Assert.Equal((a.Id, 415), (a.Id, a.Answer.Status)));
    }

    [Fact]
    public async Task A_parameter_that_is_described_as_a_choice_a_number_or_an_instant_is_refused_with_any_other_text()
    {
        var tried = 0;
        foreach (var (operation, exchange) in await run.CarriedOutAsync())
        {
            foreach (
                var name in operation.Description["parameters"]!.AsArray().Where(IsParticular).Select(p => (string)p!["name"]!)
            )
            {
                var address = new Uri(exchange.Address, $"?{name}=~");
                var answer = await HttpFileRun.SendAsync(run.App, operation.Verb, address, exchange.Headers, exchange.Sent);
                Assert.Equal((operation.Id, name, 400, name), (operation.Id, name, answer.Status, FieldOf(answer)));
                tried++;
            }
        }

        Assert.NotEqual(0, tried);
    }

    private static bool IsParticular(JsonNode? parameter) =>
        (string?)parameter!["in"] == "query"
        && (
            parameter["schema"]!["enum"] is not null
            || (string?)parameter["schema"]!["type"] == "integer"
            || (string?)parameter["name"] is "asOf" or "from"
        );

    private static bool Refers(DescribedOperation operation, string header) =>
        operation.Description["parameters"]!
            .AsArray()
            .Any(p => ((string?)p!["$ref"])?.EndsWith($"/{header}", StringComparison.Ordinal) == true);

    private static string? FieldOf(HttpAnswer answer) => answer.Json?["errors"]?.AsObject().Select(e => e.Key).SingleOrDefault();

    /// <summary>Sends once more what was carried out, with another header, or without it.</summary>
    private async Task<IReadOnlyList<(string Id, HttpAnswer Answer)>> AgainAsync(
        Func<DescribedOperation, bool> which,
        (string Name, string? Value) header
    )
    {
        var answers = new List<(string, HttpAnswer)>();
        foreach (var (operation, exchange) in (await run.CarriedOutAsync()).Where(c => which(c.Operation)))
        {
            var others = exchange.Headers.Where(h => h.Name != header.Name);
            var headers = header.Value is null ? others : [.. others, (header.Name, header.Value)];
            answers.Add(
                (operation.Id, await HttpFileRun.SendAsync(run.App, operation.Verb, exchange.Address, headers, exchange.Sent))
            );
        }

        Assert.NotEmpty(answers);
        return answers;
    }
}
