using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using RiskRegister.Tests.EndToEnd;
using Xunit;

namespace RiskRegister.Tests.Browser;

public sealed class PageTests(DemoApp demo, Chromium chromium)
{
    private const string Manager = "manager@demo.example";
    private const string Owner = "owner@demo.example";

    private static readonly AxeRunOptions Wcag = Only(
        "tag",
        "wcag2a",
        "wcag2aa",
        "wcag21a",
        "wcag21aa",
        "wcag22aa",
        "best-practice"
    );

    // All that the dark changes.
    private static readonly AxeRunOptions Contrast = Only("rule", "color-contrast");

    /// <summary>Every page: its address, its heading, and who looks at it. Entries are of the demonstration.</summary>
    public static TheoryData<string, string, string?> All =>
        new()
        {
            { "/sign-in", "Sign in", null },
            { "/demo", "My work", Owner },
            { "/demo/entries", "Register", Manager },
            { "/demo/entries?q=nothing+like+that", "Register", Manager },
            { "/demo/entries/R-0005", "Ransomware locks the case system", Manager },
            { "/demo/entries/R-0008", "An invoice is paid twice", Manager },
            { "/demo/entries/O-0005", "Share inspectors with the neighbouring district", Manager },
            { "/demo/entries/raise", "What do you want to raise?", Manager },
            { "/demo/entries/raise?kind=risk", "Raise a risk", Manager },
            { "/demo/entries/raise?kind=opportunity", "Raise an opportunity", Manager },
            { "/demo/entries/R-0005/assess", "Assess", Manager },
            { "/demo/entries/O-0005/assess", "Assess", Manager },
            { "/demo/entries/R-0005/respond", "What do you do about it?", Manager },
            { "/demo/entries/R-0005/add-control", "Note a control", Manager },
            { "/demo/entries/R-0005/plan-action", "Plan an action", Manager },
            { "/demo/entries/R-0005/complete-action", "Complete an action", Manager },
            { "/demo/entries/R-0005/review", "Ransomware locks the case system", Manager },
            { "/demo/entries/R-0005/close", "Close the entry", Manager },
            { "/demo/import", "Import a register", Manager },
            { "/demo/entries/R-9999", "Page not found", Manager },
            { "/demo/import", "You may not do this", "reader@demo.example" },
        };

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_page_is_accessible_and_fits_a_phone(string address, string heading, string? email)
    {
        var page = await chromium.OpenAsync(await demo.App, email);
        await page.GotoAsync(address);
        Assert.Equal(heading, await page.Locator("h1").InnerTextAsync());
        await CheckAsync(page);
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("/demo/entries/raise?kind=risk")]
    [InlineData("/demo/entries/R-0005/assess")]
    [InlineData("/demo/entries/R-0024/respond")]
    [InlineData("/demo/entries/R-0005/add-control")]
    [InlineData("/demo/entries/R-0005/plan-action")]
    [InlineData("/demo/entries/R-0005/review")]
    [InlineData("/demo/import")]
    public async Task A_refused_form_is_accessible_and_fits_a_phone(string address)
    {
        var page = await chromium.OpenAsync(await demo.App, Manager);
        await page.GotoAsync(address);
        await page.Locator("main form[method=post] button").ClickAsync();
        Assert.True(await page.Locator(".govuk-error-summary__list a").CountAsync() > 0);
        await CheckAsync(page);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_pages_of_an_import_are_accessible_and_fit_a_phone()
    {
        var page = await chromium.OpenAsync(await demo.App, Manager);
        await page.GotoAsync("/demo/import");
        var file = "Title,Likelihood,Impact,Owner,Remark\nThe lift stops,2,5,Nobody we know,\n,9,,,Without a title\n"u8.ToArray();
        await page.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "lift.csv",
                    MimeType = "text/csv",
                    Buffer = file,
                }
            );
        await page.Locator("main form button").ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Check the import");
        await CheckAsync(page);

        await page.Locator("button[value=import]").ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("The import is complete", new() { Timeout = 60_000 });
        await CheckAsync(page);
        await page.Context.CloseAsync();
    }

    /// <summary>Axe finds nothing in the light nor in the dark, and nothing makes a narrow window scroll sideways.</summary>
    private static async Task CheckAsync(IPage page)
    {
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await AxeAsync(page, Wcag);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await AxeAsync(page, Contrast);
        foreach (var width in new[] { 375, 320 })
        {
            await page.SetViewportSizeAsync(width, 700);
            Assert.InRange(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, width);
        }
    }

    private static async Task AxeAsync(IPage page, AxeRunOptions rules)
    {
        var result = await page.RunAxe(rules);
        Assert.NotEmpty(result.Passes);
        Assert.True(result.Violations.Length == 0, $"{page.Url}:\n{string.Join('\n', result.Violations.Select(Tell))}");
    }

    private static AxeRunOptions Only(string type, params List<string> names) =>
        new()
        {
            RunOnly = new RunOnlyOptions { Type = type, Values = names },
            ResultTypes = [ResultType.Violations],
        };

    private static string Tell(AxeResultItem violation) =>
        $"{violation.Id}: {violation.Help}\n  "
        + string.Join("\n  ", violation.Nodes.Take(5).Select(n => $"{n.Target}: {n.Html}"));
}
