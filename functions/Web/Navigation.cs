namespace RiskRegister.Web;

/// <summary>The sections of an agency's pages, in the order of the navigation.</summary>
public static class Navigation
{
    private static readonly (string Section, string Text, string Path)[] Sections =
    [
        ("my-work", "My work", ""),
        ("entries", "Register", "/entries"),
        ("raise", "Raise", "/entries/raise"),
        ("import", "Import", "/import"),
    ];

    /// <summary>The links of an agency, the open section marked.</summary>
    public static IReadOnlyList<NavigationLink> Of(string agency, string? current) =>
        [.. Sections.Select(link => new NavigationLink(link.Text, $"/{agency}{link.Path}", link.Section == current))];
}

/// <summary>One link of the navigation.</summary>
public sealed record NavigationLink(string Text, string Href, bool Current);
