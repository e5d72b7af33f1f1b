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
    private readonly Dictionary<string, Template> _templates = new(StringComparer.Ordinal);
    private readonly Scriban.Runtime.ScriptObject _functions = TemplateFunctions.Create();

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
            var template = Template.Parse(File.ReadAllText(file), name);
            errors.AddRange(template.Messages.Select(message => message.ToString()));
            _templates.Add(name, template);
        }
        if (errors.Count > 0)
            throw new TemplateException($"Templates in {folder} do not parse:\n{string.Join('\n', errors)}");
    }

    /// <summary>The folder that the build copies beside the program.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "templates");

    /// <summary>The names of all templates.</summary>
    public IReadOnlyCollection<string> Names => _templates.Keys;

    /// <summary>Renders a template with a model: a record, an anonymous object, or a <see cref="Model"/>.</summary>
    /// <exception cref="TemplateException">The template is missing or asks for what the model does not have.</exception>
    public string Render(string name, object model, Locale? locale = null)
    {
        var values = Model.Of(model);
        var context = new RenderContext(this, _functions, Path.GetExtension(name), values, locale ?? Locale.Default);
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
            throw new TemplateException(failure.Message, failure);
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
