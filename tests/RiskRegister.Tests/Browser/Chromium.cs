using Microsoft.Playwright;
using RiskRegister.Tests.Browser;
using RiskRegister.Tests.EndToEnd;
using Xunit;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace RiskRegister.Tests.Browser;

/// <summary>One browser that the tests share: the installed one, or the one that the variable CHROMIUM names.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static readonly string[] Switches =
    [
        "--no-sandbox",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ];

    private readonly Lazy<Task<IBrowser>> _browser;
    private IPlaywright? _playwright;

    public Chromium() => _browser = new(LaunchAsync);

    private static string? Executable => Environment.GetEnvironmentVariable("CHROMIUM") ?? Places.FirstOrDefault(File.Exists);

    /// <summary>A tab with cookies of its own; skips the test where there is no browser.</summary>
    /// <param name="app">The app that addresses are relative to.</param>
    /// <param name="email">Who is signed in; null for nobody.</param>
    /// <param name="javaScript">Whether pages may run scripts; axe is one.</param>
    public async Task<IPage> OpenAsync(RunningApp app, string? email = null, bool javaScript = true)
    {
        Assert.SkipWhen(Executable is null, "There is no Chromium: install it, or name it by the variable CHROMIUM.");
        var options = new BrowserNewContextOptions { BaseURL = app.Address.ToString(), JavaScriptEnabled = javaScript };
        if (email is not null)
        {
            options.ExtraHTTPHeaders = [KeyValuePair.Create("X-MS-CLIENT-PRINCIPAL", RunningApp.PrincipalOf(email))];
        }

        var context = await (await _browser.Value).NewContextAsync(options);
        return await context.NewPageAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser.IsValueCreated)
        {
            await (await _browser.Value).DisposeAsync();
            _playwright?.Dispose();
        }
    }

    private async Task<IBrowser> LaunchAsync()
    {
        _playwright = await Playwright.CreateAsync();
        return await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Args = Switches });
    }
}
