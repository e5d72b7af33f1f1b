using RiskRegister.Access;
using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.People;
using RiskRegister.Register;
using RiskRegister.Web.Rendering;

namespace RiskRegister.Digests.Composing;

/// <summary>Reads what a digest is made of. Who the person is and what they may see is found out now, not when it was queued.</summary>
public sealed class DigestReader(
    PeopleDirectory people,
    Rosters rosters,
    Agencies agencies,
    EntryList entries,
    ChangeReader changes,
    Ledger ledger,
    IConfiguration configuration
)
{
    /// <summary>How many digests before are looked at for one that arrived.</summary>
    private const int MostBefore = 3;

    /// <summary>Person, settings, language and times of a mail; null when the person has left, or does not want it any more.</summary>
    public async Task<DigestFacts?> ReadAsync(Mail mail, DigestKind kind, CancellationToken cancellation)
    {
        var person = await people.FindAsync(mail.Agency, mail.To, cancellation);
        if (person is null || person.Digests.Of(kind) == DigestFrequency.None)
        {
            return null;
        }

        var settings = await agencies.SettingsAsync(mail.Agency, cancellation);
        return new DigestFacts(
            person,
            settings,
            await rosters.OfAsync(mail.Agency),
            settings.DayOf(mail.QueuedAt),
            await SinceAsync(mail, kind, cancellation),
            settings.LocaleOf(person.Digests.Language),
            new Uri(configuration["Register:Url"] ?? "http://localhost:7071")
        )
        {
            Frequency = DigestPeriod.Parse(mail.Period).Frequency,
        };
    }

    /// <summary>The same with what the person has to do; null when they are away and represented.</summary>
    public async Task<DigestFacts?> WithWorkAsync(DigestFacts facts, CancellationToken cancellation)
    {
        var (person, day, roster) = (facts.Person, facts.Today, facts.People);
        if (StandIn.For(person, day, roster)?.Is(person.Email) == false)
        {
            return null;
        }

        var represented = StandIn.Represented(person.Email, day, roster);
        return facts with
        {
            Represented = represented,
            Entries = await EntriesOfAsync(person, represented, cancellation),
            Orphaned = person.IsAny(Role.RiskManager) ? await OrphanedAsync(person.Agency, roster, day, cancellation) : [],
            Changed = await changes.ReadAsync(person, facts.Since, cancellation),
        };
    }

    /// <summary>When the last digest before was made that arrived, or was empty; where none did, when it would have been.</summary>
    private async Task<DateTimeOffset> SinceAsync(Mail mail, DigestKind kind, CancellationToken cancellation)
    {
        var period = DigestPeriod.Parse(mail.Period);
        var (before, days) = (period, period.Begin.DayNumber - period.Previous.Begin.DayNumber);
        for (var n = 0; n < MostBefore; n++)
        {
            before = before.Previous;
            var id = Mail.Digest(mail.Agency, kind, before.Key, mail.To, mail.QueuedAt).Id;
            if (
                await ledger.FindAsync(mail.Agency, id, cancellation) is
                { Value.State: MailState.Sent or MailState.NotNeeded } found
            )
            {
                return found.Value.QueuedAt;
            }
        }

        return mail.QueuedAt.AddDays(-days);
    }

    /// <summary>The open entries of the person and of whom they stand in for, each once; what is confidential for the person is left out.</summary>
    private async Task<IReadOnlyList<Entry>> EntriesOfAsync(
        Person person,
        IReadOnlyList<Person> represented,
        CancellationToken cancellation
    )
    {
        var viewer = Viewer.Of(person);
        var theirs = new Dictionary<string, Entry>(StringComparer.Ordinal);
        foreach (var whose in represented.Prepend(person))
        {
            await foreach (var document in entries.OfPersonAsync(person.Agency, whose.Email, cancellation))
            {
                if (document.IsSeenBy(viewer))
                {
                    theirs[document.Reference] = document.Entry;
                }
            }
        }

        return [.. theirs.Values];
    }

    /// <summary>Entries whose review waits for somebody who is not there: without owner, with one that the agency does not know, or with one who has left and whom nobody represents.</summary>
    private async Task<IReadOnlyList<Entry>> OrphanedAsync(
        string agency,
        Roster roster,
        DateOnly day,
        CancellationToken cancellation
    )
    {
        var orphaned = new List<Entry>();
        await foreach (var document in entries.AskedAsync(agency, cancellation))
        {
            if (roster.Find(document.Owner) is not { } owner || StandIn.For(owner, day, roster) is null)
            {
                orphaned.Add(document.Entry);
            }
        }

        return orphaned;
    }
}
