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
        await ChangeSettingsAsync(app);
    }

    /// <summary>Settings of before versions were kept are the first version, and lack only what was not asked for then.</summary>
    private static async Task ChangeSettingsAsync(RunningApp app)
    {
        var seen = await app.GetAsync("/api/demo/settings");
        var wanted = seen.Json;
        wanted["reason"] = "Authorities are told now";
        var refused = await app.PutAsync("/api/demo/settings", wanted.ToJsonString(), seen.ETag);
        Assert.Equal(Enumerable.Range(0, 4).Select(n => $"criteria.levels[{n}].authority"), refused.Fields);
        foreach (var level in wanted["criteria"]!["levels"]!.AsArray())
        {
            level!["authority"] = "Director";
        }

        var changed = await app.PutAsync("/api/demo/settings", wanted.ToJsonString(), seen.ETag);

        Assert.True(changed.Status == 200, changed.Text);
        Assert.Equal(
            (2, 1),
            ((int)changed.Json["settings"]!["version"]!, (int)changed.Json["settings"]!["criteria"]!["version"]!)
        );
        Assert.Equal(seen.Text, (await app.GetAsync("/api/demo/settings?version=1")).Text);
        Assert.True((bool)(await app.GetAsync("/api/demo/history/verification")).Json["verified"]!);
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
