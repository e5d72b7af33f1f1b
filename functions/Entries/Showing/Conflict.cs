using RiskRegister.Web;
using RiskRegister.Web.Rendering;

namespace RiskRegister.Entries.Showing;

/// <summary>Sets what a person entered beside what is stored now.</summary>
public static class Conflict
{
    private static readonly string[] DateParts = ["-day", "-month", "-year"];

    /// <summary>The fields that were entered: [{ label, yours, stored, differs }].</summary>
    /// <param name="posted">What was entered.</param>
    /// <param name="stored">The form as it would be shown now.</param>
    /// <param name="view">The entry as it is stored now.</param>
    public static IReadOnlyList<object> Fields(Form posted, Form stored, EntryView view) =>
        [
            .. posted
                .Values.Keys.Where(field => field is not (EntryForms.Version or EntryForms.Key))
                .Select(WithoutPart)
                .Distinct()
                .Select(field => (Field: field, Yours: Text(posted, field, view), Stored: Text(stored, field, view)))
                .Where(row => row.Yours is not null || row.Stored is not null)
                .Select(row => new
                {
                    Label = PlainText.Words(row.Field),
                    row.Yours,
                    row.Stored,
                    Differs = row.Stored is not null && row.Yours != row.Stored,
                }),
        ];

    private static string WithoutPart(string field) =>
        DateParts.FirstOrDefault(part => field.EndsWith(part, StringComparison.Ordinal)) is { } part
            ? field[..^part.Length]
            : field;

    private static string? Text(Form form, string field, EntryView view)
    {
        if (form.Day(field) is { } day)
        {
            return PageFrames.LocaleOf(view.Settings).Day(day);
        }

        var text = form.Text(field);
        return field switch
        {
            "owner" => view.People.Of(text),
            "stage" or "response" or "answer" => text is null ? null : PlainText.Words(text),
            _ => view.Scales.FirstOrDefault(scale => scale.Name == field)?.Steps.FirstOrDefault(s => s.Value == text)?.Name
                ?? text,
        };
    }
}
