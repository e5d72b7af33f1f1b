using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.OpenApi;
using RiskRegister.Access;
using RiskRegister.Api;
using RiskRegister.Api.OpenApi;
using RiskRegister.Register;
using Xunit;
using Reader = Microsoft.OpenApi.OpenApiDocument;

namespace RiskRegister.Tests.Api.OpenApi;

public sealed class OpenApiDocumentTests
{
    private static readonly Described Api = Described.Api;

    public static TheoryData<string> Operations => [.. Api.Operations.Select(o => o.Id)];

    [Fact]
    public void The_document_is_valid_OpenAPI()
    {
        var read = Reader.Parse(Api.Document.ToJsonString(), "json");

        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic!.SpecificationVersion);
        Assert.Empty(read.Diagnostic.Errors.Select(e => $"{e.Pointer}: {e.Message}"));
        Assert.Empty(read.Diagnostic.Warnings.Select(e => $"{e.Pointer}: {e.Message}"));
        Assert.NotEmpty(read.Document!.Paths);
    }

    [Fact]
    public void Every_function_of_the_API_is_an_operation_and_nothing_else_is()
    {
        var functions =
            from type in typeof(Policies).Assembly.GetTypes()
            from method in type.GetMethods()
            let function = method.GetCustomAttribute<FunctionAttribute>()
            let trigger = method
                .GetParameters()
                .Select(p => p.GetCustomAttribute<HttpTriggerAttribute>())
                .FirstOrDefault(t => t is not null)
            where function is not null && trigger is not null
            where trigger.Route == "health" || trigger.Route!.StartsWith("api/", StringComparison.Ordinal)
            from verb in trigger.Methods!
            select $"{verb} {function.Name}";

        Assert.Equal(functions.Order(), Api.Operations.Select(o => $"{o.Verb.ToLowerInvariant()} {o.Id}").Order());
    }

    [Fact]
    public void All_that_is_referred_to_is_there()
    {
        var references = Strings(Api.Document, "$ref").Distinct().ToList();

        Assert.NotEmpty(references);
        Assert.All(
            references,
            r => Assert.NotNull(r.Split('/').Skip(1).Aggregate((JsonNode?)Api.Document, (node, name) => node?[name]))
        );
    }

    [Fact]
    public void Each_operation_has_an_id_of_its_own() =>
        Assert.Equal(Api.Operations.Count, Api.Operations.Select(o => o.Id).Distinct().Count());

    [Theory]
    [MemberData(nameof(Operations))]
    public void An_operation_tells_what_it_does_and_what_it_answers_with(string id)
    {
        var operation = Find(id);

        Assert.True(
            operation.Successes.All(s => s.Gives is not null || s.Status == 204)
                || operation.Description.ToJsonString().Contains("octet-stream", StringComparison.Ordinal),
            $"{id} does not tell what it gives: put [Operation(Gives = typeof(...))] on the function."
        );
        Assert.Contains(' ', (string)operation.Description["summary"]!);
        Assert.True((string)operation.Description["summary"]! != operation.Id, $"{id} has no summary.");
        Assert.All(
            operation.Description["parameters"]!.AsArray().Where(p => p!["$ref"] is null),
            p => Assert.False(string.IsNullOrWhiteSpace((string?)p!["description"]), $"{id}: {p["name"]} has no summary.")
        );
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void An_operation_that_changes_something_tells_what_it_takes(string id)
    {
        var operation = Find(id);

        Assert.True(
            operation.Verb is "GET" or "DELETE" || operation.Description["requestBody"] is not null || id == "SendAgain",
            $"{id} does not tell what it takes: put [Operation(Takes = typeof(...))] on the function."
        );
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void An_example_is_valid_by_the_schema_beside_it(string id)
    {
        var operation = Find(id);
        var bodies = operation.Successes.Select(s => s.Gives).Append(operation.Takes).OfType<JsonNode>().ToList();

        foreach (var body in bodies.Where(b => b["example"] is not null))
        {
            var problems = Api.Problems(body["schema"]!, body["example"]);
            Assert.True(problems.Length == 0, $"The example of {id} in examples.json is not valid:\n{problems}");
        }
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void An_example_is_read_as_the_command_that_the_function_takes(string id)
    {
        if (Find(id).Takes?["example"] is not { } example)
        {
            return;
        }

        var type = ApiOperation.All.Single(o => o.Name == id).Declared.Takes!;
        Assert.NotNull(JsonSerializer.Deserialize(Encoding.UTF8.GetBytes(example.ToJsonString()), type, RegisterJson.Strict));
    }

    [Fact]
    public void Every_example_is_that_of_an_operation() =>
        Assert.Empty(Examples.ByFunction.Keys.Except(Api.Operations.Select(o => o.Id)));

    [Fact]
    public void Rights_are_those_of_the_policies()
    {
        Assert.All(
            Api.Operations,
            o =>
            {
                var policy = Policies.ByFunction[o.Id];
                Assert.Equal(policy.SignedIn, o.Description["security"]!.AsArray().Count > 0);
                Assert.Equal(policy.SignedIn, o.Statuses.Contains(401));
                Assert.Equal(policy.Roles.Count, o.Description["x-roles"]?.AsArray().Count ?? 0);
            }
        );
    }

    [Fact]
    public void Words_are_written_as_JSON_has_them_and_explained()
    {
        var kind = Api.Document["components"]!["schemas"]!["ResponseKind"]!;

        Assert.Contains("remove-source", kind["enum"]!.AsArray().Select(w => (string)w!));
        Assert.Contains("- `remove-source`: ", (string)kind["description"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Fields_that_may_be_null_are_told_from_those_that_are_always_there()
    {
        var entry = Api.Document["components"]!["schemas"]!["Entry"]!;
        var required = entry["required"]!.AsArray().Select(name => (string)name!).ToList();

        Assert.Contains("reference", required);
        Assert.Contains("standing", required);
        Assert.DoesNotContain("owner", required);
        Assert.Equal(["string", "null"], entry["properties"]!["owner"]!["type"]!.AsArray().Select(t => (string)t!));
    }

    [Fact]
    public void Parameters_are_read_by_the_types_that_describe_them()
    {
        var folder = Path.Combine(EndToEnd.RunningApp.Root, "functions");
        var reading = Directory
            .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file =>
                File.ReadAllText(file) is var text
                && text.Contains("[Operation(", StringComparison.Ordinal)
                && text.Contains("Query[\"", StringComparison.Ordinal)
            )
            .Select(file =>
                $"{Path.GetFileName(file)}: read the parameter by QueryParameters.Read, and name the type in [Operation(Query = [...])]."
            );

        Assert.Empty(reading);
    }

    [Fact]
    public void An_answer_that_is_not_as_described_is_found()
    {
        var schema = JsonNode.Parse("""{"$ref":"#/components/schemas/CountAnswer"}""")!;

        Assert.Empty(Api.Problems(schema, JsonNode.Parse("""{"count":1}""")));
        Assert.NotEmpty(Api.Problems(schema, JsonNode.Parse("""{"count":"1"}""")));
        Assert.NotEmpty(Api.Problems(schema, JsonNode.Parse("""{"count":1,"more":true}""")));
        Assert.NotEmpty(Api.Problems(schema, JsonNode.Parse("{}")));
    }

    private static DescribedOperation Find(string id) => Api.Operations.First(o => o.Id == id);

    private static IEnumerable<string> Strings(JsonNode? node, string name) =>
        node switch
        {
            JsonObject o => o.SelectMany(p => p.Key == name && p.Value is JsonValue v ? [(string)v!] : Strings(p.Value, name)),
            JsonArray a => a.SelectMany(item => Strings(item, name)),
            _ => [],
        };
}
