using RiskRegister.Web.Rendering;

namespace RiskRegister.Digests.Overriding;

/// <summary>Renders mails.</summary>
public sealed class MailTemplates(Templates shipped)
{
    /// <summary>A part of a mail.</summary>
    public Task<string> RenderAsync(string agency, string name, object model, Locale locale, CancellationToken cancellation) =>
        Task.FromResult(shipped.Render(name, model, locale));
}
