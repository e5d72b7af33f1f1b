using RiskRegister.Entries;
using RiskRegister.Register;
using RiskRegister.Register.Records;

namespace RiskRegister.Demo;

/// <summary>A record as the commands of some days make it, one after the other.</summary>
public sealed class DemoRecord<T>
    where T : RegisterRecord
{
    private readonly List<RecordVersion> _versions = [];

    /// <summary>Begins with the change that makes it.</summary>
    public DemoRecord(RecordChange<T> change, DecisionContext context) => Do(change, context);

    /// <summary>The record so far.</summary>
    public T Record { get; private set; } = null!;

    /// <summary>What happened to it.</summary>
    public IReadOnlyList<RecordVersion> Versions => _versions;

    /// <summary>The documents to be created.</summary>
    public IEnumerable<DocumentWrite> Writes =>
        _versions.Select(version => DocumentWrite.Create(version.Id, version)).Prepend(DocumentWrite.Create(Record.Id, Record));

    /// <summary>One more change.</summary>
    public void Do(RecordChange<T> change, DecisionContext context)
    {
        (Record, var version) = RecordVersion.Next(change, context.Now, context.Actor);
        _versions.Add(version);
    }
}
