using RiskRegister.Digests.Stakeholders;
using RiskRegister.Entries;
using RiskRegister.Web.Rendering;

namespace RiskRegister.Digests.Overriding;

/// <summary>The mails whose templates an agency may have its own of, each with models to try a template by.</summary>
public static class SampleMails
{
    /// <summary>The samples of each mail.</summary>
    public static readonly IReadOnlyList<string> Samples = ["full", "empty"];

    private static readonly Dictionary<string, Func<bool, Locale, object>> Mails = new(StringComparer.Ordinal)
    {
        ["mail/digest"] = (isFull, locale) => Digest.Compose(isFull ? SampleFacts.Full(locale) : SampleFacts.Empty(locale)),
        ["mail/stakeholders"] = (isFull, locale) => StakeholderDigest.Compose(SampleFacts.Empty(locale), Register(isFull)),
    };

    /// <summary>Names of the templates, such as <c>mail/digest.html</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [.. Mails.Keys.SelectMany(mail => new[] { $"{mail}.html", $"{mail}.txt" })];

    /// <summary>The model of a template's sample.</summary>
    public static object ModelOf(string name, string sample, Locale locale) =>
        Mails[Path.ChangeExtension(name, null)](sample == Samples[0], locale);

    private static RegisterFacts Register(bool isFull) => new(SampleFacts.Begin, isFull ? [.. SampleFacts.Moves] : []);
}
