using Xunit;

namespace RiskRegister.Tests.EndToEnd;

public sealed class TemplatesTests(DemoApp demo)
{
    private const string Path = "/api/demo/templates/mail-stakeholders.html";

    [Fact]
    public async Task An_agency_gives_itself_a_template_previews_it_and_takes_it_back()
    {
        var app = await demo.App;
        var before = await app.GetAsync(Path);
        Assert.Equal((200, false), (before.Status, (bool)before.Json["isOwn"]!));

        var set = await app.PutAsync(Path, """{"text":"<h1>{{ text \"stakeholder.title\" }}</h1>","reason":"Ours"}""");
        Assert.Equal((200, true, 1), (set.Status, (bool)set.Json["isOwn"]!, (int)set.Json["version"]!));
        Assert.NotNull(set.ETag);

        using var client = app.As("auditor@demo.example");
        using var preview = await client.GetAsync(new Uri($"{Path}/preview?language=fr", UriKind.Relative));
        Assert.StartsWith("<h1>Risques et opportunités", await preview.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("text/html", preview.Content.Headers.ContentType!.MediaType);
        Assert.Contains("sandbox", preview.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);

        var reset = await app.PostAsync($"{Path}/reset", """{"reason":"Enough"}""");
        Assert.Equal((200, false), (reset.Status, (bool)reset.Json["isOwn"]!));
        var history = (await app.GetAsync($"{Path}/history")).Json["events"]!.AsArray();
        Assert.Equal(["template-set", "template-reset"], history.Select(e => (string)e!["type"]!));
    }

    [Fact]
    public async Task A_template_that_fails_is_refused_with_its_place_and_one_that_there_is_not_is_not_found()
    {
        var app = await demo.App;
        var refused = await app.PutAsync(Path, """{"text":"one\n{{ nobody }}","reason":"Ours"}""");

        Assert.Equal((400, "text"), (refused.Status, refused.Fields.Single()));
        Assert.Contains("Line 2, column 4", refused.Text, StringComparison.Ordinal);
        Assert.Equal(404, (await app.GetAsync("/api/demo/templates/mail-nothing.html")).Status);
        Assert.Equal(404, (await app.GetAsync("/api/demo/templates/layout-page.html")).Status);
        Assert.Equal(403, (await app.PutAsync(Path, """{"text":"x","reason":"x"}""", email: "owner@demo.example")).Status);
        Assert.Equal(400, (await app.GetAsync($"{Path}/preview?sample=nothing")).Status);
    }
}
