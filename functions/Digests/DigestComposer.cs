using MimeKit;
using RiskRegister.Criteria;
using RiskRegister.People;
using RiskRegister.Register;
using RiskRegister.Web.Rendering;

namespace RiskRegister.Digests;

/// <summary>Makes the mail of a ledger line. Who the person is and what they may see is found out now, not when it was queued.</summary>
public sealed class DigestComposer(
    PeopleDirectory people,
    Agencies agencies,
    EntryList entries,
    Templates templates,
    IConfiguration configuration
)
{
    /// <summary>The mail; null when the person has left or there is nothing to ask of them.</summary>
    public async Task<MimeMessage?> ComposeAsync(Mail mail, CancellationToken cancellation)
    {
        var person = await people.FindAsync(mail.Agency, mail.To, cancellation);
        if (person is null)
        {
            return null;
        }

        var settings = await agencies.SettingsAsync(mail.Agency, cancellation);
        var theirs = new List<Entries.Entry>();
        await foreach (var document in entries.OfPersonAsync(mail.Agency, person.Email, cancellation))
        {
            theirs.Add(document.Entry);
        }

        var orphaned = person.IsAny(Role.RiskManager) ? await OrphanedAsync(mail.Agency, cancellation) : [];
        var day = DateOnly.ParseExact(mail.Period, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var digest = Digest.Compose(
            person,
            theirs,
            orphaned,
            settings,
            day,
            new Uri(configuration["Register:Url"] ?? "http://localhost:7071")
        );
        return digest.Asks ? ToMessage(digest, mail, person) : null;
    }

    /// <summary>Entries whose review waits for somebody who is not there: without owner, or with one that the agency does not know.</summary>
    private async Task<IReadOnlyList<Entries.Entry>> OrphanedAsync(string agency, CancellationToken cancellation)
    {
        var known = (await people.AllAsync(agency, cancellation))
            .Select(p => p.Email)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var orphaned = new List<Entries.Entry>();
        await foreach (var document in entries.AskedAsync(agency, cancellation))
        {
            if (!known.Contains(document.Owner))
            {
                orphaned.Add(document.Entry);
            }
        }

        return orphaned;
    }

    private MimeMessage ToMessage(Digest digest, Mail mail, Person person)
    {
        var message = new MimeMessage { MessageId = mail.MessageId, Subject = Subject(digest) };
        message.From.Add(new MailboxAddress(digest.Agency, configuration["Mail:From"] ?? "register@demo.example"));
        message.To.Add(new MailboxAddress(person.Name, person.Email));
        message.Body = new BodyBuilder
        {
            TextBody = templates.Render("mail/digest.txt", digest),
            HtmlBody = templates.Render("mail/digest.html", digest),
        }.ToMessageBody();
        return message;
    }

    private static string Subject(Digest digest)
    {
        var asked = digest.Sections.Where(s => s.Heading != "Due soon").Sum(s => s.Items.Count + s.More);
        return $"{digest.Agency}: {asked} {(asked == 1 ? "thing needs" : "things need")} you";
    }
}
