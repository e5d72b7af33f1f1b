using System.Globalization;
using Microsoft.AspNetCore.Http;
using RiskRegister.Entries;

namespace RiskRegister.Web;

/// <summary>What a person entered and what is wrong with it: a page with it shows the same values again, and the errors beside them.</summary>
/// <param name="Values">By field name; several for checkboxes.</param>
/// <param name="Errors">In the order of the page. Shown in the summary, each with a link to its field.</param>
public sealed record Form(IReadOnlyDictionary<string, IReadOnlyList<string>> Values, IReadOnlyList<FieldError> Errors)
{
    /// <summary>A form before anything was entered.</summary>
    public static Form Empty { get; } = new(new Dictionary<string, IReadOnlyList<string>>(), []);

    /// <summary>A form filled with what is known already; null is left empty.</summary>
    public static Form Of(params IEnumerable<(string Field, string? Value)> values) =>
        Empty with
        {
            Values = values
                .Where(pair => pair.Value is not null)
                .ToDictionary(pair => pair.Field, pair => (IReadOnlyList<string>)[pair.Value!]),
        };

    /// <summary>The fields of a posted form.</summary>
    public static Form Of(IFormCollection posted) =>
        Empty with
        {
            Values = posted.ToDictionary(
                pair => pair.Key,
                pair => (IReadOnlyList<string>)[.. pair.Value.Select(value => value?.ReplaceLineEndings("\n") ?? "")]
            ),
        };

    /// <summary>The same values with the errors that a command was refused with.</summary>
    /// <param name="errors">Messages by field, as problem details carry them.</param>
    public Form With(IEnumerable<KeyValuePair<string, string[]>> errors) =>
        this with
        {
            Errors = [.. errors.SelectMany(field => field.Value.Select(message => new FieldError(field.Key, message)))],
        };

    /// <summary>The trimmed value of a field, or null when it is missing or empty.</summary>
    public string? Text(string field) =>
        Values.GetValueOrDefault(field) is [var value, ..] && value.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>The values of a field that may have several, such as checkboxes.</summary>
    public IReadOnlyList<string> Texts(string field) => Values.GetValueOrDefault(field) ?? [];

    /// <summary>The same form with such a field.</summary>
    public Form With(string field, IReadOnlyList<string>? values) =>
        this with
        {
            Values = new Dictionary<string, IReadOnlyList<string>>(Values) { [field] = values ?? [] },
        };

    /// <summary>The whole number in a field, or null when there is none.</summary>
    public int? Number(string field) =>
        int.TryParse(Text(field), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The value whose word (see <see cref="Words.Of"/>) is in a field, or null when there is none.</summary>
    public T? Word<T>(string field)
        where T : struct, Enum =>
        Enum.GetValues<T>().Where(value => Words.Of(value) == Text(field)).Select(value => (T?)value).FirstOrDefault();

    /// <summary>The day that the three parts of a date field give, or null when they give none.</summary>
    public DateOnly? Day(string field) =>
        DateOnly.TryParseExact(
            $"{Text(field + "-year")}-{Text(field + "-month")}-{Text(field + "-day")}",
            "yyyy-M-d",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : null;

    /// <summary>Whether anything was entered in a date field.</summary>
    public bool HasDay(string field) => Parts(field, null).Any(part => Text(part.Field) is not null);

    /// <summary>The parts of a date field, to fill a form with a day.</summary>
    public static IEnumerable<(string Field, string? Value)> Parts(string field, DateOnly? day) =>
        [($"{field}-day", $"{day:%d}"), ($"{field}-month", $"{day:%M}"), ($"{field}-year", $"{day:yyyy}")];
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Field">The name of the field, which is its id on the page, too.</param>
/// <param name="Message">What to do, in a sentence without a full stop.</param>
public sealed record FieldError(string Field, string Message);
