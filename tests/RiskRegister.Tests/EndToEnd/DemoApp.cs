using RiskRegister.Tests.EndToEnd;
using Xunit;

[assembly: AssemblyFixture(typeof(DemoApp))]

namespace RiskRegister.Tests.EndToEnd;

/// <summary>One running app with demo data that tests share; they add to it, but rely on nothing of each other.</summary>
public sealed class DemoApp : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<Task<RunningApp>> _app;

    public DemoApp() => _app = new(() => RunningApp.StartAsync(_folder.Path, "--no-azurite", "--no-mailbox"));

    /// <summary>The app; started by the first test that needs it.</summary>
    public Task<RunningApp> App => _app.Value;

    public async ValueTask DisposeAsync()
    {
        if (_app.IsValueCreated)
        {
            await (await _app.Value).DisposeAsync();
        }

        _folder.Dispose();
    }
}
