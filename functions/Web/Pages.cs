using Microsoft.AspNetCore.Mvc;
using RiskRegister.Web.Rendering;

namespace RiskRegister.Web;

/// <summary>Answers requests with pages.</summary>
public sealed class Pages(Templates templates, AssetFiles assets)
{
    private readonly object _files = new { Css = assets.Address("site.css"), Favicon = assets.Address("favicon.svg") };

    /// <summary>A page from a template and its model.</summary>
    /// <param name="name">The template below templates/pages without its extension, as in "entries/list".</param>
    /// <param name="model">The values that the template names at its top.</param>
    /// <param name="frame">What stands around it.</param>
    /// <param name="status">The HTTP status.</param>
    public ContentResult Show(string name, object model, Frame frame, int status = 200) =>
        new()
        {
            Content = Render(name, model, frame),
            ContentType = "text/html; charset=utf-8",
            StatusCode = status,
        };

    /// <summary>The markup of a page.</summary>
    internal string Render(string name, object model, Frame frame)
    {
        var page = new
        {
            frame.Agency,
            frame.Person,
            frame.Navigation,
            frame.Notice,
            Language = frame.Locale.Culture.Name,
            Assets = _files,
        };
        return templates.Render($"pages/{name}.html", Model.Of(model).With("page", page), frame.Locale);
    }
}
