using RiskRegister.Tests.EndToEnd;
using Xunit;

namespace RiskRegister.Tests.Browser;

public sealed class KeyboardTests(DemoApp demo, Chromium chromium)
{
    private const string Focused = "document.activeElement.outerHTML.slice(0, 120)";

    [Fact]
    public async Task The_first_tab_stop_skips_to_the_content()
    {
        var page = await chromium.OpenAsync(await demo.App, "owner@demo.example");
        await page.GotoAsync("/demo/entries");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to main content", await page.EvaluateAsync<string>("document.activeElement.textContent"));

        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("main-content", await page.EvaluateAsync<string>("document.activeElement.id"));
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("/demo/entries/R-0005/review")]
    [InlineData("/demo/entries/raise?kind=risk")]
    public async Task Every_tab_stop_shows_that_it_has_the_focus(string address)
    {
        var page = await chromium.OpenAsync(await demo.App, "manager@demo.example");
        await page.GotoAsync(address);
        var stops = new HashSet<string>();
        while (true)
        {
            await page.Keyboard.PressAsync("Tab");
            var stop = await page.EvaluateAsync<string>(Focused);
            if (stop.StartsWith("<body", StringComparison.Ordinal) || !stops.Add(stop))
            {
                break;
            }

            // The screenshot hides the caret, so it is the control itself that has to look different.
            var focused = await page.ScreenshotAsync();
            await page.EvaluateAsync("document.activeElement.blur()");
            var blurred = await page.ScreenshotAsync();
            Assert.False(focused.SequenceEqual(blurred), $"The focus is not to be seen on {stop}");
        }

        Assert.InRange(stops.Count, 5, 50);
        await page.Context.CloseAsync();
    }
}
