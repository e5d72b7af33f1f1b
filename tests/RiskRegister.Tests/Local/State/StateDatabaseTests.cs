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
        var refusal = Assert.Throws<IOException>(() => StateDatabase.Open(_folder.Path));
        Assert.Contains("--data", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_write_that_throws_when_nobody_shares_its_commit_is_undone_too()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            _database.WriteAsync(c =>
            {
                c.Execute("INSERT INTO t VALUES (?1, ?2)", 1, "undone");
                throw new InvalidOperationException("no");
            })
        );
        await _database.WriteAsync(c => c.Execute("INSERT INTO t VALUES (?1, ?2)", 2, "kept"));
        Assert.Equal(["kept"], Texts());
    }

    [Fact]
    public async Task A_statement_takes_other_values_and_other_types_each_time()
    {
        foreach (var text in new object?[] { "text", 5L, null, "again" })
        {
            await _database.WriteAsync(c => c.Execute("INSERT INTO t (text) VALUES (?1)", text));
        }

        Assert.Equal(
            ["text", "5", "", "again"],
            _database.Read(c => c.Query("SELECT ifnull(text, '') FROM t", r => r.GetString(0)))
        );
    }

    [Fact]
    public async Task A_read_that_throws_leaves_nothing_behind_that_later_reads_would_see()
    {
        Assert.Throws<InvalidOperationException>(() =>
            _database.Read<int>(c =>
            {
                c.Execute("BEGIN");
                _ = c.Scalar<long>("SELECT COUNT(*) FROM t");
                throw new InvalidOperationException("no");
            })
        );
        Assert.Throws<FormatException>(() =>
            _database.Read(c => c.Query<int>("SELECT 1 UNION SELECT 2", _ => throw new FormatException("no")))
        );
        await _database.WriteAsync(c => c.Execute("INSERT INTO t VALUES (?1, ?2)", 1, "new"));
        Assert.Equal(["new"], Texts());
    }

    [Fact]
    public void A_read_can_not_write() =>
        Assert.ThrowsAny<Exception>(() => _database.Read(c => c.Execute("INSERT INTO t VALUES (1, 'x')")));

    private List<string> Texts() => _database.Read(c => c.Query("SELECT text FROM t", r => r.GetString(0)));

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }
}
