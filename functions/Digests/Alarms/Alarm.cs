using System.Globalization;

namespace RiskRegister.Digests.Alarms;

/// <summary>What the ledger and the runs of an agency show at a moment.</summary>
/// <param name="Waiting">Mails that have been queued or sending for longer than <see cref="Alarm.Patience"/>.</param>
/// <param name="Failed">Mails that have failed within the last day.</param>
/// <param name="DayBegan">When the agency's day began.</param>
/// <param name="HasRun">Whether the reassessment run of that day was opened.</param>
public sealed record MailSigns(int Waiting, int Failed, DateTimeOffset DayBegan, bool HasRun);

/// <summary>Something that should have been sent and was not.</summary>
/// <param name="What">waiting, failed or no-run.</param>
/// <param name="Count">How many mails, or agencies.</param>
public sealed record MailTrouble(string What, int Count)
{
    /// <summary>The trouble in a sentence, without saying whose it is.</summary>
    public string Sentence() =>
        What switch
        {
            Alarm.Waiting => Say("{0} that should have been sent more than an hour ago.", "mail waits", "mails wait"),
            Alarm.Failed => Say("{0} within the last day.", "mail has failed", "mails have failed"),
            _ => Say("{0} no reassessment run today, although the day began hours ago.", "agency has", "agencies have"),
        };

    private string Say(string sentence, string one, string many) =>
        string.Format(CultureInfo.InvariantCulture, sentence, $"{Count} {(Count == 1 ? one : many)}");
}

/// <summary>Notices when something should have been sent and was not, because nobody misses a mail that they do not know of.</summary>
public static class Alarm
{
    /// <summary>Mails wait.</summary>
    public const string Waiting = "waiting";

    /// <summary>Mails have failed.</summary>
    public const string Failed = "failed";

    /// <summary>The day has no run.</summary>
    public const string NoRun = "no-run";

    /// <summary>How long a mail may wait.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <summary>How long failed mails are told of.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    private static readonly TimeSpan Morning = TimeSpan.FromHours(3);

    /// <summary>What is wrong; empty when nothing is.</summary>
    public static IReadOnlyList<MailTrouble> Of(MailSigns signs, DateTimeOffset now) =>
        [
            .. new[]
            {
                new MailTrouble(Waiting, signs.Waiting),
                new MailTrouble(Failed, signs.Failed),
                new MailTrouble(NoRun, !signs.HasRun && now - signs.DayBegan >= Morning ? 1 : 0),
            }.Where(trouble => trouble.Count > 0),
        ];

    /// <summary>The troubles of several agencies together.</summary>
    public static IReadOnlyList<MailTrouble> Sum(IEnumerable<MailTrouble> troubles) =>
        [.. troubles.GroupBy(t => t.What, (what, same) => new MailTrouble(what, same.Sum(t => t.Count)))];
}
