using RiskRegister.Access;
using RiskRegister.Criteria;
using RiskRegister.Digests.Sending;
using RiskRegister.Entries;
using RiskRegister.People;
using RiskRegister.Register;
using RiskRegister.Signals;

namespace RiskRegister.Digests.Notices;

/// <summary>Composes statutory notices from what the register knows when they are sent.</summary>
public sealed class NoticeComposer(
    RegisterContainer container,
    Agencies agencies,
    Rosters rosters,
    NoticeMail mails,
    IConfiguration configuration,
    TimeProvider time
) : IMailComposer
{
    /// <inheritdoc/>
    public bool Composes(string kind) => MailKinds.IsStatutory(kind);

    /// <inheritdoc/>
    public Task<MailContent?> ComposeAsync(Mail mail, CancellationToken cancellation) =>
        mail.Kind == MailKinds.SignalEscalated ? OfSignalAsync(mail, cancellation) : OfEntryAsync(mail, cancellation);

    private async Task<MailContent?> OfEntryAsync(Mail mail, CancellationToken cancellation)
    {
        var (agency, reference) = (mail.Agency, mail.Reference!);
        var id = EventDocument.IdOf(reference, mail.Version!.Value);
        var happened = await container.FindAsync<EventDocument>(agency, id, cancellation);
        var stored = await container.FindAsync<EntryDocument>(agency, reference, cancellation);
        if (happened is null || stored is null)
        {
            return null;
        }

        var settings = await agencies.SettingsAsync(agency, cancellation);
        var (document, entry) = (stored.Value, stored.Value.Entry);
        var notice = EntryNotices.Of(happened.Value, entry, settings, Page($"/{agency}/entries/{reference}"));
        return notice is null
            ? null
            : await ToAsync(
                mail,
                notice,
                settings,
                person =>
                    document.IsSeenBy(Viewer.Of(person))
                    && (mail.Kind != MailKinds.AcceptanceAsked || EntryNotices.CanAccept(person, entry, settings)),
                others: happened.Value.Data is AcceptanceRequested { Approver: null }
            );
    }

    private async Task<MailContent?> OfSignalAsync(Mail mail, CancellationToken cancellation)
    {
        var signal = await container.FindAsync<Signal>(mail.Agency, mail.Reference!, cancellation);
        var notice = signal is null ? null : SignalNotices.Of(signal.Value, Page($"/{mail.Agency}"));
        var settings = await agencies.SettingsAsync(mail.Agency, cancellation);
        return notice is null ? null : await ToAsync(mail, notice, settings, _ => true, others: false);
    }

    private async Task<MailContent?> ToAsync(
        Mail mail,
        Notice notice,
        AgencySettings settings,
        Func<Person, bool> can,
        bool others
    )
    {
        var roster = await rosters.OfAsync(mail.Agency);
        var to = Recipient.Of(mail.To, settings.DayOf(time.GetUtcNow()), roster, can, others);
        return to is null ? null : mails.Write(notice, to, roster.Find(mail.To), settings);
    }

    private Uri Page(string path) => new(new Uri(configuration["Register:Url"] ?? "http://localhost:7071"), path);
}
