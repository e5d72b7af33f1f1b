using System.Collections.Concurrent;
using RiskRegister.Register;
using RiskRegister.Web.Rendering;

namespace RiskRegister.Digests.Overriding;

/// <summary>Renders mails: by the agency's own template where it has one, else by the shipped one.</summary>
public sealed class MailTemplates(
    Templates shipped,
    RegisterContainer container,
    TimeProvider time,
    ILogger<MailTemplates> logger
)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private static readonly IReadOnlyList<string> Ids = [.. SampleMails.Names.Select(MailTemplate.IdOf)];

    private readonly ConcurrentDictionary<string, (IReadOnlyDictionary<string, MailTemplate> Own, DateTimeOffset ReadAt)> _known =
        new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, (int Version, Templates Own)> _parsed = new(StringComparer.Ordinal);

    /// <summary>
    /// A part of a mail. An own template that does not render any more, as after an upgrade that gives mails other models, is left aside with
    /// a warning: rather a mail that looks otherwise than none.
    /// </summary>
    public async Task<string> RenderAsync(
        string agency,
        string name,
        object model,
        Locale locale,
        CancellationToken cancellation = default
    )
    {
        if ((await OwnAsync(agency, cancellation)).GetValueOrDefault(name) is { Text: { } text } own)
        {
            try
            {
                return TemplateTrial.Render(Parsed(own, text), name, model, locale);
            }
            catch (TemplateException failure)
            {
                logger.LogWarning(
                    "{Agency} has a template {Name} of its own that fails: {Reason}",
                    agency,
                    name,
                    failure.Message
                );
            }
        }

        return shipped.Render(name, model, locale);
    }

    /// <summary>Has the templates of an agency read anew, because one was changed.</summary>
    public void Forget(string agency) => _known.TryRemove(agency, out _);

    private Templates Parsed(MailTemplate own, string text)
    {
        var key = $"{own.Agency}/{own.Name}";
        if (!_parsed.TryGetValue(key, out var parsed) || parsed.Version != own.Version)
        {
            _parsed[key] = parsed = (own.Version, TemplateTrial.Own(shipped, own.Name, text));
        }

        return parsed.Own;
    }

    /// <summary>An agency's own templates; what another instance of the app has changed may be up to 30 seconds old.</summary>
    private async Task<IReadOnlyDictionary<string, MailTemplate>> OwnAsync(string agency, CancellationToken cancellation)
    {
        if (_known.TryGetValue(agency, out var known) && time.GetUtcNow() - known.ReadAt < Fresh)
        {
            return known.Own;
        }

        var read = await container.FindManyAsync<MailTemplate>(agency, Ids, cancellation);
        var own = read.ToDictionary(template => template.Name, StringComparer.Ordinal);
        _known[agency] = (own, time.GetUtcNow());
        return own;
    }
}
