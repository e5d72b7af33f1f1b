using RiskRegister.Local.State;
using Xunit;

namespace RiskRegister.Tests.Local.State;

public sealed class StateDatabaseTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StateDatabase _database;

    public StateDatabaseTests()
    {
        _database = StateDatabase.Open(_folder.Path);
        _database.WriteAsync(c => c.ExecuteScript("CREATE TABLE t (n INTEGER PRIMARY KEY, text TEXT)")).GetAwaiter().GetResult();
    }

    [Fact]
    public async Task A_write_that_throws_undoes_only_its_own_changes()
    {
        var good = _database.WriteAsync(c => c.Execute("INSERT INTO t VALUES (?1, ?2)", 1, "kept"));
        var bad = _database.WriteAsync(c =>
        {
            c.Execute("INSERT INTO t VALUES (?1, ?2)", 2, "undone");
            throw new InvalidOperationException("no");
        });

        await good;
        await Assert.ThrowsAsync<InvalidOperationException>(() => bad);
        Assert.Equal(["kept"], _database.Read(c => c.Query("SELECT text FROM t", r => r.GetString(0))));
    }

    [Fact]
    public async Task Writes_of_many_threads_are_all_there_when_they_are_acknowledged()
    {
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 1000),
            async (n, _) => await _database.WriteAsync(c => c.Execute("INSERT INTO t VALUES (?1, NULL)", n))
        );

        Assert.Equal(1000, _database.Read(c => c.Scalar<long>("SELECT COUNT(*) FROM t")));
    }

    [Fact]
    public void A_second_owner_of_the_folder_is_refused_with_what_to_do()
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => StateDatabase.Open(_folder.Path));
        Assert.Contains("--data", refusal.Message, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }
}
