using Microsoft.AspNetCore.Http;

namespace RiskRegister.Web;

/// <summary>Reads what a browser sends.</summary>
public static class PostedForm
{
    /// <summary>The fields of a posted form.</summary>
    /// <exception cref="BadHttpRequestException">The body is no form.</exception>
    public static async Task<Form> ReadPostedAsync(this HttpRequest request) =>
        request.HasFormContentType
            ? Form.Of(await request.ReadFormAsync(request.HttpContext.RequestAborted))
            : throw new BadHttpRequestException("The body is no form.");
}
