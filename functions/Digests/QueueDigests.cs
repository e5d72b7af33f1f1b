using Microsoft.Azure.Functions.Worker;
using RiskRegister.Criteria;
using RiskRegister.People;
using RiskRegister.Reassessment;

namespace RiskRegister.Digests;

/// <summary>Queues one digest of each kind for each person and period, as soon as their hour has come.</summary>
public sealed class QueueDigests(PeopleDirectory people, Agencies agencies, Ledger ledger, TimeProvider time)
{
    private const int AgenciesAtOnce = 8;

    /// <summary>The activity of a run: queues those of one page of people whose hour has passed; returns the cursor of the next page, or null.</summary>
    [Function(nameof(QueueDigests))]
    public Task<string?> Run([ActivityTrigger] RunCursor cursor, CancellationToken cancellation) =>
        PageAsync(cursor.Key.Agency, cursor.After, cancellation);

    /// <summary>The timer: every hour, a little after it has begun, for all agencies.</summary>
    [Function("QueueDigestsHourly")]
    public Task Hourly([TimerTrigger("0 10 * * * *")] TimerInfo timer, CancellationToken cancellation) =>
        Parallel.ForEachAsync(
            agencies.AllAsync(cancellation),
            new ParallelOptions { MaxDegreeOfParallelism = AgenciesAtOnce, CancellationToken = cancellation },
            async (agency, token) =>
            {
                for (string? after = ""; after is not null; )
                {
                    after = await PageAsync(agency.Slug, after, token);
                }
            }
        );

    private async Task<string?> PageAsync(string agency, string after, CancellationToken cancellation)
    {
        var settings = await agencies.SettingsAsync(agency, cancellation);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);
        var (now, page) = (time.GetUtcNow(), await people.PageAsync(agency, after, AskActivities.PageSize, cancellation));
        var due =
            from person in page
            where !person.HasLeft(settings.DayOf(now))
            from kind in Enum.GetValues<DigestKind>()
            let period = DigestPeriod.Due(person, kind, now, zone)
            where period is not null
            select (Kind: kind, Period: period.Key, person.Email);
        await Parallel.ForEachAsync(
            due,
            cancellation,
            async (digest, token) => await ledger.QueueAsync(agency, digest.Kind, digest.Period, digest.Email, token)
        );
        return page.Count > 0 ? page[^1].Email : null;
    }
}
