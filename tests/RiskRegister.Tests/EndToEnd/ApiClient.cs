using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace RiskRegister.Tests.EndToEnd;

/// <summary>An answer of the API.</summary>
public sealed record Answer(int Status, string? ETag, Uri? Location, string? ContentType, string Text)
{
    /// <summary>The body as JSON.</summary>
    public JsonNode Json => JsonNode.Parse(Text)!;

    /// <summary>The names of the fields that problem+json names.</summary>
    public IEnumerable<string> Fields => Json["errors"]?.AsObject().Select(e => e.Key) ?? [];
}

/// <summary>Short words for what scripts do with curl.</summary>
public static class ApiClient
{
    /// <summary>GET.</summary>
    public static async Task<Answer> GetAsync(this RunningApp app, string path, string? email = "manager@demo.example")
    {
        using var client = app.As(email);
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        return await ReadAsync(response);
    }

    /// <summary>POST of JSON text.</summary>
    public static Task<Answer> PostAsync(
        this RunningApp app,
        string path,
        string json,
        string? ifMatch = null,
        string? email = "manager@demo.example"
    ) => app.PostBytesAsync(path, Encoding.UTF8.GetBytes(json), "application/json", ifMatch, email);

    /// <summary>PUT of JSON text.</summary>
    public static Task<Answer> PutAsync(
        this RunningApp app,
        string path,
        string json,
        string? ifMatch = null,
        string? email = "manager@demo.example"
    ) => app.SendAsync("PUT", path, Encoding.UTF8.GetBytes(json), "application/json", email, ifMatch);

    /// <summary>POST of bytes.</summary>
    public static Task<Answer> PostBytesAsync(
        this RunningApp app,
        string path,
        byte[] body,
        string contentType,
        string? ifMatch = null,
        string? email = "manager@demo.example"
    ) => app.SendAsync("POST", path, body, contentType, email, ifMatch);

    /// <summary>Any method with a body.</summary>
    public static async Task<Answer> SendAsync(
        this RunningApp app,
        string verb,
        string path,
        byte[] body,
        string contentType,
        string? email,
        string? ifMatch = null
    )
    {
        using var client = app.As(email);
        using var request = new HttpRequestMessage(new HttpMethod(verb), path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        using var response = await client.SendAsync(request);
        return await ReadAsync(response);
    }

    /// <summary>All entries of a list, page by page.</summary>
    public static async Task<IReadOnlyList<JsonNode>> ListAsync(this RunningApp app, string query = "")
    {
        var items = new List<JsonNode>();
        string? continuation = null;
        do
        {
            var next = continuation is null ? "" : $"&continuation={Uri.EscapeDataString(continuation)}";
            var page = (await app.GetAsync($"/api/demo/entries?limit=200{query}{next}")).Json;
            items.AddRange(page["items"]!.AsArray().Select(item => item!));
            continuation = (string?)page["continuation"];
        } while (continuation is not null);

        return items;
    }

    /// <summary>The entries whose owners were asked, once nothing is left that is due and not asked.</summary>
    public static Task<IReadOnlyList<JsonNode>> AskedAsync(this RunningApp app) =>
        app.EventuallyAsync<IReadOnlyList<JsonNode>>(
            async () => [.. await app.ListAsync("&standing=review-due"), .. await app.ListAsync("&standing=review-overdue")],
            due => due.Count > 0 && due.All(e => e["review"] is not null),
            "the question about all that is due"
        );

    /// <summary>Who is asked in somebody's place while they are away or have left; themselves otherwise.</summary>
    public static async Task<string> InPlaceOfAsync(this RunningApp app, string owner) =>
        (string?)(await app.GetAsync($"/api/demo/people/{owner}")).Json["standIn"] ?? owner;

    private static async Task<Answer> ReadAsync(HttpResponseMessage response) =>
        new(
            (int)response.StatusCode,
            response.Headers.TryGetValues("ETag", out var etags) ? etags.First() : null,
            response.Headers.Location,
            response.Content.Headers.ContentType?.MediaType,
            await response.Content.ReadAsStringAsync()
        );
}
