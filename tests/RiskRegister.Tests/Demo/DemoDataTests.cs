using Microsoft.Extensions.Logging.Abstractions;
using RiskRegister.Criteria;
using RiskRegister.Demo;
using RiskRegister.Entries;
using RiskRegister.Entries.Closing;
using RiskRegister.Indicators;
using RiskRegister.People;
using RiskRegister.Register;
using RiskRegister.Register.Records;
using RiskRegister.Signals;
using RiskRegister.Tests.Register;
using Xunit;

namespace RiskRegister.Tests.Demo;

public sealed class DemoDataTests : IAsyncLifetime
{
    private EmptyRegister _register = null!;

    public async ValueTask InitializeAsync() => _register = await EmptyRegister.MakeAsync();

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task The_first_start_makes_the_agency_with_its_people_and_entries()
    {
        await StartAsync();

        var agency = Assert.Single(await _register.Get<Agencies>().AllAsync().ToListAsync());
        Assert.Equal((DemoData.Agency, "Fairwater Permits Office"), (agency.Slug, agency.Name));
        Assert.Equal(14, (await _register.Get<PeopleDirectory>().AllAsync(DemoData.Agency)).Count);
        Assert.Equal(["demo"], await _register.Get<PeopleDirectory>().AgenciesOfAsync("reader@demo.example"));
        await AllEntriesAreThereAsync();
    }

    [Fact]
    public async Task A_start_goes_on_where_the_one_before_was_killed()
    {
        var ends = new EndOfProcess(after: 2);
        await Assert.ThrowsAsync<OperationCanceledException>(() => StartAsync(ends));
        var some = await _register.Get<EntryList>().CountAsync(DemoData.Agency, new EntryFilter());
        Assert.InRange(some, 1, 39);
        Assert.Empty(await _register.Get<Agencies>().AllAsync().ToListAsync());

        await StartAsync();

        await AllEntriesAreThereAsync();
        Assert.Single(await _register.Get<Agencies>().AllAsync().ToListAsync());
    }

    [Fact]
    public async Task A_second_start_keeps_what_users_made_of_it()
    {
        await StartAsync();
        var store = _register.Get<EntryStore>();
        var context = await store.ContextAsync(DemoData.Agency, "owner@demo.example");
        var closed = await store.ChangeAsync(
            DemoData.Agency,
            "R-0001",
            context,
            (entry, at) => Close.Decide(new CloseEntry("Over"), entry, at)
        );

        await StartAsync();

        Assert.Equal(closed.ETag, (await store.LoadAsync(DemoData.Agency, "R-0001")).ETag);
        await AllEntriesAreThereAsync();
    }

    [Fact]
    public async Task Nothing_is_loaded_unless_a_setting_asks_for_it()
    {
        _register.Configuration["Register:DemoData"] = null;

        await StartAsync();

        Assert.Empty(await _register.Get<Agencies>().AllAsync().ToListAsync());
    }

    private async Task StartAsync(TimeProvider? time = null)
    {
        var data = new DemoData(
            _register.Get<Agencies>(),
            _register.Get<PeopleDirectory>(),
            new Numbering(_register.Get<RegisterContainer>()),
            _register.Get<RecordStore>(),
            _register.Configuration,
            time ?? TimeProvider.System,
            NullLogger<DemoData>.Instance
        );
        await data.StartAsync(TestContext.Current.CancellationToken);
    }

    private async Task AllEntriesAreThereAsync()
    {
        var records = _register.Get<RecordStore>();
        var signals = await records.AllAsync<Signal>(DemoData.Agency, Signal.RecordType).ToListAsync();
        Assert.Equal(Enumerable.Range(1, 8).Select(n => $"S-{n:D4}"), signals.Select(s => s.Reference));
        Assert.Equal(4, (await records.AllAsync<Indicator>(DemoData.Agency, Indicator.RecordType).ToListAsync()).Count);
        Assert.Empty(await _register.Get<RecordHistory>().VerifyAsync(DemoData.Agency));
        var page = await _register.Get<EntryList>().PageAsync(DemoData.Agency, new EntryFilter(), 100);
        var expected = DemoFile
            .Content.Entries.GroupBy(e => e.Kind)
            .SelectMany(kind =>
                kind.Select((e, n) => ($"{(kind.Key == EntryKind.Risk ? 'R' : 'O')}-{n + 1:D4}", e.Steps[0].Raise!.Title))
            )
            .Order();

        Assert.Equal(expected, page.Items.Select(d => (d.Reference, d.Title)).Order());
        foreach (var entry in page.Items)
        {
            Assert.Empty(await _register.Get<Verification>().VerifyAsync(DemoData.Agency, entry.Reference));
        }
    }

    /// <summary>A clock that ends the loading, as a kill would, when it is asked once too often.</summary>
    private sealed class EndOfProcess(int after) : TimeProvider
    {
        private int _asked;

        public override DateTimeOffset GetUtcNow() =>
            ++_asked > after ? throw new OperationCanceledException() : System.GetUtcNow();
    }
}
