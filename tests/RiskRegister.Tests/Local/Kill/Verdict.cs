namespace RiskRegister.Tests.Local.Kill;

/// <summary>Compares what is stored with what was acknowledged. Every line that it yields is a promise that was broken.</summary>
internal sealed class Verdict(Record record, IReadOnlyList<Document> documents)
{
    private readonly Dictionary<string, Document> _byId = documents.ToDictionary(document => document.Id);
    private readonly ILookup<string, Document> _byType = documents.ToLookup(document => document.Type);
    private readonly ILookup<(string, string), Document> _byEntry = documents.ToLookup(document => (document.Type, document.Of));

    /// <summary>How often the timer has run.</summary>
    public int Ticks => _byId.GetValueOrDefault("ticks")?.Version ?? 0;

    /// <summary>What must hold at any moment.</summary>
    public IEnumerable<string> Always() =>
        [
            .. record.Entries.SelectMany(Lost),
            .. record
                .Entries.GroupBy(entry => (entry.Id, entry.Version))
                .Where(same => same.Count() > 1)
                .Select(same => $"{same.Key} was acknowledged {same.Count()} times"),
            .. record.Notes.SelectMany(note => LostNote(note.Key, note.Value.Attempted, note.Value.Acknowledged)),
            .. Numbering(),
            .. _byType["entry"].SelectMany(Halves),
            .. _byType["event"].Where(e => e.Text != Document.TextOf(e.Number) || e.Number > record.Attempts).Select(Strange),
            .. _byType["event"].GroupBy(e => e.Number).Where(same => same.Count() > 1).SelectMany(same => same.Select(Double)),
            .. _byType["twice"].Select(Double),
        ];

    /// <summary>What must hold once everything that was begun has ended.</summary>
    /// <param name="instances">All orchestrations.</param>
    public IEnumerable<string> AtRest(IReadOnlyList<Instance> instances)
    {
        var byId = instances.ToDictionary(instance => instance.Id);
        return
        [
            .. Always(),
            .. _byType["outbox"].Where(o => !_byId.ContainsKey($"seen:{o.Of}:{o.Version}")).Select(o => $"{o.Id} had no effect"),
            .. _byType["entry"].SelectMany(entry => Followed(entry, byId)),
            .. record.Rounds.Where(round => round.Value.IsStarted).SelectMany(round => Gone(round.Key, byId)),
            .. instances.Where(instance => instance.Status != "Completed").Select(instance => $"{instance} has not completed"),
        ];
    }

    // An acknowledged version has its event for ever; the entry itself may be newer.
    private IEnumerable<string> Lost(Document acknowledged)
    {
        var stored = _byId.GetValueOrDefault(acknowledged.Id);
        var kept = _byId.GetValueOrDefault($"{acknowledged.Id}:{acknowledged.Version}");
        if (kept?.Number != acknowledged.Number || !(stored?.Version >= acknowledged.Version))
        {
            yield return $"{acknowledged} was acknowledged; there are {stored} and {kept}";
        }
        else if (stored.Version == acknowledged.Version && stored != acknowledged)
        {
            yield return $"{acknowledged} was acknowledged; it is {stored}";
        }
    }

    private IEnumerable<string> LostNote(string id, int attempted, Document? acknowledged)
    {
        var stored = _byId.GetValueOrDefault(id);
        if (acknowledged is not null && (stored is null || stored.Number < acknowledged.Number || stored.Number > attempted))
        {
            yield return $"{acknowledged} was acknowledged; it is {stored}";
        }
        else if (stored?.Number == acknowledged?.Number && stored?.ETag != acknowledged?.ETag)
        {
            yield return $"{acknowledged} was acknowledged; it was written again as {stored}";
        }
    }

    private IEnumerable<string> Numbering()
    {
        var last = _byId.GetValueOrDefault("counter")?.Number ?? 0;
        var expected = Enumerable.Range(1, last).Select(number => $"E-{number}").ToHashSet();
        return expected.SetEquals(_byType["entry"].Select(entry => entry.Id))
            ? []
            : [$"The counter is at {last}, and there are {string.Join(' ', _byType["entry"].Select(entry => entry.Id))}"];
    }

    // A batch is there as a whole or not at all, and so is what a message has come to.
    private IEnumerable<string> Halves(Document entry)
    {
        var versions = Enumerable.Range(1, entry.Version).ToList();
        if (!versions.SequenceEqual(VersionsOf("event", entry)) || !versions.SequenceEqual(VersionsOf("outbox", entry)))
        {
            yield return $"{entry} has the events {string.Join(' ', VersionsOf("event", entry))} and the outbox {string.Join(' ', VersionsOf("outbox", entry))}";
        }

        if (_byId.GetValueOrDefault($"{entry.Id}:{entry.Version}")?.Number != entry.Number)
        {
            yield return $"{entry} is not what its last event says";
        }

        var seen = _byEntry[("seen", entry.Id)].ToList();
        var tally = _byId.GetValueOrDefault($"tally:{entry.Id}");
        if (tally?.Version != seen.Count || tally.Number != seen.Sum(document => document.Number))
        {
            yield return $"{tally} does not count {string.Join(' ', seen.Select(document => document.Id))}";
        }
    }

    private IEnumerable<int> VersionsOf(string type, Document entry) =>
        _byEntry[(type, entry.Id)].Select(document => document.Version).Order();

    private IEnumerable<string> Followed(Document entry, Dictionary<string, Instance> instances)
    {
        var numbers = _byEntry[("event", entry.Id)].Sum(e => e.Number);
        return Ended(instances, Orchestrations.FollowId(entry.Id), 1 + 4 + 9 + numbers, effects: 3);
    }

    private IEnumerable<string> Gone(int round, Dictionary<string, Instance> instances) =>
        Ended(instances, Orchestrations.RoundId(round), 1 + 4 + round, effects: 2);

    private IEnumerable<string> Ended(Dictionary<string, Instance> instances, string id, int output, int effects)
    {
        var instance = instances.GetValueOrDefault(id);
        if (instance is not { Status: "Completed" } || instance.Output != $"{output}")
        {
            yield return $"{id} should have ended with {output}; it is {instance}";
        }

        foreach (var effect in Orchestrations.Effects(id, effects).Where(effect => !_byId.ContainsKey(effect)))
        {
            yield return $"{id} has ended without {effect}";
        }
    }

    private static string Strange(Document document) => $"{document} was never asked for";

    private static string Double(Document document) => $"{document} is there twice";
}
