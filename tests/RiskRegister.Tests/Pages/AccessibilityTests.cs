using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using RiskRegister.Tests.EndToEnd;
using Xunit;

namespace RiskRegister.Tests.Pages;

/// <summary>The pages in a browser: axe finds nothing against WCAG 2.2 AA, and no page is wider than its screen.</summary>
public sealed class AccessibilityTests(DemoApp demo)
{
    private static readonly string[] Addresses =
    [
        "/sign-in",
        "/demo",
        "/demo/entries",
        "/demo/entries?q=nothing-has-this",
        "/demo/entries/R-0001",
        "/demo/entries/O-0010",
        "/demo/entries/R-0001/assess",
        "/demo/entries/R-0001/respond",
        "/demo/entries/R-0001/plan-action",
        "/demo/entries/R-0001/complete-action",
        "/demo/entries/R-0001/review",
        "/demo/entries/R-0001/close",
        "/demo/entries/raise",
        "/demo/entries/raise?kind=",
        "/demo/entries/raise?kind=risk",
        "/demo/nowhere",
    ];

    private static string? Chromium =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "chromium"))
            .FirstOrDefault(File.Exists);

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(375, ColorScheme.Light)]
    [InlineData(375, ColorScheme.Dark)]
    public async Task Every_page_can_be_used_by_everybody(int width, ColorScheme scheme)
    {
        Assert.SkipWhen(Chromium is null, "There is no chromium.");
        var app = await demo.App;
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = Chromium, Args = ["--no-sandbox"] }
        );
        await using var context = await browser.NewContextAsync(
            new()
            {
                BaseURL = app.Address.ToString(),
                ViewportSize = new() { Width = width, Height = 800 },
                ColorScheme = scheme,
                ExtraHTTPHeaders = [new("X-MS-CLIENT-PRINCIPAL", RunningApp.PrincipalOf("manager@demo.example"))],
            }
        );
        var page = await context.NewPageAsync();
        var found = new List<string>();
        foreach (var address in Addresses)
        {
            await page.GotoAsync(address);
            found.AddRange(await ProblemsAsync(page, address));
        }

        await page.GotoAsync("/demo/entries/R-0001/assess");
        await page.GetByRole(AriaRole.Button, new() { Name = "Record the assessment" }).ClickAsync();
        found.AddRange(await ProblemsAsync(page, "a refused assessment"));
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private static async Task<IEnumerable<string>> ProblemsAsync(IPage page, string address)
    {
        var result = await page.RunAxe();
        var tooWide = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - window.innerWidth");
        return result
            .Violations.Select(v => $"{v.Id} at {string.Join(", ", v.Nodes.Select(n => n.Html))}")
            .Concat(tooWide > 0 ? [$"{tooWide} px wider than its screen"] : [])
            .Select(problem => $"{address}: {problem}");
    }
}
