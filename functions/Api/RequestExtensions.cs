using Microsoft.AspNetCore.Http;
using RiskRegister.Register;

namespace RiskRegister.Api;

/// <summary>What functions ask of a request.</summary>
public static class RequestExtensions
{
    private const int MaxKey = 200;

    /// <summary>E-mail address of the signed-in person.</summary>
    public static string Actor(this HttpRequest request) =>
        request.HttpContext.User.Identity?.Name ?? throw new InvalidOperationException("The access check has not run.");

    /// <summary>The ETag of If-Match, or null.</summary>
    public static string? IfMatch(this HttpRequest request) =>
        request.Headers.IfMatch.ToString() is { Length: > 0 } etag ? etag : null;

    /// <summary>The client's key for this command, so that sending it twice does it once; or null.</summary>
    /// <exception cref="RefusedException">Longer than 200 characters.</exception>
    public static string? IdempotencyKey(this HttpRequest request) =>
        request.IdempotencyKey(request.Headers["Idempotency-Key"].ToString());

    /// <summary>The same for a key that came another way, such as in a form.</summary>
    /// <exception cref="RefusedException">Longer than 200 characters.</exception>
    public static string? IdempotencyKey(this HttpRequest request, string? key) =>
        string.IsNullOrEmpty(key) ? null
        : key.Length <= MaxKey ? $"{request.Method} {request.Path} {request.Actor()} {key}"
        : throw RefusedException.Because("idempotencyKey", "too-long", $"Use at most {MaxKey} characters.");
}
