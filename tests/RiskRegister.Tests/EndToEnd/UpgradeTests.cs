using System.IO.Compression;
using Xunit;

namespace RiskRegister.Tests.EndToEnd;

/// <summary>The register over a data folder of an older version of the product, see Local/State/OldDatabaseTests.</summary>
public sealed class UpgradeTests
{
    [Fact]
    public async Task What_an_older_version_has_stored_is_listed_read_verified_and_changed()
    {
        using var folder = new TemporaryFolder();
        await UnpackAsync(Directory.CreateDirectory(Path.Combine(folder.Path, "state")).FullName);
        await using var app = await RunningApp.StartAsync(folder.Path, "--no-azurite", "--no-mailbox");

        Assert.Equal(40, (await app.ListAsync()).Count);
        Assert.Equal(200, (await app.GetAsync("/api/demo/entries/R-0001")).Status);
        Assert.Equal(
            """{"verified":true,"entries":40,"breaks":[]}""",
            (await app.GetAsync("/api/demo/history/verification")).Text
        );
        Assert.Equal(200, (await app.PostAsync("/api/demo/entries/R-0001/comment", """{"text":"Still here"}""")).Status);
        Assert.Equal(
            """{"verified":true,"breaks":[]}""",
            (await app.GetAsync("/api/demo/entries/R-0001/history/verification")).Text
        );
    }

    private static async Task UnpackAsync(string folder)
    {
        var stored = Path.Combine(RunningApp.Root, "tests/RiskRegister.Tests/Local/State/version-0.db.gz");
        await using var packed = File.OpenRead(stored);
        await using var content = new GZipStream(packed, CompressionMode.Decompress);
        await using var file = File.Create(Path.Combine(folder, "state.db"));
        await content.CopyToAsync(file, TestContext.Current.CancellationToken);
    }
}
