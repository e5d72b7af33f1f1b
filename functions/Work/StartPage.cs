using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Criteria;
using RiskRegister.People;
using RiskRegister.Web;

namespace RiskRegister.Work;

/// <summary>Where a person without an address to go to begins: at their work, or at the choice among their agencies.</summary>
public sealed class StartPage(PeopleDirectory people, Agencies agencies, WorkOfPerson work, Pages pages)
{
    // The Functions host calls a function with an empty route by its name; this parameter matches the empty path alone.
    private const string Root = "{ignored:maxlength(0)?}";

    /// <summary>GET /.</summary>
    [Function("StartPage")]
    public async Task<IActionResult> Show([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Root)] HttpRequest request)
    {
        var email = request.Actor();
        var cancellation = request.HttpContext.RequestAborted;
        var ids = await AgenciesOfAsync(email, cancellation);
        if (ids is [var only])
        {
            return new RedirectResult($"/{only}");
        }

        var shown = new List<object>();
        foreach (var id in ids)
        {
            var person = await people.FindAsync(id, email, cancellation);
            shown.Add(
                new
                {
                    Id = id,
                    (await agencies.SettingsAsync(id, cancellation)).Name,
                    Roles = person?.Roles ?? [],
                    (await work.TodayAsync(id, email, cancellation)).Waiting,
                }
            );
        }

        return pages.Show("agencies", new { Agencies = shown }, PageFrames.OutsideAgencies(request.HttpContext));
    }

    private async Task<IReadOnlyList<string>> AgenciesOfAsync(string email, CancellationToken cancellation)
    {
        if (!people.IsFirstAdministrator(email))
        {
            return await people.AgenciesOfAsync(email, cancellation);
        }

        var all = new List<string>();
        await foreach (var agency in agencies.AllAsync(cancellation))
        {
            all.Add(agency.Slug);
        }

        return all;
    }
}
