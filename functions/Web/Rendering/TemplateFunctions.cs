using System.Globalization;
using Scriban;
using Scriban.Runtime;
using Scriban.Syntax;

namespace RiskRegister.Web.Rendering;

/// <summary>
/// The functions that templates may call, beside Scriban's own `array`, `math` and `string`:
/// `partial`, `defaults`, `block`, `field_of`, `path`, `query`, `local`, `iso`, `number`, `plural`,
/// `text`, `words`.
/// </summary>
internal static class TemplateFunctions
{
    private static readonly string[] Ours = ["array", "math", "string", "empty", "blank"];

    /// <summary>All functions, read-only: one object serves every render.</summary>
    public static ScriptObject Create()
    {
        var all = TemplateContext.GetDefaultBuiltinObject();
        var functions = new ScriptObject();
        foreach (var name in Ours)
        {
            if (all[name] is ScriptObject group)
                group.IsReadOnly = true;
            functions[name] = all[name];
        }
        functions["partial"] = new TemplateFunction(1, Partial);
        functions["defaults"] = new TemplateFunction(1, Defaults);
        functions["block"] = new TemplateFunction(1, Block);
        functions["field_of"] = new TemplateFunction(2, FieldOf);
        functions["path"] = new TemplateFunction(1, Path);
        functions["query"] = new TemplateFunction(1, Query);
        functions["local"] = new TemplateFunction((_, value) => Local(value as string ?? ""));
        functions["iso"] = new TemplateFunction((_, value) => Iso(value));
        functions["number"] = new TemplateFunction((context, value) => context.Locale.Number(value));
        functions["plural"] = new TemplateFunction(3, Plural);
        functions["text"] = new TemplateFunction(1, Text);
        functions["words"] = new TemplateFunction((_, value) => PlainText.Words(value as string ?? ""));
        functions.IsReadOnly = true;
        return functions;
    }

    /// <summary>`partial "name" { a: 1 }`: another template, that sees these arguments only; by `wrap` also `content`, the block.</summary>
    private static SafeHtml Partial(RenderContext context, ScriptArray arguments, ScriptBlockStatement? block)
    {
        var scope = new PartialScope(context.BuiltinObject);
        if (arguments.Count > 1 && arguments[1] is ScriptObject given)
            given.CopyTo(scope);
        if (block is not null)
            scope["content"] = context.Capture(block);
        var template = context.Templates.Find(arguments[0] + context.Extension);
        context.EnterRecursive(context.CurrentNode);
        context.PushGlobal(scope);
        try
        {
            return context.Capture(template.Page!);
        }
        finally
        {
            context.PopGlobal();
            context.ExitRecursive(context.CurrentNode);
        }
    }

    /// <summary>
    /// `defaults { hint: null }`: the arguments of a partial or layout that its caller may leave out;
    /// `defaults option { hint: null }`: the same for the members of a value.
    /// </summary>
    private static object? Defaults(RenderContext context, ScriptArray arguments, ScriptBlockStatement? block)
    {
        var scope = arguments.Count > 1 ? (ScriptObject)arguments[0]! : context.CurrentGlobal!;
        foreach (var (name, value) in (ScriptObject)arguments[^1]!)
        {
            if (!scope.Contains(name) && !(scope == context.Variables && context.Model.Contains(name)))
                scope.TrySetValue(context, context.CurrentSpan, name, value, readOnly: false);
        }
        return null;
    }

    /// <summary>`wrap block "name"`: a part of the page that the layout puts elsewhere, as a variable of that name.</summary>
    private static object? Block(RenderContext context, ScriptArray arguments, ScriptBlockStatement? block)
    {
        context.Variables[(string)arguments[0]!] = context.Capture(
            block ?? throw new ScriptRuntimeException(context.CurrentSpan, "block is called by wrap")
        );
        return null;
    }

    /// <summary>`field_of form "title"`: what was entered and what is wrong with it: `value`, `values` and `error`, see <see cref="Form"/>.</summary>
    private static ScriptObject FieldOf(RenderContext context, ScriptArray arguments, ScriptBlockStatement? block)
    {
        var form = (ScriptObject)arguments[0]!;
        var name = (string)arguments[1]!;
        var values = ((ScriptObject)form["values"]!)[name] as ScriptArray ?? [];
        var error = ((ScriptArray)form["errors"]!).OfType<ScriptObject>().FirstOrDefault(error => Equals(error["field"], name));
        return new ScriptObject
        {
            ["value"] = values.Count > 0 ? values[0] : "",
            ["values"] = values,
            ["error"] = error?["message"],
        };
    }

    /// <summary>`path "demo" "entries" reference`: an address in this site, each segment encoded.</summary>
    private static string Path(RenderContext context, ScriptArray arguments, ScriptBlockStatement? block) =>
        string.Concat(arguments.Select(segment => "/" + Uri.EscapeDataString(Segment(context.ObjectToString(segment) ?? ""))));

    // A browser resolves dots in a path away, even encoded ones, and would ask for another page.
    private static string Segment(string text) => text is "." or ".." ? "-" : text;

    /// <summary>`query { sort: "due" }` or `query filters { sort: "due" }`: the query of an address; later wins, empty values are left out.</summary>
    private static string Query(RenderContext context, ScriptArray arguments, ScriptBlockStatement? block)
    {
        var values = new Dictionary<string, string>();
        foreach (var (name, value) in arguments.OfType<ScriptObject>().SelectMany(given => given))
            values[name] = context.ObjectToString(value) ?? "";
        var pairs = values
            .Where(pair => pair.Value.Length > 0)
            .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}");
        return "?" + string.Join('&', pairs);
    }

    /// <summary>`address | local`: the address if it is one in this site, otherwise "#". Encoding alone does not stop "javascript:".</summary>
    private static string Local(string address) =>
        address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal) && !address.Contains('\\') ? address : "#";

    /// <summary>A day or moment for machines, as the `datetime` attribute and date fields have it.</summary>
    private static string Iso(object? value) =>
        value switch
        {
            DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
            DateTimeOffset moment => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            _ => "",
        };

    /// <summary>`plural count "entry" "entries"`: the number and the noun that goes with it.</summary>
    private static string Plural(RenderContext context, ScriptArray arguments, ScriptBlockStatement? block)
    {
        var noun = arguments[0] is 1 or 1L ? arguments[1] : arguments[2];
        return $"{context.Locale.Number(arguments[0])} {noun}";
    }

    /// <summary>`text "digest.hello" { name: name }`: a text of the reader's language with its values in place, see <see cref="Texts.Wording"/>.</summary>
    private static string Text(RenderContext context, ScriptArray arguments, ScriptBlockStatement? block)
    {
        var values = arguments.Count > 1 ? (ScriptObject)arguments[1]! : [];
        try
        {
            return context.Locale.Text(
                (string)arguments[0]!,
                values.ToDictionary(value => value.Key, value => (object?)value.Value)
            );
        }
        catch (KeyNotFoundException missing)
        {
            throw new ScriptRuntimeException(context.CurrentSpan, missing.Message, missing);
        }
    }
}
