using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using RiskRegister.Api;

namespace RiskRegister.Entries.Attaching;

/// <summary>A file as it is given out: to be saved, never to be shown or run by the browser within our pages.</summary>
public sealed class EvidenceAnswer(Evidence evidence, byte[] bytes) : IActionResult
{
    /// <summary>503.</summary>
    public static ApiAnswer Unavailable(EvidenceUnavailableException e) =>
        Problem.Of("evidence-unavailable", "Files can't be stored or read now", 503, e.Message);

    /// <inheritdoc/>
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(evidence.FileName);
        response.StatusCode = 200;
        response.ContentLength = bytes.Length;
        response.Headers.ContentType = IsText ? $"{evidence.ContentType}; charset=utf-8" : evidence.ContentType;
        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.ETag = $"\"{evidence.Sha256}\"";
        await response.Body.WriteAsync(bytes, context.HttpContext.RequestAborted);
    }

    private bool IsText => evidence.ContentType.StartsWith("text/", StringComparison.Ordinal);
}
