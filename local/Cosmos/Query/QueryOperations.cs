using System.Text.Json;
using RiskRegister.Local.State;

namespace RiskRegister.Local.Cosmos.Query;

/// <summary>Requests that query a container. Bodies are <c>{"query": "...", "parameters": [{"name": "@p", "value": ...}]}</c>.</summary>
internal sealed class QueryOperations(StateDatabase state, TimeProvider time)
{
    // All work is done here: the client only passes results through, in the order in which they come.
    private static readonly byte[] PassThrough =
    [
        .. """{"partitionedQueryExecutionInfoVersion":2,"queryInfo":{"distinctType":"None","top":null,"offset":null,"limit":null,"orderBy":[],"orderByExpressions":[],"groupByExpressions":[],"groupByAliases":[],"aggregates":[],"groupByAliasToAggregateType":{},"rewrittenQuery":"","hasSelectValue":false,"hasNonStreamingOrderBy":false},"queryRanges":[{"min":"","max":"FF","isMinInclusive":true,"isMaxInclusive":false}]}"""u8,
    ];

    /// <summary>Tells the client how to run a query, after making sure that it can be.</summary>
    public static Answer Plan(StoredContainer container, byte[] body)
    {
        Compile(container, body);
        return new(200, PassThrough);
    }

    /// <summary>One page; the request names the partition, page size and continuation.</summary>
    public Answer Run(StoredContainer container, CosmosRequest request, byte[] body)
    {
        var query = Compile(container, body);
        var fingerprint = Continuation.Fingerprint(body, request.PartitionKey);
        var after = request.Header("x-ms-continuation") is { Length: > 0 } token ? Continuation.Decode(token, fingerprint) : null;
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var page = state.Read(connection => query.Read(connection, request.PartitionKey, now, request.MaxItemCount, after));
        return new(200, page.Body)
        {
            ItemCount = page.Count,
            Continuation = page.Next?.Encode(fingerprint),
            Charge = Charges.Query(page.Count, page.Body.Length),
            Lsn = container.LastLsn,
        };
    }

    private static CompiledQuery Compile(StoredContainer container, byte[] body)
    {
        try
        {
            var request = JsonElement.Parse(body);
            var parameters = request.TryGetProperty("parameters", out var given)
                ? given.EnumerateArray().ToDictionary(p => p.GetProperty("name").GetString()!, p => p.GetProperty("value"))
                : [];
            return new(container, Parser.Parse(request.GetProperty("query").GetString()!, parameters));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw CosmosFailureException.BadRequest($"The query request is invalid: {e.Message}");
        }
    }
}
