using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;

namespace RiskRegister.Digests;

/// <summary>Which mails are asked for.</summary>
public sealed record LedgerQuery
{
    /// <summary>Those of a period: a day (2031-06-18), a week (2031-W25) or a month (2031-06).</summary>
    public string? Period { get; init; }
}

/// <summary>Shows what became of the mails, and sends again what a person decides to.</summary>
public sealed class LedgerApi(Ledger ledger)
{
    /// <summary>GET one page of the mails.</summary>
    [Function("ListLedger")]
    [Operation(Query = [typeof(LedgerQuery), typeof(PagingQuery)], Gives = typeof(ListAnswer<Mail>))]
    public async Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/ledger")] HttpRequest request,
        string agency
    )
    {
        var (limit, continuation) = PagingQuery.Read(request.Query);
        var period = QueryParameters.Read<LedgerQuery>(request.Query).Period;
        var page = await ledger.PageAsync(agency, period, limit, continuation, request.HttpContext.RequestAborted);
        return ApiAnswer.Ok(new ListAnswer<Mail>(page.Items, page.Continuation));
    }

    /// <summary>POST queues a failed or uncertain mail again.</summary>
    [Function("SendAgain")]
    [Operation(Gives = typeof(Mail))]
    public async Task<IActionResult> SendAgain(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/ledger/{id}/send-again")] HttpRequest request,
        string agency,
        string id
    ) => ApiAnswer.Ok(await ledger.SendAgainAsync(agency, id, request.HttpContext.RequestAborted));
}
