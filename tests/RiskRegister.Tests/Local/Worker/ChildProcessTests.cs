using System.Diagnostics;
using RiskRegister.Local.Worker;
using Xunit;

namespace RiskRegister.Tests.Local.Worker;

public sealed class ChildProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_tool_stops_in_its_own_way_when_it_is_disposed()
    {
        var script = Script("process.on('SIGTERM', () => require('fs').writeFileSync(process.argv[2], 'stopped'));");
        var port = Ports.Choose(0, 0);
        var child = ChildProcess.Start(script, Marker, $"{port}");
        await child.WaitForPortAsync(port, TestContext.Current.CancellationToken);
        await child.DisposeAsync();
        Assert.Equal("stopped", await File.ReadAllTextAsync(Marker, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_tool_that_ends_is_noticed()
    {
        await using var child = ChildProcess.Start(Script("process.exit(3);"), Marker, "0");
        var ended = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            child.WaitForPortAsync(Ports.Choose(0, 0), TestContext.Current.CancellationToken)
        );
        Assert.Contains("3", ended.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_outlasts_Ctrl_C_but_not_the_closing_of_its_input()
    {
        var port = Ports.Choose(0, 0);
        var child = ChildProcess.Start(Script(""), Marker, $"{port}");
        await child.WaitForPortAsync(port, TestContext.Current.CancellationToken);
        using (var interrupt = Process.Start("kill", ["-INT", $"{child.Id}"]))
        {
            await interrupt.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await child.WaitForPortAsync(port, TestContext.Current.CancellationToken);
        await child.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    private string Marker => Path.Combine(_folder.Path, "marker");

    // Listens on the port that its second argument names, as the real tools do.
    private string Script(string code)
    {
        var path = Path.Combine(_folder.Path, "tool.js");
        File.WriteAllText(
            path,
            $$"""
            const server = require('net').createServer();
            server.listen(Number(process.argv[3]), '127.0.0.1');
            process.on('SIGTERM', () => server.close());
            {{code}}
            """
        );
        return path;
    }
}
