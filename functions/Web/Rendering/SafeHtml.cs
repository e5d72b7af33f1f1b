namespace RiskRegister.Web.Rendering;

/// <summary>Markup that a template made. It is written as it is; every other value is HTML-encoded.</summary>
/// <param name="Markup">Well-formed HTML. Never text that a person or a file supplied.</param>
public sealed record SafeHtml(string Markup)
{
    /// <inheritdoc/>
    public override string ToString() => Markup;
}
