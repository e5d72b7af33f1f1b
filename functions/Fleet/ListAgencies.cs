using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Criteria;
using RiskRegister.People;
using RiskRegister.Register;

namespace RiskRegister.Fleet;

/// <summary>Shows the agencies that somebody may go to.</summary>
public sealed class ListAgencies(Agencies agencies, PeopleDirectory people, RegisterContainer container)
{
    /// <summary>GET the agencies of the signed-in person by id; all for the administrator of the deployment.</summary>
    [Function("ListAgencies")]
    [Operation(Query = [typeof(PagingQuery)], Gives = typeof(ListAnswer<AgencyLine>))]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/agencies")] HttpRequest request
    )
    {
        var paging = PagingQuery.Read(request.Query);
        var cancellation = request.HttpContext.RequestAborted;
        var page = people.IsFirstAdministrator(request.Actor())
            ? await agencies.PageAsync(paging, cancellation)
            : await OfPersonAsync(request.Actor(), cancellation);
        var lines = page
            .Items.OrderBy(line => line.Slug, StringComparer.Ordinal)
            .Select(line => new AgencyLine(line.Slug, line.Name));
        return ApiAnswer.Ok(new ListAnswer<AgencyLine>([.. lines], page.Continuation));
    }

    /// <summary>Nobody belongs to so many that they would need pages.</summary>
    private async Task<Page<AgencyDocument>> OfPersonAsync(string email, CancellationToken cancellation)
    {
        var ids = (await people.AgenciesOfAsync(email, cancellation)).Select(AgencyDocument.IdOf);
        return new(await container.FindManyAsync<AgencyDocument>(RegisterContainer.Directory, ids, cancellation), null);
    }
}

/// <summary>One agency.</summary>
/// <param name="Id">First segment of its addresses.</param>
/// <param name="Name">Its name.</param>
public sealed record AgencyLine(string Id, string Name);
