using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Register;

namespace RiskRegister.Entries.History;

/// <summary>Shows and verifies what happened to an entry.</summary>
public sealed class GetHistory(EntryHistory history, EntryStore store, EntryList entries)
{
    /// <summary>GET <c>{"events":[{"type","at","by","why","version","data","previous","hash"}]}</c>, the first event first.</summary>
    [Function("GetEntryHistory")]
    public Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/entries/{reference}/history")]
            HttpRequest request,
        string agency,
        string reference
    ) =>
        ApiAnswer.ToAsync(async () =>
        {
            await store.LoadAsync(agency, reference);
            var events = new List<JsonObject>();
            await foreach (var link in history.ReadAsync(agency, reference, request.HttpContext.RequestAborted))
            {
                events.Add(Show(link));
            }

            return ApiAnswer.Ok(new { events });
        });

    /// <summary>GET whether an entry's hash chain holds: <c>{"verified":true,"breaks":[]}</c>.</summary>
    [Function("VerifyEntryHistory")]
    public Task<IActionResult> VerifyOne(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/entries/{reference}/history/verification")]
            HttpRequest request,
        string agency,
        string reference
    ) =>
        ApiAnswer.ToAsync(async () =>
        {
            var breaks = await history.VerifyAsync(agency, reference, request.HttpContext.RequestAborted);
            return ApiAnswer.Ok(new { verified = breaks.Count == 0, breaks });
        });

    /// <summary>GET whether all chains of the agency hold: <c>{"verified":true,"entries":40,"breaks":[]}</c>.</summary>
    [Function("VerifyHistory")]
    public Task<IActionResult> VerifyAll(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/history/verification")] HttpRequest request,
        string agency
    ) =>
        ApiAnswer.ToAsync(async () =>
        {
            var cancellation = request.HttpContext.RequestAborted;
            var breaks = new List<ChainBreak>();
            var count = 0;
            string? continuation = null;
            do
            {
                var page = await entries.PageAsync(agency, new EntryFilter(), 200, continuation, cancellation);
                foreach (var entry in page.Items)
                {
                    breaks.AddRange(await history.VerifyAsync(agency, entry.Reference, cancellation));
                }

                count += page.Items.Count;
                continuation = page.Continuation;
            } while (continuation is not null);

            return ApiAnswer.Ok(
                new
                {
                    verified = breaks.Count == 0,
                    entries = count,
                    breaks,
                }
            );
        });

    private static JsonObject Show(EventDocument link)
    {
        var data = JsonSerializer.SerializeToNode(link.Data, RegisterJson.Options)!.AsObject();
        var type = data["name"]!.GetValue<string>();
        data.Remove("name");
        return new JsonObject
        {
            ["type"] = type,
            ["at"] = JsonSerializer.SerializeToNode(link.At, RegisterJson.Options),
            ["by"] = link.By,
            ["why"] = link.Why,
            ["version"] = link.Version,
            ["data"] = data,
            ["previous"] = link.Previous,
            ["hash"] = link.Hash,
        };
    }
}
