using System.Text.Json;
using RiskRegister.Local.Cosmos;
using RiskRegister.Local.Cosmos.Query;
using RiskRegister.Local.State;
using Xunit;

namespace RiskRegister.Tests.Local.Cosmos;

/// <summary>Lists have to stay fast in large partitions: SQLite must read them from an index, in order.</summary>
public sealed class QueryPlanTests : IAsyncLifetime
{
    private static readonly StoredContainer Container = new(
        1,
        "db",
        1,
        0,
        0,
        """
        {"id":"register","partitionKey":{"paths":["/agency"]},"defaultTtl":-1,"indexingPolicy":{"compositeIndexes":[
        [{"path":"/type"},{"path":"/reference"}],
        [{"path":"/type"},{"path":"/score","order":"descending"},{"path":"/reference"}],
        [{"path":"/type"},{"path":"/run"},{"path":"/id"}]]}}
        """
    );

    private readonly TemporaryFolder _folder = new();
    private StateDatabase _state = null!;

    public async ValueTask InitializeAsync()
    {
        _state = StateDatabase.Open(_folder.Path);
        await _state.WriteAsync(connection =>
        {
            connection.ExecuteScript(Schema.Script);
            ContainerIndexes.Create(connection, Container);
            var writer = new ItemWriter(connection, Container, 0);
            connection.Execute("INSERT INTO cosmos_databases VALUES (1, 'db', 0)");
            connection.Execute("INSERT INTO cosmos_containers VALUES (1, 1, 'register', 0, 0, '')");
            for (var i = 0; i < 5; i++)
            {
                var body = JsonSerializer.SerializeToUtf8Bytes(
                    new
                    {
                        id = $"{i}",
                        agency = "a",
                        type = "entry",
                        reference = $"R-{i}",
                        score = i % 2,
                        run = "r",
                    }
                );
                writer.Run(ItemOperation.Parse(ItemOperationKind.Create, Container, "a", null, body));
            }
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _state.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public void Many_items_are_looked_up_one_by_one()
    {
        var ids = string.Join(" OR ", Enumerable.Range(0, 50).Select(i => $"( c.id = 'item-{i}' AND c[\"agency\"] = 'a' )"));
        var query = Compile($"SELECT * FROM c WHERE ( {ids} )");

        Assert.Contains(
            "MULTI-INDEX OR",
            _state.Read(connection => Plan(connection, query.Statements(null, 0, 50, null).Single())),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("SELECT * FROM c")]
    [InlineData("SELECT * FROM c WHERE c.type = 'entry'")]
    [InlineData("SELECT * FROM c WHERE c.type = 'entry' AND c.reference = 'R-1'")]
    [InlineData("SELECT * FROM c WHERE c.type = 'entry' ORDER BY c.type, c.reference")]
    [InlineData("SELECT * FROM c WHERE c.type = 'entry' ORDER BY c.reference DESC")]
    [InlineData("SELECT * FROM c WHERE c.type = 'entry' AND c.reference > 'R-0' ORDER BY c.type, c.reference")]
    [InlineData("SELECT * FROM c WHERE c.type = 'entry' ORDER BY c.type, c.score DESC, c.reference")]
    [InlineData("SELECT * FROM c WHERE c.type = 'entry' AND c.state != 'closed' ORDER BY c.type, c.score DESC, c.reference")]
    [InlineData("SELECT * FROM c WHERE c.type = 'entry' ORDER BY c.type DESC, c.run DESC, c.id DESC")]
    public void A_list_and_its_later_pages_are_read_from_an_index_in_order(string text)
    {
        _state.Read(connection =>
        {
            var next = Compile(text).Read(connection, "a", 0, 1, null).Next;
            foreach (var after in (object?[]?[])[null, next?.Keys])
            {
                foreach (var statement in Compile(text).Statements("a", 0, 1, after))
                {
                    var plan = Plan(connection, statement);
                    Assert.Contains("USING INDEX", plan, StringComparison.Ordinal);
                    Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
                }
            }

            return true;
        });
    }

    private static CompiledQuery Compile(string text) =>
        new(Container, Parser.Parse(text, new Dictionary<string, JsonElement>()));

    private static string Plan(StateConnection connection, (string Sql, object?[] Arguments) statement) =>
        string.Join('\n', connection.Query($"EXPLAIN QUERY PLAN {statement.Sql}", row => row.GetString(3), statement.Arguments));
}
