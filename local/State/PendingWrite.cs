using Microsoft.Data.Sqlite;

namespace RiskRegister.Local.State;

/// <summary>A write that waits for its turn, and whoever waits for it.</summary>
internal abstract class PendingWrite
{
    /// <summary>Does the work; false when it threw for reasons of its own, so that its changes are to be undone.</summary>
    /// <exception cref="SqliteException">The file is at fault.</exception>
    public abstract bool TryRun(StateConnection connection);

    /// <summary>Tells the result, or what the work threw, now that it is durable.</summary>
    public abstract void Finish();

    /// <summary>Tells that nothing was written.</summary>
    public abstract void Fail(Exception exception);
}

/// <inheritdoc/>
internal sealed class PendingWrite<T>(Func<StateConnection, T> work) : PendingWrite
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;
    private Exception? _refused;

    /// <summary>Ends when the write is durable or has failed.</summary>
    public Task<T> Task => _done.Task;

    public override bool TryRun(StateConnection connection)
    {
        try
        {
            _result = work(connection);
            return true;
        }
        catch (Exception e) when (e is not SqliteException sqlite || !StateTrouble.IsOfTheFile(sqlite))
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
