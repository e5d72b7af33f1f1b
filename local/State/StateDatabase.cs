using System.Collections.Concurrent;
using System.Threading.Channels;

namespace RiskRegister.Local.State;

/// <summary>
/// The one SQLite database that holds all state of the embedded Azure. Writes that wait at the same time share one durable commit
/// (group commit), and each is told only after that commit; reads run beside them on connections of their own.
/// </summary>
public sealed class StateDatabase : IAsyncDisposable
{
    private const int MostWritesPerCommit = 256;

    private readonly string _path;
    private readonly FileStream _lock;
    private readonly StateConnection _writer;
    private readonly ConcurrentBag<StateConnection> _readers = [];
    private readonly Channel<PendingWrite> _pending = Channel.CreateUnbounded<PendingWrite>(new() { SingleReader = true });
    private readonly Thread _thread;

    private StateDatabase(string path, FileStream ownership)
    {
        _path = path;
        _lock = ownership;
        _writer = new StateConnection(path, readOnly: false);
        _writer.Execute("PRAGMA journal_mode = WAL");
        _thread = new Thread(WriteLoop) { IsBackground = true, Name = "State writer" };
        _thread.Start();
    }

    /// <summary>Opens, or creates, the database in <paramref name="folder"/>.</summary>
    /// <exception cref="InvalidOperationException">Another process uses the folder.</exception>
    public static StateDatabase Open(string folder)
    {
        Directory.CreateDirectory(folder);
        return new StateDatabase(Path.Combine(folder, "state.db"), TakeOwnership(folder));
    }

    /// <summary>Runs <paramref name="work"/> in a transaction and returns when it is durable. What it throws undoes only its own changes.</summary>
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

    /// <summary>Runs <paramref name="work"/> on a read-only connection; it sees what is committed.</summary>
    public T Read<T>(Func<StateConnection, T> work)
    {
        if (!_readers.TryTake(out var connection))
        {
            connection = new StateConnection(_path, readOnly: true);
        }

        try
        {
            return work(connection);
        }
        finally
        {
            _readers.Add(connection);
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
        await _lock.DisposeAsync();
    }

    private static FileStream TakeOwnership(string folder)
    {
        try
        {
            return new FileStream(
                Path.Combine(folder, "state.lock"),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None
            );
        }
        catch (IOException e)
        {
            throw new InvalidOperationException(
                $"The data folder {Path.GetFullPath(folder)} is in use by another process. End that one, or name another folder with --data.",
                e
            );
        }
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
                RunInSavepoint(write);
            }

            _writer.Execute("COMMIT");
        }
        catch (Exception e)
        {
            TryRollBack();
            batch.ForEach(write =>
                write.Fail(new IOException($"The state database {_path} could not be written: {e.Message}", e))
            );
            return;
        }

        batch.ForEach(write => write.Finish());
    }

    private void RunInSavepoint(PendingWrite write)
    {
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
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            // SQLite has rolled back by itself, as it does when the disk is full.
        }
    }

    private abstract class PendingWrite
    {
        public abstract bool TryRun(StateConnection connection);
        public abstract void Finish();
        public abstract void Fail(Exception exception);
    }

    private sealed class PendingWrite<T>(Func<StateConnection, T> work) : PendingWrite
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;
        private Exception? _refused;

        public Task<T> Task => _done.Task;

        public override bool TryRun(StateConnection connection)
        {
            try
            {
                _result = work(connection);
                return true;
            }
            catch (Exception e)
            {
                _refused = e;
                return false;
            }
        }

        public override void Finish()
        {
            if (_refused is null)
            {
                _done.SetResult(_result!);
            }
            else
            {
                _done.SetException(_refused);
            }
        }

        public override void Fail(Exception exception) => _done.SetException(_refused ?? exception);
    }
}
