using System.Security.Cryptography;
using System.Text;

namespace RiskRegister.Import;

/// <summary>Keys by which a row is known again, whatever the order of rows and columns.</summary>
internal sealed class ContentKeys
{
    private readonly (string Name, int Index)[] _columns;
    private readonly int _reference;
    private readonly Dictionary<string, int> _references = new(StringComparer.OrdinalIgnoreCase);

    public ContentKeys(Table table, ColumnMapping mapping)
    {
        _columns =
        [
            .. table.Columns.Select(c => (c.Name.ToUpperInvariant(), c.Index)).OrderBy(c => c.Item1, StringComparer.Ordinal),
        ];
        _reference = mapping.IndexOf(Field.Reference);
        foreach (var reference in table.Rows.Select(Reference).OfType<string>())
        {
            _references[reference] = _references.GetValueOrDefault(reference) + 1;
        }
    }

    /// <summary>The reference of a row, or null.</summary>
    public string? Reference(TableRow row) =>
        _reference >= 0 && row.Value(_reference) is { } text ? Collapse(new StringBuilder(), text).ToString() : null;

    /// <summary>True where no other row has the reference.</summary>
    public bool IsUnique(string? reference) => reference is not null && _references[reference] == 1;

    /// <summary>See <see cref="ImportedRow.ContentKey"/> and <see cref="ImportedRow.ContentHash"/>.</summary>
    /// <remarks>
    /// The reference alone would not do: half of all registers begin with R1, and the second one that an agency imports would be taken for the
    /// first. With the title it tells one risk from another, and still knows a row again whose rating or owner has changed.
    /// </remarks>
    public (string Key, string Hash) Of(TableRow row, string title)
    {
        var content = new StringBuilder();
        foreach (var (name, index) in _columns)
        {
            if (row.Value(index) is { } text)
            {
                Collapse(content.Append(name).Append('\u001F'), text).Append('\u001E');
            }
        }

        var hash = Hash(content.ToString());
        var reference = Reference(row);
        var titled = Collapse(new StringBuilder(reference).Append('\u001F'), title).ToString();
        return (IsUnique(reference) ? "reference-" + Hash(titled.ToUpperInvariant()) : "content-" + hash, hash);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    // Spreadsheet programs change spaces and line ends when they save a file; that is no change of the content.
    private static StringBuilder Collapse(StringBuilder target, string text)
    {
        var space = false;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                space = true;
                continue;
            }

            target.Append(space ? " " : "").Append(c);
            space = false;
        }

        return target;
    }
}
