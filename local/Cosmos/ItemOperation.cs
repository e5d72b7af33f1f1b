namespace RiskRegister.Local.Cosmos;

/// <summary>The operations on an item, by their numbers in the protocol.</summary>
internal enum ItemOperationKind
{
    Create = 0,
    Patch = 1,
    Read = 2,
    Delete = 4,
    Replace = 5,
    Upsert = 20,
}

/// <summary>One operation on one item, alone or as part of a batch. Bodies are parsed before the writer's turn.</summary>
internal sealed record ItemOperation(ItemOperationKind Kind, string PartitionKey, string Id)
{
    public ItemDocument? Document { get; init; }
    public Patch? Patch { get; init; }
    public string? IfMatch { get; init; }
    public string? IfNoneMatch { get; init; }

    /// <summary>Whether the client wants no item back.</summary>
    public bool Minimal { get; init; }

    /// <exception cref="CosmosFailureException">400: the body is invalid or belongs elsewhere; 413: too large.</exception>
    public static ItemOperation Parse(
        ItemOperationKind kind,
        StoredContainer container,
        string partitionKey,
        string? id,
        ReadOnlyMemory<byte> body
    )
    {
        var document = kind is ItemOperationKind.Create or ItemOperationKind.Upsert or ItemOperationKind.Replace
            ? ItemDocument.Parse(body, container)
            : null;
        if (document is not null && document.PartitionKey != partitionKey)
        {
            throw new CosmosFailureException(
                400,
                "PartitionKey extracted from document doesn't match the one specified in the header.",
                subStatus: 1001
            );
        }

        if (document is not null && id is not null && document.Id != id)
        {
            throw CosmosFailureException.BadRequest("The id of an item cannot be changed.");
        }

        return new(kind, partitionKey, id ?? document?.Id ?? throw CosmosFailureException.BadRequest("The id is missing."))
        {
            Document = document,
            Patch = kind == ItemOperationKind.Patch ? Patch.Parse(body) : null,
        };
    }
}

/// <summary>How an operation went. <paramref name="Body"/> is null where the client wants none or there is none.</summary>
internal readonly record struct ItemResult(int Status, string? ETag, byte[]? Body, double Charge);
