using System.Diagnostics;
using RiskRegister.Digests;
using RiskRegister.Digests.Overriding;
using RiskRegister.Web.Rendering;

namespace RiskRegister.Benchmarks.Scenarios;

/// <summary>
/// Composes and renders digests of ten entries, in both parts. Beside it, Scriban alone renders the same template with the same model: without
/// encoding, strictness and limits, and with the keys of texts in the place of texts.
/// </summary>
public sealed class Digests : Scenario
{
    private const int Count = 10_000;
    private const string Bare = "mail/digest.html";

    public override string What => "10,000 digests composed and rendered, beside a bare render of the same template";

    public override Task MeasureAsync(Report report)
    {
        var templates = new Templates(Templates.Folder);
        var (locale, times) = (Locale.Default, report.Times(Count));
        Make(templates, locale);
        var mails = Timed(times, () => Make(templates, locale));
        var facts = SampleFacts.Full(locale);
        var composed = Timed(times, () => Digest.Compose(facts));
        var digest = Digest.Compose(facts);
        var rendered = Timed(times, () => templates.Render(Bare, digest, locale));
        var bareTemplate = new BareTemplate(templates, Bare);
        var model = RiskRegister.Web.Rendering.Model.Of(digest);
        bareTemplate.Render(model);
        var bare = Timed(times, () => bareTemplate.Render(model));

        report.AtMost(3 * times / (double)Count, "composed and rendered in both parts", mails.TotalSeconds, "s");
        report.AtMost(null, "of that, composed", composed.TotalSeconds, "s");
        report.AtMost(null, "of that, the part in HTML", rendered.TotalSeconds, "s");
        report.AtMost(null, "bare Scriban, the same template and model", bare.TotalSeconds, "s");
        report.AtMost(null, "each digest", mails.TotalMilliseconds * 1000 / times, "µs");
        return Task.CompletedTask;
    }

    private static void Make(Templates templates, Locale locale)
    {
        var digest = Digest.Compose(SampleFacts.Full(locale));
        _ = templates.Render(Bare, digest, locale);
        _ = templates.Render("mail/digest.txt", digest, locale);
    }

    private static TimeSpan Timed(int times, Action action)
    {
        var begin = Stopwatch.GetTimestamp();
        for (var n = 0; n < times; n++)
        {
            action();
        }

        return Stopwatch.GetElapsedTime(begin);
    }
}
