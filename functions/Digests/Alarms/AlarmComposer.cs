using RiskRegister.Criteria;
using RiskRegister.Digests.Notices;
using RiskRegister.Digests.Sending;
using RiskRegister.People;

namespace RiskRegister.Digests.Alarms;

/// <summary>Composes the notice to an administrator that mails are not sent as they should be.</summary>
public sealed class AlarmComposer(
    MailAlarms alarms,
    Agencies agencies,
    PeopleDirectory people,
    NoticeMail mails,
    IConfiguration configuration
) : IMailComposer
{
    /// <inheritdoc/>
    public bool Composes(string kind) => kind == MailKinds.Alarm;

    /// <inheritdoc/>
    public async Task<MailContent?> ComposeAsync(Mail mail, CancellationToken cancellation)
    {
        var person = await people.FindAsync(mail.Agency, mail.To, cancellation);
        var troubles = await alarms.OfAsync(mail.Agency, cancellation);
        if (person?.IsAny(Role.Administrator) != true || troubles.Count == 0)
        {
            return null;
        }

        var url = new Uri(new Uri(configuration["Register:Url"] ?? "http://localhost:7071"), $"/{mail.Agency}");
        return mails.Write(Of(troubles, url), person, null, await agencies.SettingsAsync(mail.Agency, cancellation));
    }

    private static Notice Of(IReadOnlyList<MailTrouble> troubles, Uri url) =>
        new(
            "The register has not sent all of its mails",
            "Something should have been sent and was not. Look at the ledger of mails, which has the reason of each, and have them sent again when it is mended.",
            [.. troubles.Select(trouble => new NoticeFact("Trouble", trouble.Sentence()))],
            url,
            "Open the register"
        )
        {
            Why = "It comes at most once a day to each administrator.",
        };
}
