using Microsoft.Azure.Functions.Worker;
using RiskRegister.People;
using RiskRegister.Reassessment;

namespace RiskRegister.Digests;

/// <summary>Queues one digest for each person and period.</summary>
public sealed class QueueDigests(PeopleDirectory people, Ledger ledger)
{
    /// <summary>Queues those of one page of people; returns the cursor of the next page, or null.</summary>
    [Function(nameof(QueueDigests))]
    public async Task<string?> Run([ActivityTrigger] RunCursor cursor, CancellationToken cancellation)
    {
        var page = await people.PageAsync(cursor.Key.Agency, cursor.After, ReassessmentRun.PageSize, cancellation);
        await Parallel.ForEachAsync(
            page,
            cancellation,
            async (person, token) =>
                await ledger.QueueAsync(cursor.Key.Agency, DigestKind.Digest, cursor.Key.Run, person.Email, token)
        );
        return page.Count > 0 ? page[^1].Email : null;
    }
}
