using RiskRegister.Web.Rendering;

namespace RiskRegister.Web;

/// <summary>What stands around the content of a page.</summary>
/// <param name="Agency">The agency whose register is open; null on pages that belong to none.</param>
/// <param name="Person">Who is signed in; null where nobody is.</param>
/// <param name="Navigation">The links to the sections of the agency's pages; empty on pages that belong to none.</param>
/// <param name="Notice">What has just been done, see <see cref="Notices"/>; null for nothing.</param>
/// <param name="Locale">How the agency writes dates and numbers.</param>
public sealed record Frame(
    FrameAgency? Agency,
    FramePerson? Person,
    IReadOnlyList<NavigationLink> Navigation,
    string? Notice,
    Locale Locale
)
{
    /// <summary>The frame where neither agency nor person is known.</summary>
    public static Frame Bare { get; } = new(null, null, [], null, Locale.Default);
}

/// <summary>The agency as the header shows it.</summary>
/// <param name="Id">The slug in its addresses.</param>
/// <param name="Name">Its full name.</param>
public sealed record FrameAgency(string Id, string Name);

/// <summary>The person as the header shows them.</summary>
public sealed record FramePerson(string Name, string Email);
