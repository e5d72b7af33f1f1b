using System.Buffers;
using Microsoft.Data.Sqlite;

namespace RiskRegister.Local.Cosmos.Query;

/// <summary>A page of results, filled row by row with JSON.</summary>
internal sealed class QueryPage
{
    private const int MostBytes = 4 * 1024 * 1024;

    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private readonly StoredContainer _container;
    private readonly Output _output;
    private readonly int _size;
    private readonly int _firstKey;
    private readonly object?[] _keys;
    private int _rows;

    /// <param name="container">Where the items come from.</param>
    /// <param name="output">What is written of each row.</param>
    /// <param name="size">The most rows.</param>
    /// <param name="firstKey">The first column of the sort keys.</param>
    /// <param name="keys">The number of sort keys; 0 where rows have none.</param>
    public QueryPage(StoredContainer container, Output output, int size, int firstKey, int keys)
    {
        (_container, _output, _size, _firstKey, _keys) = (container, output, size, firstKey, new object?[keys]);
        FeedBody.Start(_buffer, container);
    }

    public int Count { get; private set; }

    /// <summary>Whether rows were left out because the page is full.</summary>
    public bool HasMore { get; private set; }

    public Continuation? Next { get; private set; }

    public ReadOnlyMemory<byte> Body => _buffer.WrittenMemory;

    /// <summary>Takes a row unless the page is full; returns whether it did.</summary>
    public bool Add(SqliteDataReader row)
    {
        if (_rows == _size || _buffer.WrittenCount > MostBytes)
        {
            HasMore = true;
            return false;
        }

        _rows++;
        for (var i = 0; i < _keys.Length; i++)
        {
            _keys[i] = row.IsDBNull(_firstKey + i) ? null : row.GetValue(_firstKey + i);
        }

        if (_output.IsDefined(row))
        {
            FeedBody.Separate(_buffer, Count++);
            _output.Write(row, _buffer, _container);
        }

        return true;
    }

    /// <summary>Closes the page; <paramref name="remaining"/> rows were still allowed at its start, <paramref name="before"/> lay before it.</summary>
    public void Finish(long remaining, long before)
    {
        FeedBody.End(_buffer, Count);
        if (HasMore && remaining > _rows)
        {
            Next = _keys.Length > 0 ? new(_keys, 0, remaining - _rows) : new(null, before + _rows, remaining - _rows);
        }
    }
}
