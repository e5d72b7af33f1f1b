using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using RiskRegister.Tests.EndToEnd;
using Xunit;

namespace RiskRegister.Tests.Pages;

/// <summary>A page that a visitor has come to.</summary>
public sealed record Visit(int Status, string Address, IHtmlDocument Page)
{
    public string Heading => Page.QuerySelector("h1")!.TextContent.Trim();

    public string Text => Page.QuerySelector("main")!.TextContent;

    /// <summary>The messages of the error summary, with the ids of the fields that they lead to.</summary>
    public IReadOnlyList<(string Field, string Message)> Errors =>
        [
            .. Page.QuerySelectorAll(".govuk-error-summary__list a")
                .Select(link => (link.GetAttribute("href")!.TrimStart('#'), link.TextContent)),
        ];

    public string? Notice => Page.QuerySelector(".govuk-notification-banner__heading")?.TextContent;

    public IHtmlFormElement Form => Page.QuerySelector<IHtmlFormElement>("main form[method=post]")!;

    /// <summary>The value of a field as it is shown.</summary>
    public string? Value(string field) =>
        Page.GetElementsByName(field)
            .Select(element =>
                element switch
                {
                    IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false } => null,
                    IHtmlInputElement input => input.Value,
                    IHtmlTextAreaElement area => area.Value,
                    IHtmlSelectElement select => select.Value,
                    _ => null,
                }
            )
            .FirstOrDefault(value => value is not null);
}

/// <summary>A person at a browser without JavaScript: keeps cookies, follows redirects, and fills in the forms that pages have.</summary>
public sealed class Visitor : IDisposable
{
    private static readonly string[] Headers =
    [
        "Content-Security-Policy",
        "X-Content-Type-Options",
        "Referrer-Policy",
        "Cross-Origin-Opener-Policy",
        "Permissions-Policy",
    ];

    private readonly HttpClient _client;

    public Visitor(RunningApp app) => _client = new HttpClient { BaseAddress = app.Address };

    /// <summary>A visitor who has signed in by the form for any address.</summary>
    public static async Task<Visitor> SignedInAsync(RunningApp app, string email)
    {
        var visitor = new Visitor(app);
        var page = await visitor.GoAsync("/sign-in?returnTo=/sign-in");
        var form = page.Page.Forms[^1];
        await visitor.SubmitAsync(page, form, ("email", email));
        return visitor;
    }

    public async Task<Visit> GoAsync(string address) =>
        await ReadAsync(await _client.GetAsync(new Uri(address, UriKind.Relative)));

    /// <summary>Sends the page's form with some fields filled in, and the others as they are shown.</summary>
    public Task<Visit> SubmitAsync(Visit from, params (string Field, string Value)[] fields) =>
        SubmitAsync(from, from.Form, fields);

    /// <inheritdoc cref="SubmitAsync(Visit, ValueTuple{string, string}[])"/>
    public async Task<Visit> SubmitAsync(Visit from, IHtmlFormElement form, params (string Field, string Value)[] fields)
    {
        var shown = form
            .Elements.OfType<IHtmlElement>()
            .Select(element => (Field: element.GetAttribute("name"), Value: Sent(element)))
            .Where(pair => pair.Field is not null && pair.Value is not null && fields.All(f => f.Field != pair.Field))
            .Select(pair => KeyValuePair.Create(pair.Field!, pair.Value!));
        return await PostAsync(
            form.GetAttribute("action") ?? from.Address,
            [.. shown, .. fields.Select(f => KeyValuePair.Create(f.Field, f.Value))]
        );
    }

    /// <summary>POSTs fields as a browser does; <paramref name="site"/> is where it says that the request comes from.</summary>
    public async Task<Visit> PostAsync(
        string address,
        IEnumerable<KeyValuePair<string, string>> fields,
        string site = "same-origin"
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Sec-Fetch-Site", site);
        return await ReadAsync(await _client.SendAsync(request));
    }

    /// <summary>Sends a file by the page's form.</summary>
    public async Task<Visit> UploadAsync(Visit from, string field, string name, byte[] content)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), field, name } };
        using var request = new HttpRequestMessage(HttpMethod.Post, from.Form.GetAttribute("action") ?? from.Address)
        {
            Content = form,
        };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return await ReadAsync(await _client.SendAsync(request));
    }

    public void Dispose() => _client.Dispose();

    private static string? Sent(IHtmlElement element) =>
        element switch
        {
            IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false } => null,
            IHtmlInputElement input => input.Value,
            IHtmlTextAreaElement area => area.Value,
            IHtmlSelectElement select => select.Value,
            _ => null,
        };

    /// <summary>Every page that a visitor comes to is checked for what must hold for all.</summary>
    private static async Task<Visit> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var page = new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync());
            var address = response.RequestMessage!.RequestUri!.PathAndQuery;
            Assert.All(Headers, header => Assert.True(response.Headers.Contains(header), $"{address} lacks {header}"));
            if (response.Content.Headers.ContentType?.MediaType == "text/html")
            {
                Assert.Single(page.QuerySelectorAll("h1"));
                Assert.Empty(page.QuerySelectorAll("script, style, [style]"));
                var ids = page.QuerySelectorAll("[id]").Select(element => element.Id).ToList();
                Assert.Equal(ids.Distinct(), ids);
            }

            return new Visit((int)response.StatusCode, address, page);
        }
    }
}
