using System.Collections.Concurrent;
using System.Text.Json;
using RiskRegister.Local.State;

namespace RiskRegister.Local.Cosmos.Query;

/// <summary>Requests that query a container.</summary>
internal sealed class QueryOperations(StateDatabase state, TimeProvider time)
{
    private const int MostParsed = 500;

    // All work is done here: the client only passes results through, in the order in which they come.
    private static readonly byte[] PassThrough =
    [
        .. """{"partitionedQueryExecutionInfoVersion":2,"queryInfo":{"distinctType":"None","top":null,"offset":null,"limit":null,"orderBy":[],"orderByExpressions":[],"groupByExpressions":[],"groupByAliases":[],"aggregates":[],"groupByAliasToAggregateType":{},"rewrittenQuery":"","hasSelectValue":false,"hasNonStreamingOrderBy":false},"queryRanges":[{"min":"","max":"FF","isMinInclusive":true,"isMaxInclusive":false}]}"""u8,
    ];

    private static readonly ConcurrentDictionary<string, Select> Parsed = new(StringComparer.Ordinal);

    /// <summary>Tells the client how to run a query, after making sure that it can be.</summary>
    public static Answer Plan(StoredContainer container, ReadOnlyMemory<byte> body)
    {
        Compile(container, body);
        return new(200, PassThrough);
    }

    /// <summary>All items of a container or a partition.</summary>
    public Answer ReadAll(StoredContainer container, CosmosRequest request) =>
        Run(container, request, new CompiledQuery(container, Parse("SELECT * FROM c"), new Dictionary<string, JsonElement>()));

    /// <param name="container">The container.</param>
    /// <param name="request">Names the partition, page size and continuation.</param>
    /// <param name="body"><c>{"query": "...", "parameters": [{"name": "@p", "value": ...}]}</c></param>
    public Answer Run(StoredContainer container, CosmosRequest request, ReadOnlyMemory<byte> body) =>
        Run(container, request, Compile(container, body));

    private Answer Run(StoredContainer container, CosmosRequest request, CompiledQuery query)
    {
        var after = request.Header("x-ms-continuation") is { Length: > 0 } token ? Continuation.Decode(token) : null;
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var page = state.Read(connection => query.Read(connection, request.PartitionKey, now, request.MaxItemCount, after));
        return new(200, page.Body)
        {
            ItemCount = page.Count,
            Continuation = page.Next?.Encode(),
            Charge = Charges.Query(page.Count, page.Body.Length),
            Lsn = container.LastLsn,
        };
    }

    private static CompiledQuery Compile(StoredContainer container, ReadOnlyMemory<byte> body)
    {
        try
        {
            var request = JsonElement.Parse(body.Span);
            var parameters = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
            if (request.TryGetProperty("parameters", out var given))
            {
                foreach (var parameter in given.EnumerateArray())
                {
                    parameters[parameter.GetProperty("name").GetString()!] = parameter.GetProperty("value");
                }
            }

            return new(container, Parse(request.GetProperty("query").GetString()!), parameters);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw CosmosFailureException.BadRequest($"The query request is invalid: {e.Message}");
        }
    }

    private static Select Parse(string text)
    {
        if (Parsed.Count >= MostParsed)
        {
            Parsed.Clear();
        }

        return Parsed.GetOrAdd(text, Parser.Parse);
    }
}
