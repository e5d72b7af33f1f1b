using RiskRegister.Entries;

namespace RiskRegister.Context;

/// <summary>Where the thread between entries and context is broken.</summary>
/// <param name="Entries">Entries that are tied to nothing.</param>
/// <param name="Items">Active items that no open entry names, in the order of kind and name.</param>
/// <param name="Names">Names in open entries that are in no item, the most used ones first: to be added, or absorbed by an item.</param>
public sealed record Orphans(OrphanEntries Entries, IReadOnlyList<OrphanItem> Items, IReadOnlyList<OrphanName> Names)
{
    /// <summary>Finds them, given what open entries are tied to.</summary>
    /// <param name="agency">The agency.</param>
    /// <param name="entries">How many entries have the standing orphan.</param>
    /// <param name="open">All open entries, of which only ties, controls and actions are looked at.</param>
    /// <param name="items">All items of the context.</param>
    /// <param name="cancellation">Given up, nothing is found.</param>
    public static async Task<Orphans> FindAsync(
        string agency,
        int entries,
        IAsyncEnumerable<Entry> open,
        IReadOnlyList<ContextItem> items,
        CancellationToken cancellation
    )
    {
        var used = new Dictionary<string, (ContextName Name, int Entries)>(StringComparer.Ordinal);
        await foreach (var entry in open.WithCancellation(cancellation))
        {
            foreach (var name in ContextName.Of(entry).DistinctBy(name => name.Key))
            {
                used[name.Key] = used.TryGetValue(name.Key, out var so) ? (so.Name, so.Entries + 1) : (name, 1);
            }
        }

        return new Orphans(
            new OrphanEntries(entries, $"/api/{agency}/entries?standing={Standing.Orphan}"),
            [
                .. items
                    .Where(item => item.Active && !item.Names.Any(name => used.ContainsKey(name.Key)))
                    .OrderBy(item => item.Kind)
                    .ThenBy(item => item.Name, StringComparer.OrdinalIgnoreCase)
                    .Select(item => new OrphanItem(item.Kind, item.Slug, item.Name, item.Address)),
            ],
            [
                .. used
                    .Values.Where(use => items.Find(use.Name) is null)
                    .OrderByDescending(use => use.Entries)
                    .ThenBy(use => use.Name.Key, StringComparer.Ordinal)
                    .Select(use => OrphanName.Of(agency, use.Name, use.Entries)),
            ]
        );
    }
}

/// <summary>Entries that are tied to nothing.</summary>
/// <param name="Count">How many.</param>
/// <param name="Address">Where they are listed.</param>
public sealed record OrphanEntries(int Count, string Address);

/// <summary>An item that no open entry names.</summary>
public sealed record OrphanItem(ContextKind Kind, string Slug, string Name, string Address);

/// <summary>A name that is in no item.</summary>
/// <param name="Kind">What it names.</param>
/// <param name="Name">As the first entry that uses it writes it.</param>
/// <param name="Count">How many open entries use it.</param>
/// <param name="Address">Where all entries that use it are listed.</param>
public sealed record OrphanName(ContextKind Kind, string Name, int Count, string Address)
{
    internal static OrphanName Of(string agency, ContextName name, int count) =>
        new(
            name.Kind,
            ContextName.Tidy(name.Name),
            count,
            $"/api/{agency}/entries?{Words.Of(name.Kind)}={Uri.EscapeDataString(ContextName.Tidy(name.Name))}"
        );
}
