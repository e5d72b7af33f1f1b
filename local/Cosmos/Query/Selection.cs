using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace RiskRegister.Local.Cosmos.Query;

/// <summary>What is selected of each row: the whole item, one value, or an object of named values.</summary>
internal sealed class Selection
{
    private readonly string[] _names;

    public Selection(IReadOnlyList<Column> columns, Translator translator)
    {
        (IsItem, IsCount) = (
            columns is [{ Name: null, Value: Place { IsItem: true } }],
            columns is [{ Name: null, Value: Call { Function: "COUNT" } }]
        );
        _names = [.. columns.Select(c => c.Name).OfType<string>().Select(name => $"\"{JsonEncodedText.Encode(name)}\":")];
        Columns =
            IsItem ? StoredItem.Columns.Split(", ")
            : IsCount ? [Count((Call)columns[0].Value, translator)]
            : [.. columns.Select(c => translator.Value(c.Value).Json)];
    }

    /// <summary>The SQL of the columns to read.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Whether all rows together give one result.</summary>
    public bool IsCount { get; }

    private bool IsItem { get; }

    /// <summary>Whether there is a value, or it is undefined.</summary>
    public bool IsDefined(SqliteDataReader row) => _names.Length > 0 || !row.IsDBNull(0);

    public void Write(SqliteDataReader row, IBufferWriter<byte> buffer, StoredContainer container)
    {
        if (IsItem)
        {
            StoredItem.Read(row).WriteTo(buffer, container);
        }
        else if (_names.Length == 0)
        {
            Encoding.UTF8.GetBytes(row.GetString(0), buffer);
        }
        else
        {
            var members = Enumerable
                .Range(0, _names.Length)
                .Where(i => !row.IsDBNull(i))
                .Select(i => _names[i] + row.GetString(i));
            Encoding.UTF8.GetBytes($"{{{string.Join(',', members)}}}", buffer);
        }
    }

    private static string Count(Call call, Translator translator) =>
        call.Arguments is [var counted]
            ? $"count(CASE WHEN {translator.Value(counted).IsDefined} THEN 1 END)"
            : throw CosmosFailureException.NotSupported($"function COUNT with {call.Arguments.Count} arguments");
}
