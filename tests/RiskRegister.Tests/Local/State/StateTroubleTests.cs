using System.Text;
using Microsoft.Data.Sqlite;
using RiskRegister.Local.State;
using RiskRegister.Tests.EndToEnd;
using Xunit;

namespace RiskRegister.Tests.Local.State;

public sealed class StateTroubleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => Path.Combine(_folder.Path, "state.db");

    [Fact]
    public async Task When_the_disk_is_full_writes_fail_with_what_to_do_and_go_on_when_there_is_room()
    {
        await using var database = await CreateAsync();
        // SQLite answers as on a full disk when the file may not grow.
        await database.WriteAsync(c => c.ExecuteScript("PRAGMA max_page_count = 20"));
        var acknowledged = new List<int>();
        IOException? refusal = null;
        for (var n = 0; refusal is null; n++)
        {
            try
            {
                await AddAsync(database, n);
                acknowledged.Add(n);
            }
            catch (IOException e)
            {
                refusal = e;
            }
        }

        Assert.Contains("disk is full", refusal.Message, StringComparison.Ordinal);
        Assert.NotEmpty(acknowledged);
        await database.WriteAsync(c => c.ExecuteScript("PRAGMA max_page_count = 1000000"));
        await AddAsync(database, 1_000_000);
        Assert.Equal([.. acknowledged, 1_000_000], Numbers(database));
    }

    [Fact]
    public async Task Of_writes_that_share_a_commit_on_a_full_disk_all_that_are_acknowledged_are_there()
    {
        await using var database = await CreateAsync();
        await database.WriteAsync(c => c.ExecuteScript("PRAGMA max_page_count = 30"));
        var writes = Enumerable.Range(0, 600).Select(n => AddAsync(database, n)).ToList();
        await Task.WhenAll(writes).ContinueWith(_ => { }, TestContext.Current.CancellationToken);
        Assert.Contains(writes, write => write.IsFaulted);
        Assert.All(writes.Where(write => write.IsFaulted), write => Assert.IsType<IOException>(write.Exception!.InnerException));
        Assert.Equal(Enumerable.Range(0, 600).Where(n => writes[n].IsCompletedSuccessfully), Numbers(database));
    }

    [Fact]
    public async Task While_another_program_holds_the_lock_writes_fail_clearly_and_afterwards_go_on()
    {
        await using var database = await CreateAsync();
        await using (var other = new SqliteConnection($"Data Source={File};Pooling=False"))
        {
            await other.OpenAsync(TestContext.Current.CancellationToken);
            await using var transaction = other.BeginTransaction(deferred: false);
            var refusal = await Assert.ThrowsAsync<IOException>(() => AddAsync(database, 1));
            Assert.Contains("another program holds it locked", refusal.Message, StringComparison.Ordinal);
        }

        await AddAsync(database, 2);
        Assert.Equal([2], Numbers(database));
    }

    [Fact]
    public void A_file_that_is_no_database_refuses_the_start_and_stays_as_it_is()
    {
        System.IO.File.WriteAllText(File, string.Join('\n', Enumerable.Repeat("This is a letter to somebody.", 500)));
        AssertRefusedUntouched();
    }

    [Fact]
    public async Task A_damaged_page_refuses_the_start_and_the_file_stays_as_it_is()
    {
        await using (var database = await CreateAsync())
        {
            await Task.WhenAll(Enumerable.Range(0, 200).Select(n => AddAsync(database, n)));
        }

        Damage();
        AssertRefusedUntouched();
    }

    [Fact]
    public async Task A_page_that_is_damaged_while_the_host_runs_is_said_to_who_reads_it()
    {
        await using (var before = await CreateAsync())
        {
            await Task.WhenAll(Enumerable.Range(0, 200).Select(n => AddAsync(before, n)));
        }

        await using var database = StateDatabase.Open(_folder.Path);
        Damage();
        var error = Assert.Throws<IOException>(() => Numbers(database));
        Assert.Contains("damaged", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_can_not_be_made_is_refused_with_what_to_do()
    {
        System.IO.File.WriteAllText(Path.Combine(_folder.Path, "file"), "");
        var refusal = Assert.Throws<IOException>(() => StateDatabase.Open(Path.Combine(_folder.Path, "file")));
        Assert.Contains("--data", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_process_on_the_same_folder_is_refused_with_what_to_do()
    {
        await using var database = StateDatabase.Open(Path.Combine(_folder.Path, "state"));
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            RunningApp.StartAsync(_folder.Path, "--empty", "--no-azurite", "--no-mailbox")
        );
        Assert.Contains("If another host uses it, end that one", refusal.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<StateDatabase> CreateAsync()
    {
        var database = StateDatabase.Open(_folder.Path, StateVersion.Upgrades, patience: 1);
        await database.WriteAsync(c => c.ExecuteScript("CREATE TABLE t (n INTEGER PRIMARY KEY, text TEXT)"));
        return database;
    }

    private static Task AddAsync(StateDatabase database, int n) =>
        database.WriteAsync(c => c.Execute("INSERT INTO t VALUES (?1, ?2)", n, new string('x', 1000)));

    private static List<int> Numbers(StateDatabase database) =>
        database.Read(c => c.Query("SELECT n, text FROM t ORDER BY n", row => row.GetInt32(0)));

    private void Damage()
    {
        using var file = System.IO.File.OpenWrite(File);
        file.Position = 4096 * 3;
        file.Write(Encoding.ASCII.GetBytes(new string('x', 4096)));
    }

    private void AssertRefusedUntouched()
    {
        var before = System.IO.File.ReadAllBytes(File);
        var refusal = Assert.Throws<IOException>(() => StateDatabase.Open(_folder.Path));
        Assert.Contains(File, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("put a backup in its place", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, System.IO.File.ReadAllBytes(File));
    }
}
