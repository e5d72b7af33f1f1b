using System.Text.Json.Serialization;
using RiskRegister.Entries;
using RiskRegister.Entries.Pursuing;

namespace RiskRegister.Context;

/// <summary>The way of an entry from the context to the effect of what is done about it.</summary>
/// <param name="Reference">The entry.</param>
/// <param name="Kind">Risk or opportunity.</param>
/// <param name="Title">Its title.</param>
/// <param name="Address">Its address in the API.</param>
/// <param name="Processes">Processes that it belongs to (4.4).</param>
/// <param name="Objectives">Objectives that it bears on (6.2).</param>
/// <param name="Issues">Issues that it comes from (4.1).</param>
/// <param name="Parties">Interested parties that it concerns (4.2).</param>
/// <param name="Signals">What has told of it.</param>
/// <param name="Ties">Other entries that it is tied to.</param>
/// <param name="Controls">What holds its level down.</param>
/// <param name="Actions">What was planned, and what became of it.</param>
/// <param name="Acceptance">The last acceptance; null when there is none.</param>
/// <param name="Effect">What all of it comes to.</param>
public sealed record EntryThread(
    string Reference,
    EntryKind Kind,
    string Title,
    string Address,
    IReadOnlyList<ThreadName> Processes,
    IReadOnlyList<ThreadName> Objectives,
    IReadOnlyList<ThreadName> Issues,
    IReadOnlyList<ThreadName> Parties,
    IReadOnlyList<ThreadAddress> Signals,
    IReadOnlyList<ThreadTie> Ties,
    IReadOnlyList<ThreadControl> Controls,
    IReadOnlyList<ThreadAction> Actions,
    ThreadAcceptance? Acceptance,
    ThreadEffect Effect
)
{
    /// <summary>The thread of an entry through the items of its agency's context.</summary>
    public static EntryThread Of(Entry entry, IReadOnlyList<ContextItem> items, DecisionContext context)
    {
        return new EntryThread(
            entry.Reference,
            entry.Kind,
            entry.Title,
            Address(entry.Reference),
            All(ContextKind.Process, entry.Processes),
            All(ContextKind.Objective, entry.Objectives),
            All(ContextKind.Issue, entry.Issues),
            All(ContextKind.Party, entry.Parties),
            [
                .. (entry.Signals ?? [])
                    .Prepend(entry.Signal)
                    .OfType<string>()
                    .Distinct()
                    .Select(signal => new ThreadAddress(signal, $"/api/{entry.Agency}/signals/{signal}")),
            ],
            [.. entry.Links.Select(link => new ThreadTie(link.To, link.Kind, Address(link.To)))],
            [.. entry.Controls.Select(c => new ThreadControl(c.Id, c.Title, c.Owner, Process(c.Process), c.RetiredOn))],
            [
                .. entry.Actions.Select(a => new ThreadAction(
                    a.Id,
                    a.Title,
                    a.Owner,
                    Process(a.Process),
                    StateOf(a),
                    a.Due,
                    a.Check
                )),
            ],
            entry.Acceptance is { } accepted
                ? new ThreadAcceptance(accepted.By, accepted.Until, !Standing.IsVoid(entry, context.Settings, context.Today))
                : null,
            new ThreadEffect(
                entry.Inherent?.Level,
                entry.Current?.Level,
                entry.Target?.Level,
                entry.Effective?.Level,
                entry.Basis,
                Realisation.Of(entry)
            )
        );

        string Address(string reference) => $"/api/{entry.Agency}/entries/{reference}";
        ThreadName? Process(string? name) => name is null ? null : All(ContextKind.Process, [name])[0];
        IReadOnlyList<ThreadName> All(ContextKind kind, IEnumerable<string> names) =>
            [.. names.Select(name => new ThreadName(name, ThreadItem.Of(items.Find(new ContextName(kind, name)))))];
    }

    private static string StateOf(PlannedAction action) =>
        action.CompletedAt is not null ? "done"
        : action.DroppedOn is not null ? "dropped"
        : "open";
}

/// <summary>A name that the entry uses.</summary>
/// <param name="Name">As it is written in the entry.</param>
/// <param name="Item">The item that it stands for; null when it is in no item of the context.</param>
public sealed record ThreadName(string Name, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] ThreadItem? Item);

/// <summary>An item of the context.</summary>
/// <param name="Slug">Its id within the kind.</param>
/// <param name="Name">Its name today.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="Active">False when it is retired.</param>
/// <param name="Address">Its address in the API.</param>
public sealed record ThreadItem(string Slug, string Name, string? Owner, bool Active, string Address)
{
    /// <summary>The item as the thread shows it.</summary>
    public static ThreadItem? Of(ContextItem? item) =>
        item is null ? null : new ThreadItem(item.Slug, item.Name, item.Owner, item.Active, item.Address);
}

/// <summary>Something else of the register.</summary>
public sealed record ThreadAddress(string Id, string Address);

/// <summary>Another entry, and what it is to this one.</summary>
public sealed record ThreadTie(string Reference, LinkKind Kind, string Address);

/// <summary>A control, and the process that it is part of.</summary>
public sealed record ThreadControl(string Id, string Title, string? Owner, ThreadName? Process, DateOnly? RetiredOn);

/// <summary>An action, the process that it is built into, its state (open, done or dropped), and what its check came to.</summary>
public sealed record ThreadAction(
    string Id,
    string Title,
    string? Owner,
    ThreadName? Process,
    string State,
    DateOnly? Due,
    EffectivenessCheck? Check
);

/// <summary>An acceptance, and whether it holds today.</summary>
public sealed record ThreadAcceptance(string By, DateOnly? Until, bool Holds);

/// <summary>Where the level stood without anything, where it stands, and where it is to get; and what an opportunity has brought.</summary>
/// <param name="Inherent">Id of the level before any control.</param>
/// <param name="Current">Id of the level with the controls of today.</param>
/// <param name="Target">Id of the level that the planned actions are to reach.</param>
/// <param name="Level">Id of the level that counts today.</param>
/// <param name="Basis">What the current level stands on.</param>
/// <param name="Realisation">What an opportunity has brought against what it was to bring.</param>
public sealed record ThreadEffect(
    string? Inherent,
    string? Current,
    string? Target,
    string? Level,
    RatingBasis Basis,
    Realisation? Realisation
);
