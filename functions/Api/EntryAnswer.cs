using RiskRegister.Entries;
using RiskRegister.Register;

namespace RiskRegister.Api;

/// <summary>Answers with one entry.</summary>
public static class EntryAnswer
{
    /// <summary>201 with Location and ETag.</summary>
    public static ApiAnswer Created(Stored<Entry> entry, DecisionContext context) =>
        new(201, EntryShown.Of(entry.Value, context))
        {
            Headers = { ["ETag"] = entry.ETag, ["Location"] = $"/api/{entry.Value.Agency}/entries/{entry.Value.Reference}" },
        };

    /// <summary>200 with ETag.</summary>
    public static ApiAnswer Of(Stored<Entry> entry, DecisionContext context) =>
        new(200, EntryShown.Of(entry.Value, context)) { Headers = { ["ETag"] = entry.ETag } };
}
