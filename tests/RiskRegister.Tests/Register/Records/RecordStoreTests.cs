using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using RiskRegister.Entries;
using RiskRegister.Register;
using RiskRegister.Register.Records;
using Xunit;
using static RiskRegister.Tests.Register.FilledRegister;

namespace RiskRegister.Tests.Register.Records;

/// <summary>The store of what is kept beside entries, by a record of its own.</summary>
public sealed class RecordStoreTests : IAsyncLifetime
{
    private EmptyRegister _register = null!;

    private RecordStore Store => _register.Get<RecordStore>();

    private RecordHistory History => _register.Get<RecordHistory>();

    public async ValueTask InitializeAsync() => _register = await EmptyRegister.MakeAsync();

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task Every_version_is_kept_as_it_was_with_who_when_what_and_why()
    {
        await PutAsync("a", 1, hours: 0);
        await PutAsync("a", 2, hours: 1);

        var versions = await History.ReadAsync(Agency, "shelf:a", Cancel).ToListAsync(Cancel);

        Assert.Equal([1, 2], versions.Select(v => v.Version));
        Assert.Equal([Noon, Noon.AddHours(1)], versions.Select(v => v.At));
        Assert.All(versions, v => Assert.Equal(("owner@demo.example", "filled", "So"), (v.By, v.Name, v.Why)));
        Assert.Equal([1, 2], versions.Select(v => v.Data.Deserialize<Shelf>(RegisterJson.Options)!.Books));
        Assert.Equal([null, versions[0].Hash], versions.Select(v => v.Previous));
        var stored = await Store.LoadAsync<Shelf>(Agency, "shelf:a", "The shelf", Cancel);
        Assert.Equal((2, versions[1].Hash), (stored.Value.Version, stored.Value.Head));
    }

    [Fact]
    public async Task A_change_of_what_has_changed_since_it_was_read_is_refused()
    {
        var first = await PutAsync("a", 1);
        var second = await PutAsync("a", 2, ifMatch: first.ETag);

        var stale = await Assert.ThrowsAsync<StaleException>(() => PutAsync("a", 3, ifMatch: first.ETag));

        Assert.Equal(second.ETag, stale.ETag);
        Assert.Equal(2, (await FindAsync("a")).Books);
    }

    [Fact]
    public async Task The_same_idempotency_key_again_changes_nothing()
    {
        await PutAsync("a", 1, key: "k1");
        var again = await PutAsync("a", 2, key: "k1");
        var other = await PutAsync("a", 3, key: "k2");

        Assert.Equal((1, 3), (again.Value.Books, other.Value.Books));
        Assert.Equal(2, (await FindAsync("a")).Version);
    }

    [Fact]
    public async Task Changes_at_the_same_time_lose_nothing()
    {
        await PutAsync("a", 0);

        await Task.WhenAll(Enumerable.Range(0, 12).Select(n => Task.Run(() => AddAsync("a"), Cancel)));

        var shelf = await FindAsync("a");
        Assert.Equal((12, 13), (shelf.Books, shelf.Version));
        Assert.Empty(await History.VerifyAsync(Agency, Cancel));
    }

    [Fact]
    public async Task Of_two_that_begin_the_same_record_at_once_both_are_in_its_history()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Run(() => AddAsync("a"), Cancel)));

        Assert.Equal((4, 4), ((await FindAsync("a")).Books, (await FindAsync("a")).Version));
    }

    [Fact]
    public async Task A_refused_change_stores_nothing_and_so_does_one_without_effect()
    {
        await PutAsync("a", 1);

        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            Store.ChangeAsync<Shelf>(
                Agency,
                "shelf:a",
                At(0),
                _ => new(null, [new Refusal("books", "too-many", "Take some away.")]),
                cancellation: Cancel
            )
        );
        var same = await Store.ChangeAsync<Shelf>(
            Agency,
            "shelf:a",
            At(0),
            _ => RecordDecision.Nothing<Shelf>(),
            cancellation: Cancel
        );

        Assert.Equal("books", refused.Refusals[0].Field);
        Assert.Equal((1, 1), (same.Value.Version, same.Value.Books));
        Assert.Single(await History.ReadAsync(Agency, "shelf:a", Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task What_is_decided_on_and_not_there_does_not_exist()
    {
        await Assert.ThrowsAsync<NotFoundException>(() =>
            Store.ChangeAsync<Shelf>(Agency, "shelf:z", At(0), _ => RecordDecision.Nothing<Shelf>(), cancellation: Cancel)
        );
        await Assert.ThrowsAsync<NotFoundException>(() => Store.LoadAsync<Shelf>(Agency, "shelf:z", "The shelf z", Cancel));
        Assert.Null(await Store.FindAsync<Shelf>(Agency, "shelf:z", Cancel));
    }

    [Fact]
    public async Task A_record_of_another_agency_does_not_exist()
    {
        await PutAsync("a", 1);

        Assert.Null(await Store.FindAsync<Shelf>("south", "shelf:a", Cancel));
        Assert.Empty(await History.ReadAsync("south", "shelf:a", Cancel).ToListAsync(Cancel));
    }

    [Theory]
    [InlineData(-1, null)]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 5)]
    [InlineData(99, 5)]
    public async Task A_record_is_shown_as_it_was(int hours, int? books)
    {
        await PutAsync("a", 1, hours: 0);
        await PutAsync("a", 5, hours: 2);

        Assert.Equal(books, (await History.AsOfAsync<Shelf>(Agency, "shelf:a", Noon.AddHours(hours), Cancel))?.Books);
    }

    [Fact]
    public async Task Lists_go_page_by_page_in_the_order_of_ids_and_leave_out_what_the_conditions_do()
    {
        foreach (var (name, books) in ((string, int)[])[("c", 3), ("a", 1), ("d", 4), ("b", 2)])
        {
            await PutAsync(name, books);
        }

        (string, string, object?)[] conditions = [("c.books >= @books", "@books", 2), ("c.books = @none", "@none", null)];
        var first = await Store.PageAsync<Shelf>(Agency, "shelf", conditions, new Paging(2), cancellation: Cancel);
        var second = await Store.PageAsync<Shelf>(
            Agency,
            "shelf",
            conditions,
            new Paging(2, first.Continuation),
            cancellation: Cancel
        );
        var all = await Store.AllAsync<Shelf>(Agency, "shelf", cancellation: Cancel).ToListAsync(Cancel);

        Assert.Equal(["b", "c"], first.Items.Select(shelf => shelf.Name));
        Assert.Equal(["d"], second.Items.Select(shelf => shelf.Name));
        Assert.Null(second.Continuation);
        Assert.Equal(["a", "b", "c", "d"], all.Select(shelf => shelf.Name));
    }

    [Fact]
    public async Task Records_that_nobody_touched_are_whole()
    {
        await ThreeVersionsAsync();

        Assert.Empty(await History.VerifyAsync(Agency, Cancel));
    }

    [Theory]
    [InlineData("why", "Otherwise")]
    [InlineData("by", "somebody@demo.example")]
    [InlineData("hash", "00")]
    public async Task A_version_that_was_altered_is_named(string field, string value)
    {
        await ThreeVersionsAsync();
        await AlterAsync("version:shelf:a:00002", document => document[field] = value);

        Assert.Contains("version:shelf:a:00002", await BrokenAsync());
    }

    [Fact]
    public async Task A_version_whose_data_were_altered_is_named()
    {
        await ThreeVersionsAsync();
        await AlterAsync("version:shelf:a:00001", document => document["data"]!["books"] = 99);

        Assert.Equal(["version:shelf:a:00001"], await BrokenAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_record_of_which_a_version_vanished_is_named(int version)
    {
        await ThreeVersionsAsync();
        await _register.DeleteAsync(RecordVersion.IdOf("shelf:a", version));

        Assert.Equal(["shelf:a"], await BrokenAsync());
    }

    [Fact]
    public async Task A_record_that_was_altered_is_named()
    {
        await ThreeVersionsAsync();
        await AlterAsync("shelf:a", document => document["books"] = 99);

        Assert.Equal(["shelf:a"], await BrokenAsync());
    }

    [Fact]
    public async Task A_record_that_got_a_field_more_is_named()
    {
        await ThreeVersionsAsync();
        await AlterAsync("shelf:a", document => document["owner"] = "Somebody");

        Assert.Equal(["shelf:a"], await BrokenAsync());
    }

    [Fact]
    public async Task A_record_of_which_all_versions_vanished_is_named()
    {
        await ThreeVersionsAsync();
        foreach (var version in new[] { 1, 2, 3 })
        {
            await _register.DeleteAsync(RecordVersion.IdOf("shelf:a", version));
        }

        Assert.Equal(["shelf:a"], await BrokenAsync());
    }

    [Fact]
    public async Task A_record_that_vanished_is_named()
    {
        await ThreeVersionsAsync();
        await _register.DeleteAsync("shelf:a");

        Assert.Equal(["shelf:a"], await BrokenAsync());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Task<Stored<Shelf>> PutAsync(string name, int books, int hours = 0, string? ifMatch = null, string? key = null) =>
        Store.ChangeAsync<Shelf>(
            Agency,
            $"shelf:{name}",
            At(hours),
            shelf => Filled((shelf ?? new Shelf(Agency, name, 0)) with { Books = books }),
            ifMatch,
            key,
            Cancel
        );

    private Task<Stored<Shelf>> AddAsync(string name) =>
        Store.ChangeAsync<Shelf>(
            Agency,
            $"shelf:{name}",
            At(0),
            shelf => Filled(shelf is null ? new Shelf(Agency, name, 1) : shelf with { Books = shelf.Books + 1 }),
            cancellation: Cancel
        );

    private static RecordDecision<Shelf> Filled(Shelf after) =>
        RecordDecision.Of(new Checks(), () => new RecordChange<Shelf>(after, "filled", "So"));

    private async Task<Shelf> FindAsync(string name) => (await Store.FindAsync<Shelf>(Agency, $"shelf:{name}", Cancel))!.Value;

    private async Task ThreeVersionsAsync()
    {
        for (var books = 1; books <= 3; books++)
        {
            await PutAsync("a", books);
            await PutAsync("b", books);
        }
    }

    private async Task<IEnumerable<string>> BrokenAsync() =>
        (await History.VerifyAsync(Agency, Cancel)).Select(broken => broken.Document);

    private async Task AlterAsync(string id, Action<JsonObject> change)
    {
        var key = new PartitionKey(Agency);
        var document = (await _register.Raw.ReadItemAsync<JsonObject>(id, key, cancellationToken: Cancel)).Resource;
        change(document);
        await _register.Raw.ReplaceItemAsync(document, id, key, cancellationToken: Cancel);
    }

    private sealed record Shelf(string Agency, string Name, int Books) : RegisterRecord(Agency)
    {
        public override string Id => $"shelf:{Name}";

        public override string Type => "shelf";

        public override string Called => $"The shelf {Name}";
    }
}
