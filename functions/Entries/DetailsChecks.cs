namespace RiskRegister.Entries;

/// <summary>The rules for the details of an entry, for raising and changing alike.</summary>
public static class DetailsChecks
{
    /// <inheritdoc cref="DetailsChecks"/>
    public static Checks Details(this Checks checks, EntryDetails details, EntryKind? kind) =>
        checks
            .Required("title", details.Title, "Enter a title, such as \"Archive room floods\".", Checks.MaxTitle)
            .Optional("cause", details.Cause)
            .Optional("event", details.Event)
            .Optional("consequence", details.Consequence)
            .Optional("opening", details.Opening)
            .Optional("action", details.Action)
            .Optional("benefit", details.Benefit)
            .Optional("owner", details.Owner, Checks.MaxTitle)
            .Optional("delegate", details.Delegate, Checks.MaxTitle)
            .Optional("category", details.Category, Checks.MaxTitle)
            .Optional("notes", details.Notes, Checks.MaxNotes)
            .Names("tags", details.Tags)
            .Names("processes", details.Processes)
            .Names("objectives", details.Objectives)
            .Names("issues", details.Issues)
            .Names("parties", details.Parties)
            .BelongsTo(
                kind,
                EntryKind.Risk,
                ("cause", details.Cause),
                ("event", details.Event),
                ("consequence", details.Consequence),
                ("velocity", details.Velocity?.ToString())
            )
            .BelongsTo(
                kind,
                EntryKind.Opportunity,
                ("opening", details.Opening),
                ("action", details.Action),
                ("benefit", details.Benefit),
                ("effort", details.Effort?.ToString())
            );
}
