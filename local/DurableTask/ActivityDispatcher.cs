using System.Threading.Channels;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using RiskRegister.Local.State;

namespace RiskRegister.Local.DurableTask;

/// <summary>
/// Runs pending activities. They are read in pages, in the order of their numbers; numbers only grow, so that each is read once while
/// the engine runs, and again after a restart if its result was not stored.
/// </summary>
internal sealed class ActivityDispatcher(StateDatabase state, TimeProvider time, ILogger logger, Action<long> signal)
{
    private const int PageSize = 200;

    private readonly Channel<PendingActivity> _pages = Channel.CreateBounded<PendingActivity>(PageSize);
    private readonly Channel<bool> _new = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    private volatile bool _again;

    /// <summary>The activities by name, with the type of their input.</summary>
    public Dictionary<string, (Type InputType, Func<ActivityCall, Task<object?>> Run)> Code { get; } =
        new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Says that there are new rows in the table.</summary>
    public void Signal() => _new.Writer.TryWrite(true);

    /// <summary>Reads the table from the beginning, after a result could not be stored; what runs is then run once more.</summary>
    public void ReadAgain()
    {
        _again = true;
        Signal();
    }

    /// <summary>Reads rows for the workers until <paramref name="stopped"/>.</summary>
    public async Task ReadAsync(CancellationToken stopped)
    {
        var last = 0L;
        await foreach (var _ in _new.Reader.ReadAllAsync(stopped))
        {
            last = _again ? 0 : last;
            _again = false;
            List<PendingActivity> page;
            do
            {
                page = state.Read(db => DurableStore.Activities(db, last, PageSize));
                foreach (var activity in page)
                {
                    await _pages.Writer.WriteAsync(activity, stopped);
                    last = activity.Sequence;
                }
            } while (page.Count == PageSize);
        }
    }

    /// <summary>Runs activities one after the other until <paramref name="stopped"/>.</summary>
    /// <param name="stopped">Ends the loop after the activity that runs.</param>
    /// <param name="aborted">Gives the activity that runs up, too; it is run again after the next start.</param>
    public async Task WorkAsync(CancellationToken stopped, CancellationToken aborted)
    {
        await foreach (var activity in _pages.Reader.ReadAllAsync(stopped))
        {
            stopped.ThrowIfCancellationRequested();
            var result = await RunAsync(activity, aborted);
            aborted.ThrowIfCancellationRequested();
            if (await state.WriteAsync(db => DurableStore.Finish(db, activity, result, time.GetUtcNow().UtcDateTime)))
            {
                signal(activity.Execution);
            }
        }
    }

    private async Task<HistoryEvent> RunAsync(PendingActivity activity, CancellationToken aborted)
    {
        if (!Code.TryGetValue(activity.Name, out var code))
        {
            return new TaskFailed(activity.Step, Retries.NotFound(Retries.ActivityNotFound, activity.Name));
        }

        try
        {
            var input = Payload.Read(activity.Input, code.InputType);
            var call = new ActivityCall(activity.Name, activity.InstanceId, input);
            var output = await code.Run(call).WaitAsync(aborted);
            return new TaskCompleted(activity.Step, Payload.Write(output));
        }
        catch (Exception e) when (!aborted.IsCancellationRequested)
        {
            logger.LogWarning(e, "Activity {Name} of {InstanceId} failed", activity.Name, activity.InstanceId);
            return new TaskFailed(activity.Step, TaskFailureDetails.FromException(e));
        }
    }
}
