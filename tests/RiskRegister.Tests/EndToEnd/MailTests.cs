using System.Text.Json.Nodes;
using Xunit;

namespace RiskRegister.Tests.EndToEnd;

public sealed class MailTests
{
    [Fact]
    public async Task The_link_of_a_digest_turns_it_off_and_a_calendar_address_works_until_it_is_taken_back()
    {
        using var folder = new TemporaryFolder();
        await using var app = await RunningApp.StartAsync(folder.Path, "--no-azurite");
        await app.TriggerAsync("OpenReassessmentRuns");
        var digest = (await app.EventuallyAsync(app.DigestsAsync, mails => mails.Count > 0, "a digest"))[0];
        var to = (string)digest["to"]![0]!["address"]!;
        var link = Link(digest);

        Assert.Equal(200, (await app.GetAsync(link, email: null)).Status);
        Assert.Equal("daily", await FrequencyAsync(app, to));
        Assert.Equal(200, (await PostAsync(app, link)).Status);
        Assert.Equal(200, (await PostAsync(app, link)).Status);
        Assert.Equal("none", await FrequencyAsync(app, to));

        var made = await app.PostAsync($"/api/demo/people/{to}/calendar", "{}", email: to);
        var calendar = new Uri((string)made.Json["url"]!).AbsolutePath;
        var shown = await app.GetAsync(calendar, email: null);
        Assert.Equal((200, "text/calendar"), (shown.Status, shown.ContentType));
        Assert.StartsWith("BEGIN:VCALENDAR", shown.Text, StringComparison.Ordinal);
        Assert.NotNull(shown.ETag);
        Assert.Equal(200, (await app.PostAsync($"/api/demo/people/{to}/calendar/revoke", "{}")).Status);
        Assert.Equal(404, (await app.GetAsync(calendar, email: null)).Status);
    }

    [Fact]
    public async Task Who_is_asked_for_an_acceptance_gets_a_mail_of_its_own_that_can_not_be_turned_off()
    {
        using var folder = new TemporaryFolder();
        await using var app = await RunningApp.StartAsync(folder.Path, "--no-azurite");

        var notice = (
            await app.EventuallyAsync(
                async () =>
                    (await app.MailsAsync())
                        .Where(m => ListId(m)?.StartsWith("<acceptance-asked.", StringComparison.Ordinal) == true)
                        .ToList(),
                mails => mails.Count > 0,
                "a notice of an acceptance that the demo data ask for"
            )
        )[0];

        Assert.StartsWith("Please decide: accept R-", (string)notice["subject"]!, StringComparison.Ordinal);
        Assert.Null(notice["headers"]!["list-unsubscribe"]);
        Assert.Contains("It is outside appetite", (string)notice["text"]!, StringComparison.Ordinal);
    }

    private static string? ListId(JsonNode mail) => (string?)mail["headers"]?["list-id"];

    private static string Link(JsonNode mail) =>
        new Uri(((string)mail["headers"]!["list-unsubscribe"]!).Trim('<', '>')).AbsolutePath;

    private static async Task<string?> FrequencyAsync(RunningApp app, string person) =>
        (string?)(await app.GetAsync($"/api/demo/people/{person}")).Json["digests"]!["frequency"];

    private static Task<Answer> PostAsync(RunningApp app, string link) =>
        app.PostBytesAsync(link, "List-Unsubscribe=One-Click"u8.ToArray(), "application/x-www-form-urlencoded", email: null);
}
