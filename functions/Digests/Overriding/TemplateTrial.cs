using RiskRegister.Web.Rendering;
using RiskRegister.Web.Texts;

namespace RiskRegister.Digests.Overriding;

/// <summary>Tries an agency's own template of a mail: it has to parse, and to render every sample in every language.</summary>
public static class TemplateTrial
{
    /// <summary>Most characters of a template.</summary>
    public const int MaxText = 64 * 1024;

    /// <summary>Most characters of what it renders to: mail programs cut off, or refuse, what is longer.</summary>
    public const int MaxOutput = 512 * 1024;

    /// <summary>The folder of all that the template may use.</summary>
    private const string Folder = "mail/";

    /// <summary>What is wrong with a text in the place of a shipped template; empty when nothing is.</summary>
    public static IReadOnlyList<TemplateProblem> Problems(Templates shipped, string name, string text)
    {
        try
        {
            var templates = Own(shipped, name, text);
            foreach (var language in Wording.Languages)
            {
                var locale = Locale.Of(TimeZoneInfo.Utc, language);
                foreach (var sample in SampleMails.Samples)
                {
                    Render(templates, name, SampleMails.ModelOf(name, sample, locale), locale);
                }
            }

            return [];
        }
        catch (TemplateException failure)
        {
            return failure.Problems is { Count: > 0 } problems ? problems : [new(name, 1, 1, failure.Message)];
        }
    }

    /// <summary>The templates of mails with an agency's own text in the place of one.</summary>
    /// <exception cref="TemplateException">It does not parse.</exception>
    public static Templates Own(Templates shipped, string name, string text) => shipped.With(name, text, Folder);

    /// <summary>Renders an agency's own template.</summary>
    /// <exception cref="TemplateException">It asks for what there is not, or is too long.</exception>
    public static string Render(Templates own, string name, object model, Locale locale)
    {
        var rendered = own.Render(name, model, locale);
        return rendered.Length <= MaxOutput
            ? rendered
            : throw new TemplateException($"The mail would be longer than {MaxOutput} characters");
    }
}
