using System.Text.Json.Nodes;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.Register.Records;

namespace RiskRegister.Context;

/// <summary>The rules for items of the context, for adding and changing alike.</summary>
internal static class ContextChecks
{
    private static readonly Dictionary<string, ContextKind> OnlyOf = new(StringComparer.Ordinal)
    {
        ["procedure"] = ContextKind.Process,
        ["objectives"] = ContextKind.Process,
        ["processes"] = ContextKind.Objective,
        ["measure"] = ContextKind.Objective,
        ["target"] = ContextKind.Objective,
        ["unit"] = ContextKind.Objective,
        ["due"] = ContextKind.Objective,
        ["origin"] = ContextKind.Issue,
        ["climate"] = ContextKind.Issue,
        ["trend"] = ContextKind.Issue,
        ["requirements"] = ContextKind.Party,
    };

    /// <summary>The values given obey the rules of the item's kind.</summary>
    /// <param name="checks">The checks.</param>
    /// <param name="item">The item after the change.</param>
    /// <param name="given">The new values by name.</param>
    /// <param name="prefix">What stands before the name of a field in the command.</param>
    public static Checks Details(this Checks checks, ContextItem item, JsonObject given, string prefix = "")
    {
        foreach (var (field, value) in given)
        {
            checks.Unless(
                value is null || !OnlyOf.TryGetValue(field, out var kind) || kind == item.Kind,
                prefix + field,
                "not-for-this-kind",
                $"Leave this out: only an item of the kind {(OnlyOf.TryGetValue(field, out var owner) ? Words.Of(owner) : "")} has it."
            );
        }

        return Texts(item)
            .Refusals.Where(refusal => given.ContainsKey(refusal.Field))
            .Aggregate(checks, (so, r) => so.Unless(false, prefix + r.Field, r.Rule, r.Message));
    }

    /// <summary>No other active item of the kind answers to a name of this one.</summary>
    public static Checks NamesAreFree(this Checks checks, ContextItem item, IEnumerable<ContextItem> items)
    {
        var other = items.FirstOrDefault(o => o.Active && o.Kind == item.Kind && o.Slug != item.Slug && item.Names.Any(o.Has));
        return checks.Unless(
            other is null,
            "",
            "name-taken",
            $"{other?.Called} ({other?.Slug}) has or had the name \"{item.Names.FirstOrDefault(n => other?.Has(n) == true).Name}\". "
                + "Choose another name, or let one absorb the other."
        );
    }

    /// <summary>The item must be active.</summary>
    public static Checks IsActive(this Checks checks, ContextItem item) =>
        checks.Unless(item.Active, "", "not-active", $"{item.Called} is retired. Reactivate it first.");

    /// <summary>A change of one item, with the claims to its names.</summary>
    public static RecordDecision<ContextItem> Of(Checks checks, ContextItem? before, Func<RecordChange<ContextItem>> decide)
    {
        var decision = RecordDecision.Of(checks, decide);
        return decision.Change is { } change
            ? decision with
            {
                Beside = NameClaim.Moved(before is null ? [] : [before], [change.After]),
            }
            : decision;
    }

    /// <summary>The item with values in the place of those that it had; a name that it gives up stays as a former one.</summary>
    public static ContextItem With(this ContextItem item, JsonObject values)
    {
        var after = MergePatch.Merge(item, values);
        after = after with { Name = ContextName.Tidy(after.Name) };
        return item.Name.Length > 0 ? after.Answering([item.Name]) : after;
    }

    private static Checks Texts(ContextItem item) =>
        new Checks()
            .Required("name", item.Name, "Enter what people call it, such as \"Keep records\".", Checks.MaxTitle)
            .Optional("description", item.Description)
            .Optional("owner", item.Owner, Checks.MaxTitle)
            .Optional("procedure", item.Procedure)
            .Names("objectives", item.Objectives)
            .Names("processes", item.Processes)
            .Optional("measure", item.Measure)
            .Optional("unit", item.Unit, 50)
            .Optional("trend", item.Trend)
            .Unless(item.Requirements.Count <= 50, "requirements", "too-many", "Name at most 50.")
            .Unless(
                item.Requirements.All(r => !string.IsNullOrWhiteSpace(r.Text) && r.Text.Length <= Checks.MaxText),
                "requirements",
                "bad-text",
                $"Each must have a text of 1 to {Checks.MaxText} characters."
            );
}
