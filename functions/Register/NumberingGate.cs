using System.Collections.Concurrent;

namespace RiskRegister.Register;

/// <summary>What becomes of the counter, what is written with it, and what the caller gets when both are stored.</summary>
internal sealed record NumberedPlan(Counter After, IReadOnlyList<DocumentWrite> Writes, object? Result);

/// <summary>
/// The way of all commits of an agency that take numbers, in this process: who comes while one is on its way waits, and all who have
/// waited are stored by the next one together, so that clients fight neither over the counter's ETag nor for the disk.
/// </summary>
internal sealed class NumberingGate(string agency, RegisterContainer container)
{
    private const int MaxAttempts = 20;

    // What one commit may hold, apart from the counter; and so few at once that long texts stay below the 2 MB that it may have.
    private const int MaxWrites = 99;
    private const int MaxTogether = 12;

    private readonly ConcurrentQueue<Turn> _waiting = new();
    private (Counter Counter, string? ETag)? _known;

    private SemaphoreSlim Entrance { get; } = new(1, 1);

    /// <summary>Commits a plan, perhaps together with others. It may be asked for its plan more than once.</summary>
    public async Task<(object? Result, IReadOnlyList<string> ETags)> CommitAsync(
        Func<Counter, NumberedPlan> plan,
        CancellationToken cancellation
    )
    {
        var turn = new Turn(plan, cancellation);
        _waiting.Enqueue(turn);
        // Not given up while it waits, because it may be part of somebody else's commit by then.
        await Entrance.WaitAsync(CancellationToken.None);
        try
        {
            while (!turn.IsOver)
            {
                await CommitAsync(TakeWaiting());
            }
        }
        finally
        {
            Entrance.Release();
        }

        return await turn.Outcome;
    }

    /// <summary>The counter as it is stored.</summary>
    public async Task<(Counter Counter, string? ETag)> ReadAsync(CancellationToken cancellation)
    {
        var stored = await container.FindAsync<CounterDocument>(agency, CounterDocument.DocumentId, cancellation);
        return (stored?.Value.Counter ?? new Counter(0, 0), stored?.ETag);
    }

    private List<Turn> TakeWaiting()
    {
        var turns = new List<Turn>();
        while (turns.Count < MaxTogether && _waiting.TryDequeue(out var turn))
        {
            turns.Add(turn);
        }

        return turns;
    }

    private async Task CommitAsync(IReadOnlyList<Turn> turns)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (await TryCommitAsync(turns))
                {
                    return;
                }

                break;
            }
            catch (CommitConflictException e) when (e.Id == CounterDocument.DocumentId && attempt < MaxAttempts)
            {
                // Another process has taken numbers meanwhile: read the counter again.
            }
            catch (Exception e) when (turns.Count == 1 || e is not (CommitConflictException or InvalidOperationException))
            {
                turns.ToList().ForEach(turn => turn.Fail(e));
                return;
            }
            catch (Exception e) when (e is CommitConflictException or InvalidOperationException)
            {
                // One of them was refused, and the others must not suffer for it.
                break;
            }
        }

        await CommitAsync([.. turns.Take(turns.Count / 2)]);
        await CommitAsync([.. turns.Skip(turns.Count / 2)]);
    }

    /// <summary>False when they are too many for one commit.</summary>
    private async Task<bool> TryCommitAsync(IReadOnlyList<Turn> turns)
    {
        var (counter, etag) = _known ?? await ReadAsync(CancellationToken.None);
        var planned = new List<(Turn Turn, NumberedPlan Plan)>();
        foreach (var turn in turns)
        {
            if (turn.Plan(counter) is { } plan)
            {
                planned.Add((turn, plan));
                counter = plan.After;
            }
        }

        var writes = planned.SelectMany(p => p.Plan.Writes).ToList();
        if (writes.Count > MaxWrites && planned.Count > 1)
        {
            return false;
        }

        if (planned.Count > 0)
        {
            await CommitAsync(counter, etag, writes, planned);
        }

        return true;
    }

    private async Task CommitAsync(
        Counter counter,
        string? etag,
        IReadOnlyList<DocumentWrite> writes,
        IEnumerable<(Turn Turn, NumberedPlan Plan)> planned
    )
    {
        var document = new CounterDocument(agency, counter);
        var own = etag is null
            ? DocumentWrite.Create(CounterDocument.DocumentId, document)
            : DocumentWrite.Replace(CounterDocument.DocumentId, document, etag);
        // What was known is forgotten until the commit is known to have succeeded.
        _known = null;
        var etags = await container.CommitAsync(agency, [own, .. writes], CancellationToken.None);
        _known = (counter, etags[0]);
        var taken = 1;
        foreach (var (turn, plan) in planned)
        {
            turn.Succeed(plan.Result, [.. etags.Skip(taken).Take(plan.Writes.Count)]);
            taken += plan.Writes.Count;
        }
    }

    private sealed class Turn(Func<Counter, NumberedPlan> plan, CancellationToken cancellation)
    {
        private readonly TaskCompletionSource<(object? Result, IReadOnlyList<string> ETags)> _outcome = new(
            TaskCreationOptions.RunContinuationsAsynchronously
        );

        public Task<(object? Result, IReadOnlyList<string> ETags)> Outcome => _outcome.Task;

        public bool IsOver => _outcome.Task.IsCompleted;

        /// <summary>Null when it has ended without a plan: given up, or its caller's fault.</summary>
        public NumberedPlan? Plan(Counter counter)
        {
            if (IsOver)
            {
                return null;
            }

            try
            {
                cancellation.ThrowIfCancellationRequested();
                return plan(counter);
            }
#pragma warning disable CA1031 // Whatever one plan throws is for its caller, and not for those who are stored with it.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Fail(e);
                return null;
            }
        }

        public void Succeed(object? result, IReadOnlyList<string> etags) => _outcome.TrySetResult((result, etags));

        public void Fail(Exception e) => _outcome.TrySetException(e);
    }

    private sealed record CounterDocument(string Agency, Counter Counter)
    {
        public const string DocumentId = "counter";

        public string Id => DocumentId;

        public string Type => "counter";
    }
}
