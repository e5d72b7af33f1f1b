using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using RiskRegister.Register;

namespace RiskRegister.Api;

/// <summary>An answer of the API: JSON with a status and headers.</summary>
public sealed class ApiAnswer(int status, object body, string contentType = "application/json") : IActionResult
{
    /// <summary>Status code.</summary>
    public int Status => status;

    /// <summary>What is written as JSON.</summary>
    public object Body => body;

    /// <summary>Headers, such as ETag and Location.</summary>
    public Dictionary<string, string> Headers { get; init; } = [];

    /// <summary>200 with a body.</summary>
    public static ApiAnswer Ok(object body) => new(200, body);

    /// <inheritdoc/>
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        response.StatusCode = status;
        foreach (var (name, value) in Headers)
        {
            response.Headers[name] = value;
        }

        await response.WriteAsJsonAsync(body, RegisterJson.Options, contentType, context.HttpContext.RequestAborted);
    }
}
