using RiskRegister.Access;
using RiskRegister.Criteria;
using RiskRegister.Digests.Sending;
using RiskRegister.People;
using RiskRegister.Register;
using RiskRegister.Web.Rendering;

namespace RiskRegister.Digests;

/// <summary>Makes the mail of a ledger line. Who the person is and what they may see is found out now, not when it was queued.</summary>
public sealed class DigestComposer(
    PeopleDirectory people,
    Rosters rosters,
    Agencies agencies,
    EntryList entries,
    Templates templates,
    IConfiguration configuration
) : IMailComposer
{
    /// <inheritdoc/>
    public bool Composes(string kind) => MailKinds.DigestOf(kind) == DigestKind.Digest;

    /// <summary>The mail; null when the person has left or is away and represented, or when there is nothing to ask of them.</summary>
    public async Task<MailContent?> ComposeAsync(Mail mail, CancellationToken cancellation)
    {
        var person = await people.FindAsync(mail.Agency, mail.To, cancellation);
        if (person is null)
        {
            return null;
        }

        var settings = await agencies.SettingsAsync(mail.Agency, cancellation);
        var roster = await rosters.OfAsync(mail.Agency);
        var day = DateOnly.ParseExact(mail.Period, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        if (StandIn.For(person, day, roster)?.Is(person.Email) == false)
        {
            return null;
        }

        var represented = StandIn.Represented(person.Email, day, roster);
        var theirs = await EntriesOfAsync(person, represented, cancellation);
        var orphaned = person.IsAny(Role.RiskManager) ? await OrphanedAsync(mail.Agency, roster, day, cancellation) : [];
        var digest = Digest.Compose(
            person,
            theirs,
            orphaned,
            settings,
            day,
            new Uri(configuration["Register:Url"] ?? "http://localhost:7071"),
            represented
        );
        return digest.Asks ? ToContent(digest, person) : null;
    }

    /// <summary>The open entries of the person and of whom they stand in for, each once; what is confidential for the person is left out.</summary>
    private async Task<IReadOnlyList<Entries.Entry>> EntriesOfAsync(
        Person person,
        IReadOnlyList<Person> represented,
        CancellationToken cancellation
    )
    {
        var viewer = Viewer.Of(person);
        var theirs = new Dictionary<string, Entries.Entry>(StringComparer.Ordinal);
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
    private async Task<IReadOnlyList<Entries.Entry>> OrphanedAsync(
        string agency,
        Roster roster,
        DateOnly day,
        CancellationToken cancellation
    )
    {
        var orphaned = new List<Entries.Entry>();
        await foreach (var document in entries.AskedAsync(agency, cancellation))
        {
            if (roster.Find(document.Owner) is not { } owner || StandIn.For(owner, day, roster) is null)
            {
                orphaned.Add(document.Entry);
            }
        }

        return orphaned;
    }

    private MailContent ToContent(Digest digest, Person person) =>
        new(
            person,
            digest.Agency,
            Subject(digest),
            templates.Render("mail/digest.txt", digest),
            templates.Render("mail/digest.html", digest)
        );

    private static string Subject(Digest digest)
    {
        var asked = digest.Sections.Where(s => s.Heading != "Due soon").Sum(s => s.Items.Count + s.More);
        return $"{digest.Agency}: {asked} {(asked == 1 ? "thing needs" : "things need")} you";
    }
}
