using Microsoft.AspNetCore.Mvc;

namespace RiskRegister.Web;

/// <summary>The pages for requests that were not answered, in words that say what to do next.</summary>
public static class ErrorPages
{
    /// <summary>A page for an HTTP status.</summary>
    /// <param name="pages">Makes the page.</param>
    /// <param name="status">400, 401, 403, 404, 413 or 500; others get the words of 400 or 500.</param>
    /// <param name="frame">What stands around it.</param>
    /// <param name="detail">What exactly was wrong, in a sentence; null for nothing to add.</param>
    /// <param name="trace">The id under which the log has more; null for none.</param>
    public static ContentResult Error(this Pages pages, int status, Frame frame, string? detail = null, string? trace = null)
    {
        var (heading, advice) = Words(status);
        string[] paragraphs = detail is null ? [advice] : [detail, advice];
        return pages.Show(
            "errors/message",
            new
            {
                heading,
                paragraphs,
                trace,
            },
            frame,
            status
        );
    }

    private static (string Heading, string Advice) Words(int status) =>
        status switch
        {
            401 => ("Sign in", "You need to sign in to see this page."),
            403 => (
                "You may not do this",
                "Your role in this register does not allow it. Ask the risk manager of your agency if it should."
            ),
            404 => (
                "Page not found",
                "Check the address. The entry may belong to another agency, or you may not be allowed to see it."
            ),
            413 => (
                "The file is too large",
                "Leave out sheets and pictures that are not needed, or split the file into several."
            ),
            >= 500 => ("Something went wrong", "Try again in a moment. If you sent a form, look first whether it was stored."),
            _ => ("The request can't be answered", "Go back, check what you entered, and try again."),
        };
}
