using RiskRegister.Criteria;
using RiskRegister.Reassessment;
using RiskRegister.Register;

namespace RiskRegister.Digests.Alarms;

/// <summary>What the last look at all agencies has found, for the health endpoint; kept in the directory partition.</summary>
public sealed record MailAlarm(DateTimeOffset At, IReadOnlyList<MailTrouble> Troubles)
{
    /// <summary>Document id.</summary>
    public const string DocumentId = "mail-alarm";

    /// <summary>Document id.</summary>
    public string Id => DocumentId;

    /// <summary>Always <c>mail-alarm</c>.</summary>
    public string Type => "mail-alarm";

    /// <summary>Partition.</summary>
    public string Agency => RegisterContainer.Directory;
}

/// <summary>Looks for what should have been sent and was not.</summary>
public sealed class MailAlarms(RegisterContainer container, Ledger ledger, Agencies agencies, TimeProvider time)
{
    /// <summary>What is wrong in an agency now; empty when nothing is.</summary>
    public async Task<IReadOnlyList<MailTrouble>> OfAsync(string agency, CancellationToken cancellation)
    {
        var (now, settings) = (time.GetUtcNow(), await agencies.SettingsAsync(agency, cancellation));
        var key = new RunKey(agency, settings.DayOf(now));
        var run = await container.FindAsync<RunDocument>(agency, RunDocument.IdOf(key.Run), cancellation);
        var signs = new MailSigns(
            await ledger.CountWaitingAsync(agency, now - Alarm.Patience, cancellation),
            await ledger.CountFailedAsync(agency, now - Alarm.Remembered, cancellation),
            new DateTimeOffset(settings.StartOf(key.Date), TimeSpan.Zero),
            run is not null
        );
        return Alarm.Of(signs, now);
    }

    /// <summary>Keeps what was found, for <see cref="LatestAsync"/>.</summary>
    public async Task KeepAsync(IEnumerable<MailTrouble> troubles, CancellationToken cancellation)
    {
        var alarm = new MailAlarm(time.GetUtcNow(), Alarm.Sum(troubles));
        await container.CommitAsync(RegisterContainer.Directory, [DocumentWrite.Put(alarm.Id, alarm)], cancellation);
    }

    /// <summary>What the last look has found, at the cost of one read.</summary>
    public static async Task<IReadOnlyList<MailTrouble>> LatestAsync(
        RegisterContainer container,
        CancellationToken cancellation
    ) =>
        (await container.FindAsync<MailAlarm>(RegisterContainer.Directory, MailAlarm.DocumentId, cancellation))?.Value.Troubles
        ?? [];
}
