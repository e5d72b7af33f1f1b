using System.Text.Json.Serialization;

namespace RiskRegister.Entries;

/// <summary>
/// Something that happened to an entry. Events are only ever appended; their names and fields are stored for good. Each is declared in
/// the folder of its verb, together with what it does to the entry.
/// </summary>
[JsonPolymorphic(
    TypeDiscriminatorPropertyName = "name",
    UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization
)]
[JsonDerivedType(typeof(Raised), "raised")]
[JsonDerivedType(typeof(Imported), "imported")]
[JsonDerivedType(typeof(Changed), "changed")]
[JsonDerivedType(typeof(Assessed), "assessed")]
[JsonDerivedType(typeof(Responded), "responded")]
[JsonDerivedType(typeof(ControlAdded), "control-added")]
[JsonDerivedType(typeof(ControlRetired), "control-retired")]
[JsonDerivedType(typeof(ActionPlanned), "action-planned")]
[JsonDerivedType(typeof(ActionShared), "action-shared")]
[JsonDerivedType(typeof(ActionChanged), "action-changed")]
[JsonDerivedType(typeof(ActionCompleted), "action-completed")]
[JsonDerivedType(typeof(ActionChecked), "action-checked")]
[JsonDerivedType(typeof(ActionDropped), "action-dropped")]
[JsonDerivedType(typeof(PursuitDecided), "pursuit-decided")]
[JsonDerivedType(typeof(BenefitExpected), "benefit-expected")]
[JsonDerivedType(typeof(BenefitRealised), "benefit-realised")]
[JsonDerivedType(typeof(Linked), "linked")]
[JsonDerivedType(typeof(Unlinked), "unlinked")]
[JsonDerivedType(typeof(AcceptanceRequested), "acceptance-requested")]
[JsonDerivedType(typeof(Accepted), "accepted")]
[JsonDerivedType(typeof(AcceptanceRefused), "acceptance-refused")]
[JsonDerivedType(typeof(AcceptanceWithdrawn), "acceptance-withdrawn")]
[JsonDerivedType(typeof(AppetiteLeft), "appetite-left")]
[JsonDerivedType(typeof(AppetiteRegained), "appetite-regained")]
[JsonDerivedType(typeof(ReviewAsked), "review-asked")]
[JsonDerivedType(typeof(ReviewReminded), "review-reminded")]
[JsonDerivedType(typeof(ReviewEscalated), "review-escalated")]
[JsonDerivedType(typeof(Reviewed), "reviewed")]
[JsonDerivedType(typeof(ReviewWithdrawn), "review-withdrawn")]
[JsonDerivedType(typeof(ReviewCalled), "review-called")]
[JsonDerivedType(typeof(SignalNoted), "signal-noted")]
[JsonDerivedType(typeof(Occurred), "occurred")]
[JsonDerivedType(typeof(Commented), "commented")]
[JsonDerivedType(typeof(EvidenceAttached), "evidence-attached")]
[JsonDerivedType(typeof(EvidenceWithdrawn), "evidence-withdrawn")]
[JsonDerivedType(typeof(HandedOver), "handed-over")]
[JsonDerivedType(typeof(Closed), "closed")]
[JsonDerivedType(typeof(Reopened), "reopened")]
public abstract record EntryEvent
{
    /// <summary>The reason that was given, shown as the "why" of the history. A method, because properties would be stored.</summary>
    public virtual string? WhyGiven() => null;

    /// <summary>The entry after the event. Version and time of change are counted by <see cref="Entry.Apply"/>.</summary>
    /// <param name="entry">The entry before it.</param>
    /// <param name="at">When it happened.</param>
    /// <param name="by">Who acted.</param>
    public abstract Entry ApplyTo(Entry entry, DateTimeOffset at, string by);
}
