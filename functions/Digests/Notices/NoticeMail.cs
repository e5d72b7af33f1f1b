using RiskRegister.Criteria;
using RiskRegister.Digests.Sending;
using RiskRegister.People;
using RiskRegister.Web;
using RiskRegister.Web.Rendering;

namespace RiskRegister.Digests.Notices;

/// <summary>Writes notices by the templates notices/notice.html and notices/notice.txt.</summary>
public sealed class NoticeMail(Templates templates)
{
    /// <summary>The mail of a notice.</summary>
    /// <param name="notice">What it says.</param>
    /// <param name="to">Who gets it.</param>
    /// <param name="instead">Whom it was for, where that is somebody else; null for nobody.</param>
    /// <param name="settings">The agency's settings.</param>
    public MailContent Write(Notice notice, Person to, Person? instead, AgencySettings settings)
    {
        var locale = PageFrames.LocaleOf(settings);
        var model = new
        {
            Agency = settings.Name,
            to.Name,
            InPlaceOf = instead is null || instead.Is(to.Email) ? null : instead.Name,
            notice.Heading,
            notice.Lead,
            notice.Facts,
            notice.Differences,
            Url = notice.Url.ToString(),
            notice.Link,
            notice.Why,
        };
        return new MailContent(
            to,
            settings.Name,
            notice.Heading,
            templates.Render("notices/notice.txt", model, locale),
            templates.Render("notices/notice.html", model, locale)
        );
    }
}
