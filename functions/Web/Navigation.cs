using RiskRegister.Access;
using RiskRegister.People;

namespace RiskRegister.Web;

/// <summary>The sections of an agency's pages, in the order of the navigation.</summary>
public static class Navigation
{
    private static readonly (string Section, string Text, string Path, string Function)[] Sections =
    [
        ("my-work", "My work", "", "WorkPage"),
        ("entries", "Register", "/entries", "ListEntriesPage"),
        ("raise", "Raise", "/entries/raise", "RaisePage"),
        ("import", "Import", "/import", "ImportPage"),
    ];

    /// <summary>The links that somebody with these roles may follow, the open section marked.</summary>
    public static IReadOnlyList<NavigationLink> Of(string agency, string? current, IReadOnlyList<Role> roles) =>
        [
            .. Sections
                .Where(link => Policies.Allows(link.Function, roles))
                .Select(link => new NavigationLink(link.Text, $"/{agency}{link.Path}", link.Section == current)),
        ];
}

/// <summary>One link of the navigation.</summary>
public sealed record NavigationLink(string Text, string Href, bool Current);
