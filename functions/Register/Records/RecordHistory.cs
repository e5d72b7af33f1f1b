using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;

namespace RiskRegister.Register.Records;

/// <summary>Reads what happened to records, the records as they were, and whether that is what was written.</summary>
public sealed class RecordHistory(RegisterContainer container)
{
    /// <summary>All versions of a record, the first one first.</summary>
    public IAsyncEnumerable<RecordVersion> ReadAsync(string agency, string id, CancellationToken cancellation = default) =>
        container.QueryAllAsync<RecordVersion>(
            agency,
            new QueryDefinition(
                "SELECT * FROM c WHERE c.type = @type AND c.reference = @reference ORDER BY c.type, c.reference, c.version"
            )
                .WithParameter("@type", RecordVersion.DocumentType)
                .WithParameter("@reference", id),
            cancellation
        );

    /// <summary>A record as it was; null while there was none.</summary>
    public async Task<T?> AsOfAsync<T>(string agency, string id, DateTimeOffset at, CancellationToken cancellation = default)
        where T : RegisterRecord
    {
        var version = await ReadAsync(agency, id, cancellation).TakeWhile(v => v.At <= at).LastOrDefaultAsync(cancellation);
        return version?.Data.Deserialize<T>(RegisterJson.Options);
    }

    /// <summary>
    /// Verifies all records of an agency: each version must be there, have the hash that its content gives, and name the hash of the one
    /// before it; and each record must be what its last version says.
    /// </summary>
    /// <returns>What is wrong, named by document; empty when nothing is.</returns>
    public async Task<IReadOnlyList<ChainBreak>> VerifyAsync(string agency, CancellationToken cancellation = default)
    {
        // By their versions and by themselves, so that neither can vanish unnoticed.
        var ids = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var query in new[] { Versioned, Present })
        {
            await foreach (var id in container.QueryAllAsync<string>(agency, query, cancellation))
            {
                ids.Add(id);
            }
        }

        var breaks = new List<ChainBreak>();
        foreach (var id in ids)
        {
            await VerifyAsync(agency, id, breaks, cancellation);
        }

        return breaks;
    }

    private static QueryDefinition Versioned =>
        new QueryDefinition(
            "SELECT VALUE c.reference FROM c WHERE c.type = @type ORDER BY c.type, c.reference, c.version"
        ).WithParameter("@type", RecordVersion.DocumentType);

    // Nothing else has both a version and a head.
    private static QueryDefinition Present => new("SELECT VALUE c.id FROM c WHERE c.version > 0 AND IS_DEFINED(c.head)");

    private async Task VerifyAsync(string agency, string id, List<ChainBreak> breaks, CancellationToken cancellation)
    {
        var text = await container.ReadTextAsync(agency, id, cancellation);
        var record = text is null ? null : JsonNode.Parse(text)!.AsObject();
        string? previous = null;
        JsonObject? last = null;
        var next = 1;
        while (await container.ReadTextAsync(agency, RecordVersion.IdOf(id, next), cancellation) is { } stored)
        {
            using var version = JsonDocument.Parse(stored);
            var link = version.RootElement.Deserialize<RecordVersion>(RegisterJson.Options)!;
            if (HashChain.Of(version.RootElement) != link.Hash || link.Previous != previous)
            {
                breaks.Add(new ChainBreak(link.Id, "The version was altered, or does not follow the one before it."));
            }

            (previous, last) = (link.Hash, JsonSerializer.SerializeToNode(link.Data)!.AsObject());
            next++;
        }

        if (record is null)
        {
            breaks.Add(new ChainBreak(id, "The record is missing: it has versions."));
        }
        else if (last is null || record["version"]?.GetValue<int>() != next - 1 || !IsThat(record, last, previous))
        {
            breaks.Add(new ChainBreak(id, "The record is not what its last version says."));
        }
    }

    private static bool IsThat(JsonObject record, JsonObject version, string? hash)
    {
        version["head"] = hash;
        return record
            .Select(field => field.Key)
            .Where(name => name[0] != '_')
            .Union(version.Select(field => field.Key))
            .All(name => JsonNode.DeepEquals(record[name], version[name]));
    }
}
