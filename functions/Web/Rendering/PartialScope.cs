using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace RiskRegister.Web.Rendering;

/// <summary>The variables of a partial: its own arguments and the functions, and nothing of the page that it stands in.</summary>
internal sealed class PartialScope(ScriptObject functions) : ScriptObject
{
    /// <inheritdoc/>
    public override bool TryGetValue(TemplateContext? context, SourceSpan span, string member, out object? value)
    {
        if (base.TryGetValue(context!, span, member, out value) || functions.TryGetValue(context!, span, member, out value))
            return true;
        throw new ScriptRuntimeException(span, $"The partial was not given `{member}`");
    }
}
