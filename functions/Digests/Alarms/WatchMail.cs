using Microsoft.Azure.Functions.Worker;
using RiskRegister.Criteria;
using RiskRegister.People;

namespace RiskRegister.Digests.Alarms;

/// <summary>Looks every hour whether all was sent that should have been; tells the log, the health endpoint, and once a day the administrators.</summary>
public sealed class WatchMail(
    MailAlarms alarms,
    Ledger ledger,
    Agencies agencies,
    Rosters rosters,
    TimeProvider time,
    ILogger<WatchMail> logger
)
{
    /// <summary>The timer.</summary>
    [Function("WatchMail")]
    public async Task Run([TimerTrigger("0 40 * * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        var found = new List<MailTrouble>();
        await foreach (var agency in agencies.AllAsync(cancellation))
        {
            var troubles = await alarms.OfAsync(agency.Slug, cancellation);
            if (troubles.Count > 0)
            {
                var what = string.Join(" ", troubles.Select(trouble => trouble.Sentence()));
                logger.LogWarning("Mails of the agency {Agency} are not sent as they should be: {What}", agency.Slug, what);
                found.AddRange(troubles);
                await TellAsync(agency.Slug, cancellation);
            }
        }

        await alarms.KeepAsync(found, cancellation);
    }

    private async Task TellAsync(string agency, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var day = (await agencies.SettingsAsync(agency, cancellation)).DayOf(now);
        var roster = await rosters.OfAsync(agency);
        foreach (var person in roster.All.Where(p => p.IsAny(Role.Administrator) && !p.HasLeft(day)))
        {
            await ledger.QueueAsync(Mail.Alarm(agency, day, person.Email, now), cancellation);
        }
    }
}
