using Scriban;
using Scriban.Syntax;

namespace RiskRegister.Web.Rendering;

/// <summary>
/// All templates of pages and mails, parsed once. A template is named by its path in templates/ with its extension:
/// `pages/entries/list.html`, `mail/digest.txt`. In .html values are encoded; in .txt only control characters are removed.
/// </summary>
/// <remarks>
/// A template that assigns `layout = "layout/page"` is put into that template as `content`; the layout sees everything that the
/// template saw and assigned.
/// </remarks>
public sealed class Templates
{
    private static readonly Scriban.Runtime.ScriptObject Functions = TemplateFunctions.Create();

    private readonly Dictionary<string, Template> _templates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    /// <summary>Reads and parses every template in <paramref name="folder"/>.</summary>
    /// <exception cref="TemplateException">At least one does not parse; all errors are named.</exception>
    public Templates(string folder)
    {
        var errors = new List<string>();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (Path.GetExtension(file) is not (".html" or ".txt"))
                continue;
            var name = Path.GetRelativePath(folder, file).Replace('\\', '/');
            var text = File.ReadAllText(file);
            var template = Template.Parse(text, name);
            errors.AddRange(template.Messages.Select(message => message.ToString()));
            _templates.Add(name, template);
            _texts.Add(name, text);
        }
        if (errors.Count > 0)
            throw new TemplateException($"Templates in {folder} do not parse:\n{string.Join('\n', errors)}");
    }

    private Templates(IEnumerable<KeyValuePair<string, Template>> templates) =>
        _templates = new(templates, StringComparer.Ordinal);

    /// <summary>The folder that the build copies beside the program.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "templates");

    /// <summary>The names of all templates.</summary>
    public IReadOnlyCollection<string> Names => _templates.Keys;

    /// <summary>The text of a template as it is shipped.</summary>
    public string TextOf(string name) => _texts[name];

    /// <summary>The templates of a folder, such as <c>mail/</c>, one of them with another text: it can't use any template outside that folder.</summary>
    /// <exception cref="TemplateException">The text does not parse.</exception>
    public Templates With(string name, string text, string folder)
    {
        var template = Template.Parse(text, name);
        return template.HasErrors
            ? throw TemplateException.Of(template.Messages)
            : new(
                _templates
                    .Where(known => known.Key != name && known.Key.StartsWith(folder, StringComparison.Ordinal))
                    .Append(new(name, template))
            );
    }

    /// <summary>Renders a template with a model: a record, an anonymous object, or a <see cref="Model"/>.</summary>
    /// <exception cref="TemplateException">The template is missing or asks for what the model does not have.</exception>
    public string Render(string name, object model, Locale? locale = null)
    {
        var values = Model.Of(model);
        var context = new RenderContext(this, Functions, Path.GetExtension(name), values, locale ?? Locale.Default);
        try
        {
            var markup = Capture(context, Find(name));
            while (context.Variables.Remove("layout", out var layout))
            {
                context.Variables["content"] = markup;
                markup = Capture(context, Find(layout + context.Extension));
            }
            return markup.Markup;
        }
        catch (ScriptRuntimeException failure)
        {
            throw TemplateException.Of(failure);
        }
    }

    /// <summary>The parsed template of that name.</summary>
    internal Template Find(string name) =>
        _templates.GetValueOrDefault(name) ?? throw new TemplateException($"There is no template {name}");

    private static SafeHtml Capture(RenderContext context, Template template)
    {
        var markup = context.Capture(template.Page!);
        return markup.Markup.Length < RenderContext.LongestOutput
            ? markup
            : throw new TemplateException(
                $"{template.SourceFilePath} renders to more than {RenderContext.LongestOutput} characters"
            );
    }
}
