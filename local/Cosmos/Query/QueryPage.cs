using System.Buffers;
using Microsoft.Data.Sqlite;

namespace RiskRegister.Local.Cosmos.Query;

/// <summary>A page of results, filled row by row with JSON: at most <paramref name="size"/> rows, which end with their sort keys.</summary>
internal sealed class QueryPage(StoredContainer container, Selection selection, int size, int keys)
{
    private const int MostBytes = 4 * 1024 * 1024;

    private readonly FeedBody _body = new(container);
    private readonly object?[] _keys = new object?[keys];
    private int _rows;

    public int Count => _body.Count;

    /// <summary>Whether rows were left out because the page is full.</summary>
    public bool HasMore { get; private set; }

    public Continuation? Next { get; private set; }

    public ReadOnlyMemory<byte> Body { get; private set; }

    /// <summary>Takes a row unless the page is full; returns whether it did.</summary>
    public bool Add(SqliteDataReader row)
    {
        if (_rows == size || _body.Length > MostBytes)
        {
            HasMore = true;
            return false;
        }

        _rows++;
        for (var i = 0; i < _keys.Length; i++)
        {
            var column = selection.Columns.Count + i;
            _keys[i] = row.IsDBNull(column) ? null : row.GetValue(column);
        }

        if (selection.IsDefined(row))
        {
            selection.Write(row, _body.Next(), container);
        }

        return true;
    }

    /// <summary>Closes the page; <paramref name="remaining"/> rows were still allowed at its start.</summary>
    public void Finish(long remaining)
    {
        Body = _body.End();
        Next = HasMore && remaining > _rows ? new(_keys, remaining - _rows) : null;
    }
}
