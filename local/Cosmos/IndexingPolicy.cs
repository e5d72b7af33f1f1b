using System.Text.Json;

namespace RiskRegister.Local.Cosmos;

/// <summary>One property of a composite index, by its path from the root, such as <c>/kind</c>.</summary>
internal readonly record struct IndexedPath(string Path, bool Descending);

/// <summary>What of the items is indexed; it decides which orders a query may ask for.</summary>
internal sealed class IndexingPolicy
{
    private readonly List<string> _included;
    private readonly List<string> _excluded;

    /// <param name="container">The container's properties.</param>
    public IndexingPolicy(JsonElement container)
    {
        container.TryGetProperty("indexingPolicy", out var policy);
        _included = [.. Members(policy, "includedPaths").Select(Path)];
        _excluded = [.. Members(policy, "excludedPaths").Select(Path)];
        Composites =
        [
            .. Members(policy, "compositeIndexes")
                .Select(index => index.EnumerateArray().Select(p => new IndexedPath(Path(p), IsDescending(p))).ToList()),
        ];
    }

    public IReadOnlyList<IReadOnlyList<IndexedPath>> Composites { get; }

    /// <summary>Whether both name the same composite indexes in the same order.</summary>
    public bool HasCompositesOf(IndexingPolicy other) =>
        Composites.Count == other.Composites.Count
        && Composites.Zip(other.Composites).All(pair => pair.First.SequenceEqual(pair.Second));

    /// <summary>Whether a path is indexed: what names it more closely wins, and what nothing names is included.</summary>
    public bool Includes(string path) => Closest(_included, path) >= Closest(_excluded, path);

    private static int Closest(List<string> patterns, string path) => patterns.Select(p => Closeness(p, path)).Append(-1).Max();

    // A pattern ends with /? for the value itself or with /* for it and all below; at the same place /? is the closer.
    private static int Closeness(string pattern, string path)
    {
        var root = pattern[..pattern.LastIndexOf('/')];
        var fits = pattern.EndsWith('?') ? path == root : $"{path}/".StartsWith($"{root}/", StringComparison.Ordinal);
        return fits ? (2 * root.Length) + (pattern.EndsWith('?') ? 1 : 0) : -1;
    }

    private static JsonElement.ArrayEnumerator Members(JsonElement policy, string list) =>
        policy.ValueKind == JsonValueKind.Object && policy.TryGetProperty(list, out var members)
            ? members.EnumerateArray()
            : default;

    private static string Path(JsonElement indexed) =>
        indexed.GetProperty("path").GetString() is { } path && path.StartsWith('/')
            ? path.Replace("\"", "", StringComparison.Ordinal)
            : throw CosmosFailureException.BadRequest("An indexing path starts with a slash.");

    private static bool IsDescending(JsonElement indexed) =>
        indexed.TryGetProperty("order", out var order) && order.GetString() == "descending";
}
