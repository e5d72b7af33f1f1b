using Microsoft.Data.Sqlite;

namespace RiskRegister.Local.State;

/// <summary>One connection to the state database, with each statement prepared once and kept.</summary>
/// <remarks>Parameters are positional: <c>?1</c>, <c>?2</c>, ... take the arguments in order. Not for use by two threads at once.</remarks>
public sealed class StateConnection : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);

    /// <param name="path">The database file.</param>
    /// <param name="mode">A read-only connection leaves the file as it is, whatever its state.</param>
    /// <param name="patience">How many seconds to wait while another program holds the database locked.</param>
    internal StateConnection(string path, SqliteOpenMode mode, int patience)
    {
        _connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = mode,
                Pooling = false,
                DefaultTimeout = patience,
            }.ToString()
        );
        _connection.Open();
        _connection.CreateFunction<string?, string?>("unicode_lower", text => text?.ToLowerInvariant(), isDeterministic: true);
        Execute("PRAGMA cache_size = -16000");
        // What a savepoint may have to undo would go to a temporary file as soon as some indexes change with it.
        Execute("PRAGMA temp_store = MEMORY");
        Execute("PRAGMA synchronous = FULL");
    }

    /// <summary>Runs a statement and returns how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> arguments) => Prepare(sql, arguments).ExecuteNonQuery();

    /// <summary>Runs a script of several statements without parameters, such as a schema.</summary>
    public void ExecuteScript(string script)
    {
        using var command = CommandFor(script);
        command.ExecuteNonQuery();
    }

    /// <summary>The first column of the first row, or the default of <typeparamref name="T"/> when there is no row or it is NULL.</summary>
    public T? Scalar<T>(string sql, params ReadOnlySpan<object?> arguments)
    {
        using var reader = Prepare(sql, arguments).ExecuteReader();
        return reader.Read() && !reader.IsDBNull(0) ? reader.GetFieldValue<T>(0) : default;
    }

    /// <summary>All rows, each made into a value by <paramref name="map"/>.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<object?> arguments)
    {
        var rows = new List<T>();
        using var reader = Prepare(sql, arguments).ExecuteReader();
        while (reader.Read())
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var command in _prepared.Values)
        {
            command.Dispose();
        }

        _connection.Dispose();
    }

    private SqliteCommand Prepare(string sql, ReadOnlySpan<object?> arguments)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            // Statements are few and constant; generated query texts could be many, so the oldest give way.
            if (_prepared.Count >= 500)
            {
                var oldest = _prepared.First();
                oldest.Value.Dispose();
                _prepared.Remove(oldest.Key);
            }

            command = CommandFor(sql);
            _prepared[sql] = command;
        }

        for (var i = 0; i < arguments.Length; i++)
        {
            if (i == command.Parameters.Count)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = $"?{i + 1}" });
            }

            command.Parameters[i].Value = arguments[i] ?? DBNull.Value;
        }

        return command;
    }

    private SqliteCommand CommandFor(string sql)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Values are always parameters; the text comes from this assembly.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
