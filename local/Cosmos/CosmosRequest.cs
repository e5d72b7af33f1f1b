using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace RiskRegister.Local.Cosmos;

/// <summary>A request's address and headers in the terms of the protocol.</summary>
internal sealed class CosmosRequest
{
    /// <summary>The most bytes an item or a batch may have: 2 MB.</summary>
    public const int MostBytes = 2 * 1024 * 1024;

    private readonly HttpRequest _http;

    public CosmosRequest(HttpRequest http)
    {
        _http = http;
        Segments = http.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The address in parts: <c>dbs, {database}, colls, {container}, docs, {item}</c>.</summary>
    public string[] Segments { get; }

    public string Method => _http.Method;

    /// <summary>The partition key in the form it is stored in, or null for all partitions.</summary>
    public string? PartitionKey =>
        Header("x-ms-documentdb-partitionkey") is { } header ? PartitionKeyText.FromHeader(header) : null;

    public string RequiredPartitionKey =>
        PartitionKey ?? throw CosmosFailureException.BadRequest("PartitionKey value must be supplied for this operation.");

    public string? IfMatch => Header("If-Match");

    public string? IfNoneMatch => Header("If-None-Match");

    /// <summary>Whether the client wants no item back from a write.</summary>
    public bool Minimal => Header("Prefer") == "return=minimal";

    /// <summary>The page size asked for; the service's own where the client leaves it open.</summary>
    public int MaxItemCount =>
        int.TryParse(Header("x-ms-max-item-count"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var count)
            ? Math.Min(count > 0 ? count : 1000, 10_000)
            : 100;

    public string? Header(string name) => _http.Headers.TryGetValue(name, out var values) ? values.ToString() : null;

    public bool Flag(string name) => string.Equals(Header(name), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The whole body. A body over <see cref="MostBytes"/> (and a little for framing) is refused with 413.</summary>
    public async Task<byte[]> ReadBodyAsync()
    {
        const int framing = 64 * 1024;
        if (_http.ContentLength > MostBytes + framing)
        {
            throw CosmosFailureException.TooLarge($"{_http.ContentLength} bytes");
        }

        using var buffer = new MemoryStream((int)(_http.ContentLength ?? 1024));
        await _http.Body.CopyToAsync(buffer, _http.HttpContext.RequestAborted);
        return buffer.Length == buffer.Capacity ? buffer.GetBuffer() : buffer.ToArray();
    }
}
