using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Entries;

namespace RiskRegister.Digests;

/// <summary>Shows what became of the mails, and sends again what a person decides to.</summary>
public sealed class LedgerApi(Ledger ledger)
{
    private const int PageSize = 100;

    /// <summary>GET <c>{"items":[{"id","to","state","reason",...}],"continuation"}</c>; <c>?period=yyyy-MM-dd</c> narrows it.</summary>
    [Function("ListLedger")]
    public async Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/ledger")] HttpRequest request,
        string agency
    )
    {
        var page = await ledger.PageAsync(
            agency,
            ((string?)request.Query["period"]).OrNull(),
            PageSize,
            ((string?)request.Query["continuation"]).OrNull(),
            request.HttpContext.RequestAborted
        );
        return ApiAnswer.Ok(new ListAnswer<Mail>(page.Items, page.Continuation));
    }

    /// <summary>POST queues a failed or uncertain mail again.</summary>
    [Function("SendAgain")]
    public async Task<IActionResult> SendAgain(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/ledger/{id}/send-again")] HttpRequest request,
        string agency,
        string id
    ) => ApiAnswer.Ok(await ledger.SendAgainAsync(agency, id, request.HttpContext.RequestAborted));
}
