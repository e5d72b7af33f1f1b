using System.Globalization;
using Microsoft.AspNetCore.Http;
using RiskRegister.Access;
using RiskRegister.Criteria;
using RiskRegister.People;
using RiskRegister.Web.Rendering;

namespace RiskRegister.Web;

/// <summary>Makes what stands around a page from who asks for it.</summary>
public sealed class PageFrames(Agencies agencies)
{
    private static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>The frame of a page of the caller's agency.</summary>
    /// <param name="section">The section of the navigation that the page belongs to; null for none.</param>
    public async Task<Frame> OfAsync(HttpRequest request, string? section)
    {
        var person = request.Caller();
        var settings = await agencies.SettingsAsync(person.Agency, request.HttpContext.RequestAborted);
        return new Frame(
            new FrameAgency(person.Agency, settings.Name),
            new FramePerson(person.Name, person.Email),
            Navigation.Of(person.Agency, section, person.Roles),
            Notices.Text(request.Query[Notices.Parameter]),
            LocaleOf(settings)
        );
    }

    /// <summary>The frame of a page that belongs to no agency: whoever is signed in, and no navigation.</summary>
    public static Frame OutsideAgencies(HttpContext http)
    {
        var email = http.User.Identity?.Name;
        return email is null
            ? Frame.Bare
            : Frame.Bare with
            {
                Person = new FramePerson(http.User.FindFirst("name")?.Value ?? email, email),
            };
    }

    /// <summary>The frame of a page about an error: that of the agency where the caller is known to belong to one.</summary>
    public async Task<Frame> OfErrorAsync(HttpContext http) =>
        http.Items[typeof(Person)] is Person ? await OfAsync(http.Request, null) : OutsideAgencies(http);

    /// <summary>How an agency writes days and moments.</summary>
    public static Locale LocaleOf(AgencySettings settings) =>
        new(Culture, TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone));
}
