using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace RiskRegister.Local.Worker;

/// <summary>POST /admin/functions/{name} runs a function that HTTP doesn't trigger, now. The answer, 202, doesn't wait for its end.</summary>
internal sealed class AdminEndpoint(FunctionIndex index, Retries retries)
{
    /// <summary>Maps the endpoint.</summary>
    public void Map(WebApplication web) => web.MapPost("/admin/functions/{name}", RunAsync);

    private async Task<IResult> RunAsync(string name, HttpRequest request)
    {
        if (!RequestOrigin.IsThisMachine(request.HttpContext) || !RequestOrigin.IsOurs(request))
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        if (!index.Functions.TryGetValue(name, out var function))
        {
            return Results.NotFound();
        }

        try
        {
            var input = await InputOfAsync(request);
            var trigger = function.Listener.EventByHand(function, input);
            if (trigger is null)
            {
                return Results.BadRequest($"{function.Name} can't be run by hand: what triggers it is more than an input.");
            }

            _ = retries.RunAsync(function, trigger, CancellationToken.None);
            return Results.Accepted();
        }
        catch (JsonException e)
        {
            return Results.BadRequest($"The input can't be read: {e.Message}");
        }
    }

    private static async Task<string?> InputOfAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        return string.IsNullOrWhiteSpace(body) ? null : JsonNode.Parse(body)?["input"]?.ToString();
    }
}
