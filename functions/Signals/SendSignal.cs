using RiskRegister.Entries;
using RiskRegister.Register.Records;

namespace RiskRegister.Signals;

/// <summary>Tells the register of an event that may change it. Only kind and title must be known.</summary>
public record SendSignal
{
    /// <summary>What kind of event; all but indicator-breach.</summary>
    public SignalKind? Kind { get; init; }

    /// <summary>A line that tells it from the others; 1 to 200 characters.</summary>
    public string? Title { get; init; }

    /// <summary>What has happened, in full; at most 20,000 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Name of the system that it comes from; when left out, the address of who sends it.</summary>
    public string? Source { get; init; }

    /// <summary>What that system calls it: sent again, it makes no second signal.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The person or the system that it is from.</summary>
    public string? From { get; init; }

    /// <summary>The day on which it happened, in the agency's time zone; today or before.</summary>
    public DateOnly? HappenedOn { get; init; }

    /// <summary>References of the entries that it may concern, at most 20; the owner of the first one has to answer.</summary>
    public IReadOnlyList<string>? Entries { get; init; }

    /// <summary>Processes that it may concern, at most 20.</summary>
    public IReadOnlyList<string>? Processes { get; init; }

    /// <summary>The entries named, each once.</summary>
    public IReadOnlyList<string> Named() => [.. (Entries ?? []).Select(reference => reference?.Trim() ?? "").Distinct()];
}

/// <summary>The rules of sending a signal.</summary>
public static class SendingSignals
{
    /// <summary>A signal names what has happened, and only entries that there are.</summary>
    /// <param name="checks">Where broken rules are noted.</param>
    /// <param name="command">The command.</param>
    /// <param name="known">Those of the named entries that there are.</param>
    /// <param name="today">The agency's day.</param>
    public static Checks Sent(this Checks checks, SendSignal command, IReadOnlyList<string> known, DateOnly today) =>
        checks
            .Unless(
                command.Kind is not null,
                "kind",
                "required",
                $"Choose the kind: {string.Join(", ", Enum.GetValues<SignalKind>().SkipLast(1).Select(Words.Of))}."
            )
            .Unless(
                command.Kind != SignalKind.IndicatorBreach,
                "kind",
                "made-by-readings",
                "Send the reading to its indicator instead: the register itself makes the signal of a breach."
            )
            .Required("title", command.Title, "Enter what has happened in a line.", Checks.MaxTitle)
            .Optional("description", command.Description, Checks.MaxNotes)
            .Optional("source", command.Source, Checks.MaxTitle)
            .Optional("externalId", command.ExternalId, Checks.MaxTitle)
            .Optional("from", command.From, Checks.MaxTitle)
            .Names("entries", command.Entries)
            .Names("processes", command.Processes)
            .Unless(
                !(command.HappenedOn > today),
                "happenedOn",
                "in-the-future",
                "Enter today or a day before it: what has not happened yet is no signal."
            )
            .AreThere("entries", command.Named(), known);

    /// <summary>Entries that are named must be there.</summary>
    public static Checks AreThere(this Checks checks, string field, IReadOnlyList<string> named, IReadOnlyList<string> known)
    {
        var missing = string.Join(", ", named.Except(known).Take(5));
        return checks.Unless(
            missing.Length == 0,
            field,
            "no-such-entry",
            $"There is no entry {missing} here. Correct the reference, such as R-0042, or leave it out."
        );
    }

    /// <summary>The signal that a command makes.</summary>
    /// <param name="command">The command, which breaks no rule.</param>
    /// <param name="reference">Reference of the signal.</param>
    /// <param name="agency">The agency.</param>
    /// <param name="assignee">Who has to answer.</param>
    /// <param name="context">When it is received, and from whom.</param>
    public static RecordChange<Signal> Made(
        SendSignal command,
        string reference,
        string agency,
        string assignee,
        DecisionContext context
    )
    {
        var signal = new Signal(agency, reference, command.Kind!.Value, command.Title!.Trim())
        {
            Description = command.Description.OrNull(),
            Source = command.Source.OrNull() ?? context.Actor,
            ExternalId = command.ExternalId.OrNull(),
            From = command.From.OrNull(),
            ReceivedAt = context.Now,
            HappenedOn = command.HappenedOn,
            Entries = command.Named(),
            Processes = [.. (command.Processes ?? []).Select(process => process.Trim()).Distinct()],
            Assignee = assignee,
        };
        return new(signal.AskedFrom(context.Today, context.Settings), "signal-received");
    }
}
