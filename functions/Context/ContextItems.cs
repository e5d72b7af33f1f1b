using RiskRegister.Entries;
using RiskRegister.Register;
using RiskRegister.Register.Records;

namespace RiskRegister.Context;

/// <summary>Reads the context of an agency. It has at most some hundred items, so what needs several of them reads all.</summary>
public sealed class ContextItems(RecordStore records)
{
    /// <summary>All items, retired ones included.</summary>
    public async Task<IReadOnlyList<ContextItem>> AllAsync(string agency, CancellationToken cancellation = default) =>
        await records
            .AllAsync<ContextItem>(agency, ContextItem.DocumentType, cancellation: cancellation)
            .ToListAsync(cancellation);

    /// <summary>The names to choose from: those of the active items of a kind, in the order of the alphabet.</summary>
    public async Task<IReadOnlyList<string>> ChoicesAsync(string agency, ContextKind kind, CancellationToken cancellation)
    {
        var active = records.AllAsync<ContextItem>(
            agency,
            ContextItem.DocumentType,
            [("c.kind = @kind", "@kind", Words.Of(kind)), ("c.active = @active", "@active", true)],
            cancellation
        );
        var names = await active.Select(item => item.Name).ToListAsync(cancellation);
        return [.. names.Order(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>One item.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public Task<Stored<ContextItem>> LoadAsync(string agency, ContextAddress address, CancellationToken cancellation) =>
        records.LoadAsync<ContextItem>(agency, address.Id, address.Called, cancellation);
}

/// <summary>An item as an address names it.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Slug">Its id within the kind.</param>
public sealed record ContextAddress(ContextKind Kind, string Slug)
{
    /// <summary>Document id.</summary>
    public string Id => ContextItem.IdOf(Kind, Slug);

    /// <summary>What people call it.</summary>
    public string Called => $"The {Words.Of(Kind)} {Slug}";

    /// <summary>Reads the two segments of an address.</summary>
    /// <exception cref="NotFoundException">No item can have such an address.</exception>
    public static ContextAddress Read(string kind, string slug)
    {
        var kinds = Enum.GetValues<ContextKind>().Where(one => Words.Of(one) == kind).ToList();
        return kinds is [var known] && ContextSlug.IsValid(slug)
            ? new ContextAddress(known, slug)
            : throw new NotFoundException($"The {kind} {slug}");
    }
}

/// <summary>Finds the items that names stand for.</summary>
public static class ContextResolution
{
    /// <summary>The item that a name stands for: the active one that has it, else a retired one; null when it is in no item.</summary>
    public static ContextItem? Find(this IEnumerable<ContextItem> items, ContextName name) =>
        items.Where(item => item.Has(name)).OrderByDescending(item => item.Active).FirstOrDefault();
}
