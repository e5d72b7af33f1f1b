using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Cosmos;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Register;

namespace RiskRegister.Reassessment;

/// <summary>Shows the runs of an agency.</summary>
public sealed class ListRuns(RegisterContainer container)
{
    /// <summary>GET one page, the latest run first.</summary>
    [Function("ListRuns")]
    [Operation(Query = [typeof(PagingQuery)], Gives = typeof(ListAnswer<RunDocument>))]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/runs")] HttpRequest request,
        string agency
    )
    {
        var query = new QueryDefinition(
            "SELECT * FROM c WHERE c.type = @type ORDER BY c.type DESC, c.run DESC, c.id DESC"
        ).WithParameter("@type", RunDocument.DocumentType);
        var (limit, continuation) = PagingQuery.Read(request.Query);
        var page = await container.QueryAsync<RunDocument>(
            agency,
            query,
            limit,
            continuation,
            request.HttpContext.RequestAborted
        );
        return ApiAnswer.Ok(new ListAnswer<RunDocument>(page.Items, page.Continuation));
    }
}
