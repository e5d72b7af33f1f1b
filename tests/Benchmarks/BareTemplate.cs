using RiskRegister.Web.Rendering;
using Scriban;
using Scriban.Runtime;
using Scriban.Syntax;

namespace RiskRegister.Benchmarks;

/// <summary>A template of a mail as Scriban alone renders it: what the product adds is left out, apart from the parts that it is made of.</summary>
internal sealed class BareTemplate
{
    private readonly Template _template;
    private readonly Dictionary<string, Template> _parts;
    private readonly ScriptObject _functions;

    public BareTemplate(Templates templates, string name)
    {
        _template = Template.Parse(templates.TextOf(name));
        _parts = templates
            .Names.Where(part => part.StartsWith("mail/parts/", StringComparison.Ordinal))
            .ToDictionary(part => part, part => Template.Parse(templates.TextOf(part)));
        _functions = new ScriptObject
        {
            ["text"] = new Function((_, arguments) => arguments[0]),
            ["partial"] = new Function(Part),
        };
    }

    /// <summary>Renders it, and its layout around it.</summary>
    public string Render(ScriptObject model)
    {
        var context = new TemplateContext { LoopLimit = 100_000, LimitToString = 0 };
        context.PushGlobal(_functions);
        context.PushGlobal(model);
        context.PushGlobal(new ScriptObject());
        context.CurrentGlobal!.TrySetValue(context, context.CurrentSpan, "content", _template.Render(context), readOnly: false);
        return _parts["mail/parts/layout.html"].Render(context);
    }

    private string Part(TemplateContext context, ScriptArray arguments)
    {
        context.PushOutput(new StringBuilderOutput());
        context.PushGlobal((ScriptObject)arguments[1]!);
        try
        {
            return _parts[$"{arguments[0]}.html"].Render(context);
        }
        finally
        {
            context.PopGlobal();
            context.PopOutput();
        }
    }

    private sealed class Function(Func<TemplateContext, ScriptArray, object?> body) : IScriptCustomFunction
    {
        public int RequiredParameterCount => 1;
        public int ParameterCount => 1;
        public ScriptVarParamKind VarParamKind => ScriptVarParamKind.Direct;
        public Type ReturnType => typeof(object);

        public ScriptParameterInfo GetParameterInfo(int index) => new(typeof(object), "argument");

        public object? Invoke(
            TemplateContext context,
            ScriptNode? callerContext,
            ScriptArray arguments,
            ScriptBlockStatement? blockStatement
        ) => body(context, arguments);

        public ValueTask<object?> InvokeAsync(
            TemplateContext context,
            ScriptNode? callerContext,
            ScriptArray arguments,
            ScriptBlockStatement? blockStatement
        ) => new(Invoke(context, callerContext, arguments, blockStatement));
    }
}
