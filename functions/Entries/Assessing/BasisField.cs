using RiskRegister.Entries.Showing;
using RiskRegister.Web;

namespace RiskRegister.Entries.Assessing;

/// <summary>The field of forms in which somebody says what a lowered level rests on. It is there only where the entry has such.</summary>
public static class BasisField
{
    /// <summary>Its name.</summary>
    public const string Name = "restsOn";

    /// <summary>What is said about a broken rule: at the scale, where the field may not be there.</summary>
    public static FieldError Tell(Refusal refusal) =>
        refusal.Field == Name ? new FieldError("likelihood", refusal.Message.TrimEnd('.')) : EntryForms.Tell(refusal);
}
