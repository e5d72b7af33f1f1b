using System.Text.Json.Nodes;
using RiskRegister.Api;

namespace RiskRegister.Entries.Changing;

/// <summary>The rules for changed details.</summary>
public static class ChangedDetailsChecks
{
    /// <summary>The details after the change obey the rules of raising, as far as they are changed: what an import has brought in may break some.</summary>
    public static Checks Changed(this Checks checks, Entry entry, JsonObject different)
    {
        var details = MergePatch.Merge<EntryDetails>(entry, different);
        var broken = new Checks().Details(details, entry.Kind).Or(() => Decision.Accept()).Refusals;
        return broken
            .Where(refusal => different.ContainsKey(refusal.Field))
            .Aggregate(checks, (so, r) => so.Unless(false, $"change.{r.Field}", r.Rule, r.Message));
    }
}
