using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Access;
using RiskRegister.Api;
using RiskRegister.Web;

namespace RiskRegister.Work;

/// <summary>The page that tells a person what needs them.</summary>
public sealed class MyWorkPage(WorkOfPerson work, Pages pages, PageFrames frames)
{
    private const int FirstItems = 10;

    /// <summary>GET; <c>?all=actions</c> has the whole of that list, the first ten of the others.</summary>
    // Named to come after "sign-in" and other addresses of one segment, see NoSuchPage.
    [Function("WorkPage")]
    public async Task<IActionResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{agency}")] HttpRequest request,
        string agency
    )
    {
        var mine = await work.TodayAsync(agency, request.Actor(), request.HttpContext.RequestAborted);
        object List(string id, IReadOnlyList<WorkItem> items)
        {
            var isWhole = items.Count <= FirstItems || request.Query["all"] == id;
            return new
            {
                Items = isWhole ? items : items.Take(FirstItems),
                Total = items.Count,
                More = isWhole ? null : $"/{agency}?all={id}#{id}-heading",
            };
        }

        var model = new
        {
            Decisions = List("decisions", mine.Decisions),
            Reviews = List("reviews", mine.Reviews),
            Actions = List("actions", mine.Actions),
            Checks = List("checks", mine.Checks),
            Drafts = List("drafts", mine.Drafts),
            MayRaise = Policies.Allows("RaisePage", request.Caller().Roles),
        };
        return pages.Show("my-work", model, await frames.OfAsync(request, "my-work"));
    }
}
