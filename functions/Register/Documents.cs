using System.Net;
using Microsoft.Azure.Cosmos;

namespace RiskRegister.Register;

/// <summary>A document with the ETag it was read with.</summary>
public sealed record Stored<T>(T Value, string ETag);

/// <summary>One page of a list; <paramref name="Continuation"/> is null on the last one.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Continuation);

/// <summary>One write of a commit.</summary>
public abstract record DocumentWrite(string Id)
{
    /// <summary>Refused when the document exists.</summary>
    public static DocumentWrite Create<T>(string id, T document) => new Creation<T>(id, document);

    /// <summary>Refused when the document was changed since <paramref name="etag"/> was read.</summary>
    public static DocumentWrite Replace<T>(string id, T document, string etag) => new Replacement<T>(id, document, etag);

    /// <summary>Written whether it exists or not.</summary>
    public static DocumentWrite Put<T>(string id, T document) => new Upsert<T>(id, document);

    /// <summary>Refused when the document does not exist.</summary>
    public static DocumentWrite Delete(string id) => new Deletion(id);

    internal abstract void AddTo(TransactionalBatch batch);

    // Who writes a document knows it: only the new ETag has to come back.
    private static TransactionalBatchItemRequestOptions Tersely(string? etag = null) =>
        new() { IfMatchEtag = etag, EnableContentResponseOnWrite = false };

    private sealed record Creation<T>(string Id, T Document) : DocumentWrite(Id)
    {
        internal override void AddTo(TransactionalBatch batch) => batch.CreateItem(Document, Tersely());
    }

    private sealed record Replacement<T>(string Id, T Document, string ETag) : DocumentWrite(Id)
    {
        internal override void AddTo(TransactionalBatch batch) => batch.ReplaceItem(Id, Document, Tersely(ETag));
    }

    private sealed record Upsert<T>(string Id, T Document) : DocumentWrite(Id)
    {
        internal override void AddTo(TransactionalBatch batch) => batch.UpsertItem(Document, Tersely());
    }

    private sealed record Deletion(string Id) : DocumentWrite(Id)
    {
        internal override void AddTo(TransactionalBatch batch) => batch.DeleteItem(Id);
    }
}

/// <summary>A commit was refused as a whole because of the document <paramref name="id"/>.</summary>
public sealed class CommitConflictException(string id, HttpStatusCode status)
    : Exception($"The commit was refused: {id} ({(int)status}).")
{
    /// <summary>The document that stood against it.</summary>
    public string Id { get; } = id;

    /// <summary>409: it exists already; 412: it was changed since it was read; 404: it does not exist.</summary>
    public HttpStatusCode Status { get; } = status;
}
