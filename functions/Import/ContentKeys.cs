using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace RiskRegister.Import;

/// <summary>Keys by which a row is known again, whatever the order of rows and columns.</summary>
internal sealed partial class ContentKeys
{
    private readonly TableColumn[] _columns;
    private readonly int _reference;
    private readonly Dictionary<string, int> _references = new(StringComparer.OrdinalIgnoreCase);

    public ContentKeys(Table table, ColumnMapping mapping)
    {
        _columns = [.. table.Columns.OrderBy(c => c.Name, StringComparer.OrdinalIgnoreCase)];
        _reference = mapping.IndexOf(Field.Reference);
        foreach (var reference in table.Rows.Select(Reference).OfType<string>())
        {
            _references[reference] = _references.GetValueOrDefault(reference) + 1;
        }
    }

    /// <summary>The reference of a row, or null.</summary>
    public string? Reference(TableRow row) =>
        _reference < 0 || CellText.IsNull(row.Cells[_reference]) ? null : Space().Replace(row.Cells[_reference], " ");

    /// <summary>True where no other row has the reference.</summary>
    public bool IsUnique(string? reference) => reference is not null && _references[reference] == 1;

    /// <summary>See <see cref="ImportedRow.ContentKey"/> and <see cref="ImportedRow.ContentHash"/>.</summary>
    public (string Key, string Hash) Of(TableRow row)
    {
        var content = new StringBuilder();
        foreach (var column in _columns)
        {
            if (!CellText.IsNull(row.Cells[column.Index]))
            {
                content
                    .Append(column.Name.ToUpperInvariant())
                    .Append('\u001F')
                    .Append(Space().Replace(row.Cells[column.Index], " "))
                    .Append('\u001E');
            }
        }

        var hash = Hash(content.ToString());
        var reference = Reference(row);
        return (IsUnique(reference) ? "reference-" + Hash(reference!.ToUpperInvariant()) : "content-" + hash, hash);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 250)]
    private static partial Regex Space();
}
