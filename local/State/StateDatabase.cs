using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace RiskRegister.Local.State;

/// <summary>
/// The one SQLite database that holds all state of the embedded Azure. Writes that wait at the same time share one durable commit
/// (group commit), and each is told only after that commit; reads run beside them on connections of their own.
/// </summary>
public sealed class StateDatabase : IAsyncDisposable
{
    private const int MostWritesPerCommit = 256;

    // A start may read that much to look for damage. In a larger file it is found when a damaged page is read, and said then.
    private const long MostBytesToCheck = 256 * 1024 * 1024;

    private readonly string _path;
    private readonly int _patience;
    private readonly FileStream _ownership;
    private readonly StateConnection _writer;
    private readonly ConcurrentBag<StateConnection> _readers = [];
    private readonly Channel<PendingWrite> _pending = Channel.CreateUnbounded<PendingWrite>(new() { SingleReader = true });
    private readonly Thread _thread;

    private StateDatabase(string path, int patience, FileStream ownership, StateConnection writer)
    {
        (_path, _patience, _ownership, _writer) = (path, patience, ownership, writer);
        _thread = new Thread(WriteLoop) { IsBackground = true, Name = "State writer" };
        _thread.Start();
    }

    /// <summary>Opens, or creates, the database in <paramref name="folder"/>; one of an older version is brought up to date.</summary>
    /// <exception cref="IOException">It can't be used; the message says why, and what to do.</exception>
    public static StateDatabase Open(string folder) => Open(folder, StateVersion.Upgrades, patience: 10);

    /// <inheritdoc cref="Open(string)"/>
    /// <param name="folder">The folder.</param>
    /// <param name="upgrades">What leads from version to version.</param>
    /// <param name="patience">How many seconds to wait while another program holds the database locked.</param>
    internal static StateDatabase Open(string folder, IReadOnlyList<string> upgrades, int patience)
    {
        var ownership = TakeOwnership(folder);
        var path = Path.Combine(folder, "state.db");
        StateConnection? writer = null;
        try
        {
            CheckForDamage(path, patience);
            writer = new StateConnection(path, SqliteOpenMode.ReadWriteCreate, patience);
            StateVersion.Upgrade(writer, path, upgrades);
            writer.Execute("PRAGMA journal_mode = WAL");
            return new StateDatabase(path, patience, ownership, writer);
        }
        catch (Exception e)
        {
            writer?.Dispose();
            ownership.Dispose();
            if (e is SqliteException)
            {
                throw StateTrouble.Error(e, path, "opened");
            }

            throw;
        }
    }

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction and returns when it is durable. What it throws undoes only its own changes.
    /// </summary>
    /// <exception cref="IOException">The file can't be written, and nothing was; the message says why, and what to do.</exception>
    public Task<T> WriteAsync<T>(Func<StateConnection, T> work)
    {
        var write = new PendingWrite<T>(work);
        return _pending.Writer.TryWrite(write)
            ? write.Task
            : Task.FromException<T>(new ObjectDisposedException(nameof(StateDatabase), "The state database is closed."));
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Action<StateConnection> work) =>
        WriteAsync(connection =>
        {
            work(connection);
            return true;
        });

    /// <summary>Runs <paramref name="work"/> on a connection for reading; it sees what is committed.</summary>
    /// <exception cref="IOException">The file can't be read; the message says why, and what to do.</exception>
    public T Read<T>(Func<StateConnection, T> work)
    {
        var connection = _readers.TryTake(out var idle) ? idle : Reader();
        try
        {
            var result = work(connection);
            _readers.Add(connection);
            return result;
        }
        catch (Exception e)
        {
            // Whatever the work has left behind in it goes with it.
            connection.Dispose();
            if (e is SqliteException sqlite && StateTrouble.IsOfTheFile(sqlite))
            {
                throw StateTrouble.Error(sqlite, _path, "read");
            }

            throw;
        }
    }

    /// <summary>Ends the writer after what waits is committed, and closes all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_pending.Writer.TryComplete())
        {
            return;
        }

        await Task.Run(_thread.Join);
        while (_readers.TryTake(out var reader))
        {
            reader.Dispose();
        }

        _writer.Dispose();
        await _ownership.DisposeAsync();
    }

    private static FileStream TakeOwnership(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return new FileStream(
                Path.Combine(folder, "state.lock"),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"The data folder {Path.GetFullPath(folder)} can't be used: {e.Message} "
                    + "If another host uses it, end that one; or name another folder with --data.",
                e
            );
        }
    }

    private static void CheckForDamage(string path, int patience)
    {
        if (new FileInfo(path) is { Exists: true, Length: > 0 and <= MostBytesToCheck })
        {
            using var connection = new StateConnection(path, SqliteOpenMode.ReadOnly, patience);
            var finding = connection.Scalar<string>("PRAGMA quick_check(1)");
            if (finding != "ok")
            {
                throw StateTrouble.Damaged(path, finding ?? "no answer");
            }
        }
    }

    private StateConnection Reader()
    {
        var connection = new StateConnection(_path, SqliteOpenMode.ReadWrite, _patience);
        connection.Execute("PRAGMA query_only = 1");
        return connection;
    }

    private void WriteLoop()
    {
        var reader = _pending.Reader;
        var batch = new List<PendingWrite>(MostWritesPerCommit);
        while (reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (batch.Count < MostWritesPerCommit && reader.TryRead(out var write))
            {
                batch.Add(write);
            }

            Commit(batch);
            batch.Clear();
        }
    }

    private void Commit(List<PendingWrite> batch)
    {
        try
        {
            _writer.Execute("BEGIN IMMEDIATE");
            foreach (var write in batch)
            {
                Run(write, isAlone: batch.Count == 1);
            }

            _writer.Execute("COMMIT");
        }
        catch (Exception e)
        {
            TryRollBack();
            var error = StateTrouble.Error(e, _path, "written");
            batch.ForEach(write => write.Fail(error));
            return;
        }

        batch.ForEach(write => write.Finish());
    }

    private void Run(PendingWrite write, bool isAlone)
    {
        if (isAlone)
        {
            if (!write.TryRun(_writer))
            {
                _writer.Execute("ROLLBACK");
                _writer.Execute("BEGIN");
            }

            return;
        }

        _writer.Execute("SAVEPOINT one");
        if (!write.TryRun(_writer))
        {
            _writer.Execute("ROLLBACK TO one");
        }

        _writer.Execute("RELEASE one");
    }

    private void TryRollBack()
    {
        try
        {
            _writer.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself, as it does when the disk is full.
        }
    }
}
