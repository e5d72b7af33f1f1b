using RiskRegister.Context;
using RiskRegister.Entries;
using RiskRegister.Tests.Entries;
using Xunit;

namespace RiskRegister.Tests.Context;

public sealed class OrphansTests
{
    [Fact]
    public async Task An_active_item_that_no_open_entry_names_is_an_orphan()
    {
        var orphans = await FindAsync([States.AnOpenRisk], Items.Records, Items.Budget, Items.Permits with { Active = false });

        Assert.Equal([Items.Budget.Address], orphans.Items.Select(item => item.Address));
    }

    [Fact]
    public async Task An_item_is_used_by_its_former_name_and_by_actions_and_controls()
    {
        var records = Items.Change(Items.Records, """{"name":"File and delete"}""").Accepted();
        var entry = States.AnOpenRisk.After(new ControlAdded("C1", "Second look", "issue  permits", null));

        Assert.Empty((await FindAsync([entry], records, Items.Permits)).Items);
    }

    [Fact]
    public async Task Names_of_open_entries_that_are_in_no_item_are_counted()
    {
        Entry Named(params string[] processes) => States.Born(States.Risk with { Processes = processes });

        var orphans = await FindAsync(
            [Named("Filing", "filing "), Named("FILING"), Named("Stamps & co", "Keep records")],
            Items.Records
        );

        Assert.Equal(
            [
                ("Filing", 2, "/api/demo/entries?process=Filing"),
                ("Stamps & co", 1, "/api/demo/entries?process=Stamps%20%26%20co"),
            ],
            orphans.Names.Select(name => (name.Name, name.Count, name.Address))
        );
    }

    [Fact]
    public async Task A_name_of_a_retired_item_is_not_unknown()
    {
        Assert.Empty((await FindAsync([States.AnOpenRisk], Items.Records with { Active = false })).Names);
    }

    private static Task<Orphans> FindAsync(IEnumerable<Entry> open, params IReadOnlyList<ContextItem> items) =>
        Orphans.FindAsync("demo", 0, open.ToAsyncEnumerable(), items, TestContext.Current.CancellationToken);
}
