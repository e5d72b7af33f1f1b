using System.Globalization;

namespace RiskRegister.Entries;

/// <summary>Collects the rules that a command breaks, so that one answer names them all.</summary>
public sealed class Checks
{
    /// <summary>Most characters of a title.</summary>
    public const int MaxTitle = 200;

    /// <summary>Most characters of a part of the statement, a reason or a rationale.</summary>
    public const int MaxText = 4_000;

    /// <summary>Most characters of the notes.</summary>
    public const int MaxNotes = 20_000;

    private const string Invisible = "Nothing of this can be seen. Enter a text, or leave it out.";

    private readonly List<Refusal> _refusals = [];

    /// <summary>A text that may be left out; one that may be no longer than a title is a single line.</summary>
    public Checks Optional(string field, string? value, int max = MaxText) =>
        Unless(
                value is null || value.Length <= max,
                field,
                "too-long",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Shorten this to {max:N0} characters or fewer; it has {value?.Length:N0}."
                )
            )
            .Unless(
                value.OrNull()?.HasControls(severalLines: max > MaxTitle) != true,
                field,
                "control-characters",
                max > MaxTitle
                    ? "Take the control characters out; only line breaks and tabs may be there."
                    : "Write this on one line, without control characters."
            )
            .Unless(string.IsNullOrWhiteSpace(value) || value.HasVisible(), field, "invisible", Invisible);

    /// <summary>A text that must be given.</summary>
    public Checks Required(string field, string? value, string ask, int max = MaxText) =>
        Unless(!string.IsNullOrWhiteSpace(value), field, "required", ask).Optional(field, value, max);

    /// <summary>A number that must be on a scale of <paramref name="steps"/> steps.</summary>
    public Checks OnScale(string field, int? value, int steps) =>
        Unless(
            value >= 1 && value <= steps,
            field,
            "off-scale",
            string.Create(CultureInfo.InvariantCulture, $"Choose a whole number from 1 to {steps}.")
        );

    /// <summary>A list of short names.</summary>
    public Checks Names(string field, IReadOnlyList<string>? values, int most = 20) =>
        Unless(values is null || values.Count <= most, field, "too-many", $"Name at most {most}.")
            .Unless(
                values is null || values.All(v => v is { Length: > 0 and <= MaxTitle } && v.HasVisible()),
                field,
                "bad-name",
                $"Each must have 1 to {MaxTitle} characters, and some that can be seen."
            )
            .Unless(
                values is null || !values.Any(v => v?.HasControls(severalLines: false) == true),
                field,
                "control-characters",
                "Write each on one line, without control characters."
            );

    /// <summary>Fields that only entries of one kind have must be left out for the other.</summary>
    public Checks BelongsTo(EntryKind? kind, EntryKind owner, params ReadOnlySpan<(string Field, string? Value)> fields)
    {
        foreach (var (field, value) in fields)
        {
            Unless(kind is null || kind == owner || value.OrNull() is null, field, "not-for-this-kind", OnlyFor(owner));
        }

        return this;
    }

    /// <summary>Steps on scales that entries of this kind do not have must be left out.</summary>
    public Checks NotFor(EntryKind kind, params ReadOnlySpan<(string Field, int? Value)> fields)
    {
        foreach (var (field, value) in fields)
        {
            var owner = kind == EntryKind.Risk ? EntryKind.Opportunity : EntryKind.Risk;
            Unless(value is null, field, "not-for-this-kind", OnlyFor(owner));
        }

        return this;
    }

    /// <summary>The entry must not be closed.</summary>
    public Checks NotClosed(Entry entry) =>
        Unless(entry.State != EntryState.Closed, "", "entry-is-closed", $"{entry.Reference} is closed. Reopen it first.");

    /// <summary>Any other rule: it is broken unless <paramref name="holds"/>.</summary>
    public Checks Unless(bool holds, string field, string rule, string message)
    {
        if (!holds)
        {
            _refusals.Add(new Refusal(field, rule, message));
        }

        return this;
    }

    private static string OnlyFor(EntryKind kind) =>
        kind == EntryKind.Risk ? "Leave this out: only risks have it." : "Leave this out: only opportunities have it.";

    /// <summary>The broken rules so far.</summary>
    public IReadOnlyList<Refusal> Refusals => _refusals;

    /// <summary>The refusals if there are any, else the decision made by <paramref name="decide"/>.</summary>
    public Decision Or(Func<Decision> decide) => _refusals.Count > 0 ? Decision.Refuse([.. _refusals]) : decide();

    /// <summary>The refusals if there are any, else these events.</summary>
    public Decision Or(Func<EntryEvent> decide) => Or(() => Decision.Accept(decide()));
}
