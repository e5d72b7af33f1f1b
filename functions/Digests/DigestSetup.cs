using RiskRegister.Calendar;
using RiskRegister.Digests.Alarms;
using RiskRegister.Digests.Composing;
using RiskRegister.Digests.Notices;
using RiskRegister.Digests.Overriding;
using RiskRegister.Digests.Sending;
using RiskRegister.Digests.Stakeholders;
using RiskRegister.Digests.Unsubscribing;

namespace RiskRegister.Digests;

/// <summary>Puts the digests together.</summary>
public static class DigestSetup
{
    /// <summary>Adds ledger, composer and mail server.</summary>
    public static IServiceCollection AddDigests(this IServiceCollection services) =>
        services
            .AddSending()
            .AddSingleton<NoticeMail>()
            .AddSingleton<DigestReader>()
            .AddSingleton<ChangeReader>()
            .AddSingleton<RegisterReader>()
            .AddSingleton<IMailComposer, DigestComposer>()
            .AddSingleton<IMailComposer, NoticeComposer>()
            .AddSingleton<MailAlarms>()
            .AddSingleton<IMailComposer, AlarmComposer>();

    /// <summary>Adds what every mail goes through, whatever it says.</summary>
    public static IServiceCollection AddSending(this IServiceCollection services) =>
        services
            .AddSingleton<Ledger>()
            .AddSingleton<MailTemplates>()
            .AddSingleton<SigningKey>()
            .AddSingleton<UnsubscribeLinks>()
            .AddSingleton<CalendarLinks>()
            .AddSingleton<Envelope>()
            .AddSingleton<MailWriter>()
            .AddSingleton<MailRate>()
            .AddSingleton<MailServer>();
}
