using RiskRegister.Local.State;
using Xunit;

namespace RiskRegister.Tests.Local.State;

public sealed class StateVersionTests : IDisposable
{
    private static readonly string[] First = ["CREATE TABLE never_on_a_new_database (n)"];
    private static readonly string[] Second = [.. First, "ALTER TABLE t ADD COLUMN m INTEGER; UPDATE t SET m = n * 2"];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_new_database_has_the_newest_version_and_needs_no_upgrade()
    {
        await using var database = Open(First);
        Assert.Equal((1, 0), (VersionOf(database), database.Read(c => c.Scalar<int>("SELECT COUNT(*) FROM sqlite_schema"))));
    }

    [Fact]
    public async Task An_older_database_is_brought_up_to_date_step_by_step_and_once()
    {
        await CreateOldAsync();
        for (var start = 0; start < 2; start++)
        {
            await using var database = Open(Second);
            Assert.Equal((2, 42), (VersionOf(database), database.Read(c => c.Scalar<int>("SELECT m FROM t"))));
        }
    }

    [Fact]
    public async Task An_upgrade_that_fails_changes_nothing()
    {
        await CreateOldAsync();
        Assert.Throws<IOException>(() => Open([.. Second, "UPDATE t SET m = 0; UPDATE nowhere SET m = 0"]));
        await using var database = Open(Second);
        Assert.Equal((2, 42), (VersionOf(database), database.Read(c => c.Scalar<int>("SELECT m FROM t"))));
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_with_both_versions()
    {
        await Open([.. Second, "SELECT 1"]).DisposeAsync();
        var refusal = Assert.Throws<IOException>(() => Open(First));
        Assert.Contains("has version 3, and this program knows none after 1", refusal.Message, StringComparison.Ordinal);
        await Open([.. Second, "SELECT 1"]).DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    private StateDatabase Open(string[] upgrades) => StateDatabase.Open(_folder.Path, upgrades, patience: 1);

    private async Task CreateOldAsync()
    {
        await using var database = Open([]);
        await database.WriteAsync(c => c.ExecuteScript("CREATE TABLE t (n INTEGER); INSERT INTO t VALUES (21)"));
    }

    private static int VersionOf(StateDatabase database) => database.Read(c => c.Scalar<int>("PRAGMA user_version"));
}
