using Scriban;
using Scriban.Runtime;
using Scriban.Syntax;

namespace RiskRegister.Web.Rendering;

/// <summary>A function of the templates. It gets the render that it is called in, its arguments, and the block when it is called by `wrap`.</summary>
internal sealed class TemplateFunction(int required, Func<RenderContext, ScriptArray, ScriptBlockStatement?, object?> body)
    : IScriptCustomFunction
{
    public TemplateFunction(Func<RenderContext, object?, object?> body)
        : this(1, (context, arguments, _) => body(context, arguments[0])) { }

    public int RequiredParameterCount => required;
    public int ParameterCount => required;
    public ScriptVarParamKind VarParamKind => ScriptVarParamKind.Direct;
    public Type ReturnType => typeof(object);

    public ScriptParameterInfo GetParameterInfo(int index) => new(typeof(object), $"argument{index + 1}");

    public object? Invoke(
        TemplateContext context,
        ScriptNode? callerContext,
        ScriptArray arguments,
        ScriptBlockStatement? blockStatement
    ) => body((RenderContext)context, arguments, blockStatement);

    public ValueTask<object?> InvokeAsync(
        TemplateContext context,
        ScriptNode? callerContext,
        ScriptArray arguments,
        ScriptBlockStatement? blockStatement
    ) => new(Invoke(context, callerContext, arguments, blockStatement));
}
