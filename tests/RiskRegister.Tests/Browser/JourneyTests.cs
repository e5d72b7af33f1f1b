using System.Text.Json.Nodes;
using Microsoft.Playwright;
using RiskRegister.Tests.EndToEnd;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace RiskRegister.Tests.Browser;

public sealed class JourneyTests(DemoApp demo, Chromium chromium)
{
    private const string Owner = "imogen.pyke@demo.example";

    [Fact]
    public async Task An_owner_rates_and_reviews_an_entry_without_JavaScript()
    {
        var app = await demo.App;
        var reference = await RaiseAsync(app);
        var page = await chromium.OpenAsync(app, javaScript: false);

        await page.GotoAsync("/demo");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in as Imogen Pyke" }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("My work");

        await page.GetByRole(AriaRole.Row, new() { Name = reference }).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Assess");
        await RateAsync(page);
        await Expect(page.Locator("h1")).ToHaveTextAsync("The lift stops between floors");

        await page.GetByRole(AriaRole.Button, new() { Name = "Add control" }).ClickAsync();
        await page.GetByLabel("What is in place?").FillAsync("A new motor");
        await page.GetByRole(AriaRole.Button, new() { Name = "Note the control" }).ClickAsync();
        await Expect(page.Locator(".govuk-notification-banner")).ToContainTextAsync("The control has been noted");

        await page.GetByRole(AriaRole.Button, new() { Name = "Review" }).ClickAsync();
        await ReviewAsync(page);
        await Expect(page.Locator("h1")).ToHaveTextAsync("My work");
        await Expect(page.Locator(".govuk-notification-banner")).ToContainTextAsync("The review has been recorded");
        await page.Context.CloseAsync();
    }

    private static async Task RateAsync(IPage page)
    {
        var record = page.GetByRole(AriaRole.Button, new() { Name = "Record the assessment" });
        await record.ClickAsync();
        await FollowErrorAsync(page, "Choose the likelihood", "likelihood");
        await FollowErrorAsync(page, "Choose the consequence", "consequence");

        // From the field that the link led to, the keyboard goes on.
        await page.Keyboard.PressAsync("Space");
        await page.GetByRole(AriaRole.Group, new() { Name = "Likelihood" }).GetByRole(AriaRole.Radio).Nth(3).CheckAsync();
        await page.GetByLabel("Why").FillAsync("It has stopped twice this year");
        await record.ClickAsync();
    }

    private static async Task ReviewAsync(IPage page)
    {
        var record = page.GetByRole(AriaRole.Button, new() { Name = "Record the review" });
        await page.GetByLabel("Why?").FillAsync("It was mended in May");
        await record.ClickAsync();
        await FollowErrorAsync(page, "Choose an answer", "answer");
        await Expect(page.GetByLabel("Why?")).ToHaveValueAsync("It was mended in May");

        var scale = page.GetByRole(AriaRole.Group, new() { Name = "Likelihood" });
        await Expect(scale).ToBeHiddenAsync();
        await page.GetByLabel("Its level has changed").CheckAsync();
        await scale.GetByRole(AriaRole.Radio).First.CheckAsync();
        await page.GetByLabel("A new motor").CheckAsync();
        await record.ClickAsync();
    }

    /// <summary>Goes by the keyboard to a message of the summary and on to its field.</summary>
    private static async Task FollowErrorAsync(IPage page, string message, string field)
    {
        var link = page.Locator(".govuk-error-summary").GetByRole(AriaRole.Link, new() { Name = message });
        await link.FocusAsync();
        Assert.StartsWith("Error: ", await page.TitleAsync(), StringComparison.Ordinal);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator($"#{field}")).ToBeFocusedAsync();
    }

    private static async Task<string> RaiseAsync(RunningApp app)
    {
        var body = new JsonObject
        {
            ["kind"] = "risk",
            ["title"] = "The lift stops between floors",
            ["owner"] = Owner,
        };
        return (string)(await app.PostAsync("/api/demo/entries", body.ToJsonString())).Json["reference"]!;
    }
}
