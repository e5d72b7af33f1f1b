using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Access;
using RiskRegister.Criteria;
using RiskRegister.People;
using RiskRegister.Register;

namespace RiskRegister.Calendar;

/// <summary>Shows what of a person is due to their calendar program, which can't sign in: the address is the permission.</summary>
public sealed class GetCalendar(CalendarLinks links, EntryList entries, Agencies agencies, IConfiguration configuration)
{
    /// <summary>GET text/calendar with ETag and Last-Modified; 304 for who has it already, 404 for any address that is not in force.</summary>
    [Function("GetCalendar")]
    public async Task<IActionResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "calendar/{file}")] HttpRequest request,
        string file
    )
    {
        var cancellation = request.HttpContext.RequestAborted;
        var person = await links.FindAsync(file, cancellation) ?? throw new NotFoundException("This calendar");
        // Nobody is signed in, but it is read for the person.
        Viewer.Current = Viewer.Of(person);
        var days = DueDay.Of(
            person,
            await entries
                .OfPersonAsync(person.Agency, person.Email, cancellation)
                .Select(document => document.Entry)
                .ToListAsync(cancellation)
        );
        var settings = await agencies.SettingsAsync(person.Agency, cancellation);
        var register = new Uri(configuration["Register:Url"] ?? "http://localhost:7071");
        var text = CalendarText.Of($"{settings.Name}: what is due", person.Agency, days, register);
        return Answer(request, text, days);
    }

    private static IActionResult Answer(HttpRequest request, string text, IReadOnlyList<DueDay> days)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var etag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16))}\"";
        var headers = request.HttpContext.Response.Headers;
        headers.ETag = etag;
        if (days.Count > 0)
        {
            headers.LastModified = days.Max(due => due.Entry.ChangedAt)
                .ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        }

        return request.Headers.IfNoneMatch.ToString() == etag
            ? new StatusCodeResult(StatusCodes.Status304NotModified)
            : new FileContentResult(bytes, "text/calendar; charset=utf-8");
    }
}
