using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Time.Testing;
using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.Reassessment;
using RiskRegister.Register;
using RiskRegister.Tests.Entries;
using Xunit;
using static RiskRegister.Tests.Register.FilledRegister;

namespace RiskRegister.Tests.Register;

/// <summary>The standing that lists filter by, over the real store, on days that pass and under settings that change.</summary>
public sealed class StandingsTests : IAsyncLifetime
{
    private const int Entries = 120;
    private readonly FakeTimeProvider _time = new(Noon);
    private EmptyRegister _register = null!;

    public async ValueTask InitializeAsync()
    {
        _register = await EmptyRegister.MakeAsync(time: _time);
        await _register.Get<Agencies>().SaveAsync(Agency, States.Settings);
    }

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_stored_and_the_computed_standing_never_disagree_for_longer_than_a_night(int seed)
    {
        var random = new Random(seed);
        await FillAsync(seed);
        var changed = new Queue<AgencySettings>(Changes(random));
        var seen = new HashSet<string>();
        for (var night = 0; night < 8; night++)
        {
            _time.Advance(TimeSpan.FromDays(random.Next(1, 90)));
            if (night % 3 == 1)
            {
                await _register.Get<Agencies>().SaveAsync(Agency, changed.Dequeue());
            }

            await PassAsync();
            seen.UnionWith(await AgreeAsync());
        }

        Assert.True(seen.Count >= Standing.All.Count / 2, $"Only {string.Join(", ", seen)} were there.");
    }

    [Fact]
    public async Task A_pass_refreshes_nothing_that_is_up_to_date()
    {
        await FillAsync(1);
        await PassAsync();
        var context = await _register.Get<EntryStore>().ContextAsync(Agency, "test");

        var list = _register.Get<EntryList>();

        Assert.Empty(await list.OutdatedAsync(Agency, context.Today, context.Settings.Version, "", Entries));
        Assert.NotEmpty(await list.OutdatedAsync(Agency, context.Today, context.Settings.Version + 1, "", Entries));
    }

    /// <summary>Entries that random commands made until some day, stored with the standing of that day; and it is the day of the last one.</summary>
    private async Task FillAsync(int seed)
    {
        var moves = ArbMap.Default.GeneratorFor<Move>().ListOf(25).Sample(Entries, new Rnd((ulong)seed, 77), Entries);
        var container = _register.Get<RegisterContainer>();
        foreach (var (n, all) in moves.Index())
        {
            var last = Play.All(all)[^1];
            var reference = $"{(last.After.Entry.Kind == EntryKind.Risk ? 'R' : 'O')}-{n + 1:D4}";
            var entry = last.After.Entry with { Agency = Agency, Reference = reference };
            var document = EntryDocument.Of(entry, last.After.Document.Head, States.Settings, last.Context.Today);
            await container.CommitAsync(Agency, [DocumentWrite.Create(reference, document)]);
            _time.SetUtcNow(last.Context.Now > _time.GetUtcNow() ? last.Context.Now : _time.GetUtcNow());
        }
    }

    /// <summary>Appetite, and then the criteria.</summary>
    private static IEnumerable<AgencySettings> Changes(Random random)
    {
        var levels = States.Settings.Criteria.Levels;
        var milder = States.Settings with
        {
            Appetite = new Dictionary<string, string> { ["*"] = levels[random.Next(levels.Count)].Id, ["Legal"] = "high" },
        };
        yield return milder;
        yield return milder with
        {
            Criteria = milder.Criteria with { Version = 2 },
        };
        yield return milder with
        {
            Criteria = milder.Criteria with { Version = 3 },
        };
    }

    /// <summary>The nightly pass, as the run of the day drives it.</summary>
    private async Task PassAsync()
    {
        var key = new RunKey(Agency, DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime));
        for (string? after = ""; after is not null; )
        {
            after = await _register
                .Get<RunActivities>()
                .RefreshStandings(new RunCursor(key, after), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Compares what is stored, and what lists give, with what is computed.</summary>
    private async Task<IEnumerable<string>> AgreeAsync()
    {
        var (list, context) = (_register.Get<EntryList>(), await _register.Get<EntryStore>().ContextAsync(Agency, "test"));
        var all = (await list.PageAsync(Agency, new EntryFilter(), Entries)).Items;
        Assert.Equal(Entries, all.Count);
        var computed = all.ToDictionary(d => d.Reference, d => Standing.Of(d.Entry, context.Settings, context.Today));
        Assert.Equal(
            computed.Select(c => $"{c.Key}: {string.Join(", ", c.Value)}"),
            all.Select(d => $"{d.Reference}: {string.Join(", ", d.Standing)}")
        );
        foreach (var standing in Standing.All)
        {
            var listed = await list.PageAsync(Agency, new EntryFilter { Standing = standing }, Entries);
            Assert.Equal(
                computed.Where(c => c.Value.Contains(standing)).Select(c => c.Key).Order(),
                listed.Items.Select(d => d.Reference).Order()
            );
        }

        return computed.Values.SelectMany(standings => standings);
    }
}
