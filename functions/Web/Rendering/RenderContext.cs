using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace RiskRegister.Web.Rendering;

/// <summary>
/// One rendering of one template: strict about names, and the place where values are made safe. The literal text of a template
/// goes through other overloads of Write, so what arrives here is always the result of an expression.
/// </summary>
internal sealed class RenderContext : TemplateContext
{
    /// <summary>Characters. More than any page has; reaching it is an error, because the rest would be cut off silently.</summary>
    internal const int LongestOutput = 32 * 1024 * 1024;

    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public RenderContext(Templates templates, ScriptObject functions, string extension, Model model, Locale locale)
        : base(functions)
    {
        Templates = templates;
        Extension = extension;
        Locale = locale;
        Model = model;
        StrictVariables = true;
        EnableRelaxedMemberAccess = false;
        EnableRelaxedIndexerAccess = false;
        EnableRelaxedTargetAccess = false;
        EnableRelaxedFunctionAccess = false;
        MemberFilter = static _ => false;
        AutoIndent = false;
        NewLine = "\n";
        LimitToString = LongestOutput;
        LoopLimit = 1_000 + (20 * model.Size);
        RecursiveLimit = 40;
        RegexTimeOut = TimeSpan.FromMilliseconds(250);
        PushCulture(locale.Culture);
        PushGlobal(model);
        PushGlobal(Variables);
    }

    public Templates Templates { get; }

    /// <summary>".html" or ".txt".</summary>
    public string Extension { get; }
    public Locale Locale { get; }
    public Model Model { get; }

    /// <summary>What the template itself assigns: its title, its layout, its blocks.</summary>
    public ScriptObject Variables { get; } = [];

    /// <inheritdoc/>
    public override TemplateContext Write(SourceSpan span, object? textAsObject)
    {
        if (textAsObject is ScriptObject)
            throw new ScriptRuntimeException(span, "This is no text or number");
        if (textAsObject is not null)
            Write(Safe(textAsObject));
        return this;
    }

    /// <inheritdoc/>
    public override ValueTask<TemplateContext> WriteAsync(SourceSpan span, object? textAsObject) =>
        new(Write(span, textAsObject));

    /// <inheritdoc/>
    public override string? ObjectToString(object? value, bool nested = false) =>
        value switch
        {
            DateOnly day => Locale.Day(day),
            DateTimeOffset moment => Locale.Moment(moment),
            ScriptObject => throw new ScriptRuntimeException(CurrentSpan, "This is no text or number"),
            _ => base.ObjectToString(value, nested),
        };

    /// <summary>Empty text and empty lists are false too, so that an optional part of a page needs one test.</summary>
    public override bool ToBool(SourceSpan span, object? value) =>
        value switch
        {
            string text => text.Length > 0,
            ScriptArray list => list.Count > 0,
            _ => base.ToBool(span, value),
        };

    /// <summary>Renders a block of the template that is running, apart from its output.</summary>
    public SafeHtml Capture(ScriptNode block)
    {
        PushOutput();
        try
        {
            Evaluate(block);
            return new SafeHtml(Output.ToString() ?? "");
        }
        finally
        {
            PopOutput();
        }
    }

    private string Safe(object value)
    {
        if (value is SafeHtml html)
            return html.Markup;
        if (value is int number)
            return number.ToString(CultureInfo.InvariantCulture);
        var text = PlainText.Clean(ObjectToString(value) ?? "");
        return Extension == ".html" ? Html.Encode(text) : text;
    }
}
