using System.Globalization;

namespace RiskRegister.Entries.Acting;

/// <summary>A command on one action.</summary>
/// <param name="Action">Id of the action within the entry, such as A1.</param>
public abstract record ActionCommand(string? Action)
{
    /// <summary>The action that is meant, if the entry has it.</summary>
    public PlannedAction? In(Entry entry) => entry.Actions.FirstOrDefault(action => action.Id == Action);
}

/// <summary>The rules for actions that several commands have.</summary>
public static class ActionChecks
{
    private const decimal MaxCost = 1_000_000_000_000m;

    /// <summary>The entry must have the action; <paramref name="those"/> says which ones would do.</summary>
    public static Checks Has(
        this Checks checks,
        ActionCommand command,
        Entry entry,
        string those,
        Func<PlannedAction, bool> would
    ) =>
        checks.Unless(
            command.In(entry) is not null,
            "action",
            "unknown-action",
            $"Name an action of {entry.Reference}. {those}: {string.Join(", ", entry.Actions.Where(would).Select(a => a.Id).DefaultIfEmpty("none"))}."
        );

    /// <summary>The entry must have the action, and it must still be to be done.</summary>
    public static Checks IsOpen(this Checks checks, ActionCommand command, Entry entry) =>
        checks
            .Has(command, entry, "Open ones", action => action.IsOpen)
            .Unless(
                command.In(entry)?.CompletedAt is null,
                "action",
                "completed-already",
                $"The action {command.Action} was completed already."
            )
            .Unless(
                command.In(entry)?.DroppedOn is null,
                "action",
                "dropped-already",
                $"The action {command.Action} was given up. Plan another one if it is needed after all."
            );

    /// <summary>A day that is not over.</summary>
    public static Checks NotPast(this Checks checks, DateOnly? due, DateOnly today) =>
        checks.Unless(
            !(due < today),
            "due",
            "in-the-past",
            $"Enter a day from {today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} on."
        );

    /// <summary>An amount of money that may be left out.</summary>
    public static Checks Cost(this Checks checks, decimal? cost) =>
        checks.Unless(
            cost is null || (cost is >= 0 and <= MaxCost && cost == decimal.Round(cost.Value, 2)),
            "cost",
            "no-amount",
            string.Create(CultureInfo.InvariantCulture, $"Enter an amount from 0 to {MaxCost:N0} with at most two decimals.")
        );

    /// <summary>The amount without zeros at its end: a database may write 1.50 as 1.5, and the hash of an event must stay the same.</summary>
    public static decimal? Plain(decimal? cost) => cost / 1.0000000000000000000000000000m;
}
