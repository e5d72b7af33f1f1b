using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace RiskRegister.Tests.Local.Kill;

/// <summary>
/// The embedded Azure is killed (SIGKILL) again and again while all its parts work, and loses and doubles nothing. Kills are 50, or as
/// many as <c>RISKREGISTER_KILLS</c> says, such as 500, 25 in each data folder. How long each life is follows from a seed, which
/// failures name and <c>RISKREGISTER_KILL_SEED</c> sets; what the threads do in it does not.
/// </summary>
/// <remarks>
/// This shows what happens when a process dies. A machine that loses its power, or a disk that does not write what it has
/// acknowledged, is another matter: that rests on SQLite's promise for WAL with synchronous=FULL.
/// </remarks>
[Collection(nameof(Alone))]
public sealed class KillTests
{
    private const int KillsOfOneFolder = 25;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly int Seed = Setting("RISKREGISTER_KILL_SEED") ?? Random.Shared.Next(1_000_000);

    /// <summary>Each folder is numbered; its seed is the seed of all plus that number.</summary>
    public static TheoryData<int> Folders =>
        [.. Enumerable.Range(0, Math.Max(1, (Setting("RISKREGISTER_KILLS") ?? 50) / KillsOfOneFolder))];

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task Killed_at_random_moments_it_keeps_every_acknowledged_write_and_ends_all_that_was_begun(int folder)
    {
        using var data = new TemporaryFolder();
        var (record, random) = (new Record(), new Random(Seed + folder));
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {Seed + folder}");
        for (var kill = 1; kill <= KillsOfOneFolder; kill++)
        {
            using var victim = new VictimProcess(data.Path);
            await (random.Next(5) == 0 ? LiveShortlyAsync(victim, random) : LiveAsync(victim, record, random));
            await victim.GoneAsync();
            var where = $"Seed {Seed + folder}, kill {kill}, {record.Count} acknowledged";
            var (integrity, documents) = await Remains.OfDeadAsync(data.Path);
            Expect([], new Verdict(record, documents).Always(), where);
            Assert.True(integrity == "ok", $"{where}: {integrity}");
        }

        await EndAsync(data.Path, record, $"Seed {Seed + folder}");
    }

    /// <summary>A life that ends while the host starts, or soon after.</summary>
    private static async Task LiveShortlyAsync(VictimProcess victim, Random random)
    {
        await Task.Delay(random.Next(1_000), TestContext.Current.CancellationToken);
        victim.Kill();
    }

    /// <summary>A life under load that ends with one of the acknowledgements.</summary>
    private static async Task LiveAsync(VictimProcess victim, Record record, Random random)
    {
        await victim.ReadyAsync();
        record.KillAt(random.Next(5, 150), victim.Kill);
        await new Load(victim, record).RunAsync(random.Next());
    }

    /// <summary>The last life: all that was begun is brought to its end.</summary>
    private static async Task EndAsync(string data, Record record, string where)
    {
        using var victim = new VictimProcess(data);
        await victim.ReadyAsync();
        var load = new Load(victim, record);
        var documents = await victim.GetAsync<List<Document>>("documents");
        var ticks = new Verdict(record, documents).Ticks;
        foreach (var entry in documents.Where(document => document.Type == "entry"))
        {
            await load.FinishAsync(entry);
        }

        foreach (var round in record.Rounds.Where(round => !round.Value.IsGone).Select(round => round.Key).ToList())
        {
            await load.GoAsync(round);
        }

        var problems = await ProblemsAsync();
        for (var waited = Stopwatch.StartNew(); problems.Count > 0 && waited.Elapsed < Patience; )
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            problems = await ProblemsAsync();
        }

        Expect([], problems, $"{where}, at the end\n{victim.Output}");

        async Task<List<string>> ProblemsAsync()
        {
            var instances = await victim.GetAsync<List<Instance>>("instances");
            var verdict = new Verdict(record, await victim.GetAsync<List<Document>>("documents"));
            return
            [
                .. verdict.AtRest(instances),
                .. Remains.Waiting(data),
                .. verdict.Ticks > ticks ? [] : new[] { "the timer has stopped" },
            ];
        }
    }

    private static int? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    private static void Expect(IEnumerable<string> expected, IEnumerable<string> actual, string where) =>
        Assert.True(expected.SequenceEqual(actual), $"{where}:\n{string.Join('\n', actual.Take(20))}");

    /// <summary>Both processors are wanted here, and nothing that runs beside should have to wait for them.</summary>
    [CollectionDefinition(nameof(Alone), DisableParallelization = true)]
    public sealed class Alone;
}
