using RiskRegister.Local.Cosmos.Query;
using RiskRegister.Local.State;

namespace RiskRegister.Local.Cosmos;

/// <summary>
/// The SQLite indexes of a container: one for each composite index of its policy (type rank and value of each path, within a partition), and
/// one for each unique key.
/// </summary>
internal static class ContainerIndexes
{
    public static void Create(StateConnection connection, StoredContainer container)
    {
        for (var i = 0; i < container.Indexing.Composites.Count; i++)
        {
            var columns = container.Indexing.Composites[i].SelectMany(Columns);
            connection.ExecuteScript(
                $"CREATE INDEX IF NOT EXISTS {Name(container, "index", i)} ON cosmos_items (partition_key, {string.Join(", ", columns)}) {Where(container)}"
            );
        }

        for (var i = 0; i < container.UniqueKeys.Count; i++)
        {
            // A missing property counts as null, and null as a value: at most one item of a partition may lack a unique key.
            var columns = container
                .UniqueKeys[i]
                .Select(path => Term.OfIndex(path))
                .SelectMany(t => (string[])[$"max({t.Rank}, 1)", $"coalesce({t.Value}, 0)"]);
            connection.ExecuteScript(
                $"CREATE UNIQUE INDEX IF NOT EXISTS {Name(container, "unique", i)} ON cosmos_items (partition_key, {string.Join(", ", columns)}) {Where(container)}"
            );
        }
    }

    public static void Drop(StateConnection connection, StoredContainer container)
    {
        var names = connection.Query(
            "SELECT name FROM sqlite_schema WHERE type = 'index' AND name GLOB ?1",
            row => row.GetString(0),
            $"{Prefix(container)}*"
        );
        names.ForEach(name => connection.ExecuteScript($"DROP INDEX {name}"));
    }

    private static IEnumerable<string> Columns(IndexedPath indexed)
    {
        var term = Term.OfIndex(indexed.Path);
        var direction = indexed.Descending ? " DESC" : "";
        return term.SortKeys.Select(key => key + direction);
    }

    private static string Where(StoredContainer container) => $"WHERE container = {container.Number}";

    private static string Name(StoredContainer container, string kind, int number) => $"{Prefix(container)}{kind}_{number}";

    private static string Prefix(StoredContainer container) => $"cosmos_container_{container.Number}_";
}
