namespace RiskRegister.Tests.Local.Kill;

/// <summary>What the clients have asked of the victims of one data folder, and what was acknowledged. It is theirs in common.</summary>
internal sealed class Record
{
    private readonly Lock _lock = new();
    private readonly List<Document> _entries = [];
    private readonly Dictionary<string, Document> _latest = [];
    private readonly Dictionary<string, (int Attempted, Document? Acknowledged)> _notes = [];
    private readonly Dictionary<int, (bool IsStarted, bool IsGone)> _rounds = [];
    private int _attempts;
    private int _untilKill;
    private Action? _kill;

    /// <summary>How much was acknowledged.</summary>
    public int Count { get; private set; }

    /// <summary>The numbers of all attempts are 1 to this.</summary>
    public int Attempts => _attempts;

    /// <summary>The acknowledged versions of entries.</summary>
    public IReadOnlyList<Document> Entries => _entries;

    /// <summary>For each note the number that was last tried to write, and what was last acknowledged.</summary>
    public IReadOnlyDictionary<string, (int Attempted, Document? Acknowledged)> Notes => _notes;

    /// <summary>For each round whether its start and the word to go were acknowledged.</summary>
    public IReadOnlyDictionary<int, (bool IsStarted, bool IsGone)> Rounds => _rounds;

    /// <summary>Calls <paramref name="kill"/> at the moment of the <paramref name="acknowledgement"/>-th acknowledgement from now.</summary>
    public void KillAt(int acknowledgement, Action kill)
    {
        lock (_lock)
        {
            (_untilKill, _kill) = (acknowledgement, kill);
        }
    }

    /// <summary>The number of the next attempt.</summary>
    public int NextAttempt() => Interlocked.Increment(ref _attempts);

    public void EntryWritten(Document entry) =>
        Acknowledge(() =>
        {
            _entries.Add(entry);
            Known(entry);
        });

    public void NoteAttempted(string id, int number)
    {
        lock (_lock)
        {
            _notes[id] = (number, _notes.GetValueOrDefault(id).Acknowledged);
        }
    }

    public void NoteWritten(Document note) => Acknowledge(() => _notes[note.Id] = (note.Number, note));

    public void RoundAttempted(int number)
    {
        lock (_lock)
        {
            _rounds[number] = default;
        }
    }

    public void RoundStarted(int number) => Acknowledge(() => _rounds[number] = (true, false));

    public void RoundGone(int number) => Acknowledge(() => _rounds[number] = (_rounds[number].IsStarted, true));

    /// <summary>Takes note of how an entry is now.</summary>
    public void Known(Document entry)
    {
        lock (_lock)
        {
            if (entry.Version >= (_latest.GetValueOrDefault(entry.Id)?.Version ?? 0))
            {
                _latest[entry.Id] = entry;
            }
        }
    }

    /// <summary>An entry that is still to be changed, as it was when last heard of; null when there is none.</summary>
    public Document? AnyOpenEntry(Random random) =>
        Any(random, () => _latest.Values.Where(entry => entry.Version <= entry.Planned));

    /// <summary>A round that was started and not told to go; 0 when there is none.</summary>
    public int AnyWaitingRound(Random random) =>
        Any(random, () => _rounds.Where(round => round.Value == (true, false)).Select(round => round.Key));

    private T? Any<T>(Random random, Func<IEnumerable<T>> choices)
    {
        lock (_lock)
        {
            var all = choices().ToList();
            return all.Count == 0 ? default : all[random.Next(all.Count)];
        }
    }

    private void Acknowledge(Action what)
    {
        lock (_lock)
        {
            what();
            Count++;
            if (--_untilKill == 0)
            {
                _kill!();
            }
        }
    }
}
