using Xunit;

namespace RiskRegister.Tests.EndToEnd;

public sealed class StopTests
{
    [Fact]
    public async Task Ctrl_C_ends_the_app_with_exit_code_0_and_leaves_no_child_behind()
    {
        using var folder = new TemporaryFolder();
        await using var app = await RunningApp.StartAsync(folder.Path, "--empty");
        using var mailbox = new HttpClient { BaseAddress = app.Mailbox };
        Assert.True((await mailbox.GetAsync(new Uri("/email", UriKind.Relative))).IsSuccessStatusCode);

        Assert.Equal(0, await app.StopAsync());

        await Assert.ThrowsAsync<HttpRequestException>(() => mailbox.GetAsync(new Uri("/email", UriKind.Relative)));
    }

    [Fact]
    public async Task An_empty_start_has_the_people_of_the_demo_agency_and_no_entries()
    {
        using var folder = new TemporaryFolder();
        await using var app = await RunningApp.StartAsync(folder.Path, "--empty", "--no-azurite", "--no-mailbox");

        Assert.Empty(await app.ListAsync());
        var raised = await app.PostAsync(
            "/api/demo/entries",
            """{"kind":"risk","title":"The first"}""",
            email: "contributor@demo.example"
        );
        Assert.Equal("R-0001", (string)raised.Json["reference"]!);
    }

    [Fact]
    public async Task A_second_start_keeps_what_was_there()
    {
        using var folder = new TemporaryFolder();
        await using (var app = await RunningApp.StartAsync(folder.Path, "--no-azurite", "--no-mailbox"))
        {
            await app.PostAsync("/api/demo/entries", """{"kind":"risk","title":"Kept over the restart"}""");
        }

        await using var again = await RunningApp.StartAsync(folder.Path, "--no-azurite", "--no-mailbox");
        Assert.Equal("Kept over the restart", (string)(await again.ListAsync("&q=kept%20over")).Single()["title"]!);
    }
}
