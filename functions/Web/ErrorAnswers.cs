using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using RiskRegister.Api;

namespace RiskRegister.Web;

/// <summary>Answers what went wrong in the form that the address calls for: problem+json below /api, a page everywhere else.</summary>
public sealed class ErrorAnswers(Pages pages, PageFrames frames, ILogger<ErrorAnswers> logger)
{
    /// <summary>Whether an address belongs to the API.</summary>
    public static bool IsApi(HttpRequest request) => request.Path.StartsWithSegments("/api", StringComparison.Ordinal);

    /// <summary>The answer.</summary>
    /// <param name="http">The request.</param>
    /// <param name="status">Status code of 400 or more.</param>
    /// <param name="kind">Stable name of the kind of error, such as <c>not-found</c>.</param>
    /// <param name="title">The kind of error in words.</param>
    /// <param name="detail">What is wrong here, in a sentence; null for nothing to add to a page.</param>
    /// <param name="trace">The id under which the log has more; null for none.</param>
    public async Task<IActionResult> OfAsync(
        HttpContext http,
        int status,
        string kind,
        string title,
        string? detail = null,
        string? trace = null
    ) =>
        IsApi(http.Request)
            ? Problem.Of(kind, title, status, trace is null ? detail ?? title : $"{detail ?? title} Trace: {trace}")
            : pages.Error(status, await FrameAsync(http), detail, trace);

    /// <summary>Where even the frame can't be made, the page still says what it can.</summary>
    private async Task<Frame> FrameAsync(HttpContext http)
    {
        try
        {
            return await frames.OfErrorAsync(http);
        }
#pragma warning disable CA1031 // Whatever failed, the page about it must not fail, too.
        catch (Exception e)
#pragma warning restore CA1031
        {
            logger.LogWarning(e, "The frame of an error page could not be made");
            return Frame.Bare;
        }
    }
}
