using System.Text.Json;
using RiskRegister.Context;
using RiskRegister.Entries;
using RiskRegister.Register;
using RiskRegister.Register.Records;
using RiskRegister.Tests.Entries;
using Xunit;

namespace RiskRegister.Tests.Context;

/// <summary>Items of the context in named states, and short words for deciding on them.</summary>
internal static class Items
{
    public static ContextItem Records => Added(Process("Keep records"));

    public static ContextItem Permits => Added(Process("Issue permits"));

    public static ContextItem Budget => Added(new AddContextItem { Kind = ContextKind.Objective, Name = "A balanced budget" });

    public static AddContextItem Process(string name) => new() { Kind = ContextKind.Process, Name = name };

    public static ContextItem Added(AddContextItem command, params IReadOnlyList<ContextItem> items) =>
        AddItem.Decide("demo", command, null, items).Accepted();

    public static RecordDecision<ContextItem> Change(ContextItem item, string change, params IReadOnlyList<ContextItem> others) =>
        ChangeItem.Decide(
            new ChangeContextItem(JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(change), "So it is"),
            item,
            [item, .. others]
        );

    public static RecordDecision<ContextItem> Absorb(
        ContextItem item,
        ContextItem? other,
        string? name = null,
        params IReadOnlyList<ContextItem> others
    ) =>
        AbsorbItem.Decide(
            new AbsorbContextItem(other?.Slug, name, "The same"),
            item,
            other is null ? null : new Stored<ContextItem>(other, "etag"),
            other is null ? [item, .. others] : [item, other, .. others],
            States.Context
        );

    /// <summary>The broken rules, as those of entries.</summary>
    public static IEnumerable<string> Rules(this RecordDecision<ContextItem> decision) =>
        new Decision([], decision.Refusals).Rules();

    /// <summary>The item after a decision that must not have refused.</summary>
    public static ContextItem Accepted(this RecordDecision<ContextItem> decision)
    {
        Assert.Empty(decision.Rules());
        return decision.Change!.After;
    }

    /// <summary>What is written beside the item, by what becomes of it: "create", "replace" or "delete".</summary>
    public static IEnumerable<string> Claims(this RecordDecision<ContextItem> decision) =>
        decision
            .Beside.Where(write => write.Id.StartsWith("context-name:", StringComparison.Ordinal))
            .Select(write => write.GetType().Name);
}
