using RiskRegister.Entries;
using RiskRegister.Register;
using Xunit;
using static RiskRegister.Tests.Register.FilledRegister;

namespace RiskRegister.Tests.Register;

public sealed class PastTests : IAsyncLifetime
{
    private EmptyRegister _register = null!;
    private EntryHistory History => _register.Get<EntryHistory>();

    public async ValueTask InitializeAsync()
    {
        _register = await MakeAsync();
        await _register.RaiseAsync(Risk("Flood"), 0);
        await _register.RaiseAsync(Risk("Fire"), 1);
        await _register.RaiseAsync(new() { Kind = EntryKind.Opportunity, Title = "Evenings" }, 2);
        await _register.ChangeAsync("R-0001", """{"title":"Flood of the archive"}""", 3);
        await _register.ChangeAsync("R-0001", """{"category":"Property"}""", 5);
    }

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Theory]
    [InlineData(0, "Flood", null)]
    [InlineData(2, "Flood", null)]
    [InlineData(3, "Flood of the archive", null)]
    [InlineData(4, "Flood of the archive", null)]
    [InlineData(5, "Flood of the archive", "Property")]
    [InlineData(99, "Flood of the archive", "Property")]
    public async Task An_entry_is_shown_as_its_events_up_to_then_made_it(int hours, string title, string? category)
    {
        var entry = await History.AsOfAsync(Agency, "R-0001", Noon.AddHours(hours));

        Assert.Equal((title, category), (entry.Title, entry.Category));
    }

    [Fact]
    public async Task As_of_now_an_entry_is_what_is_stored()
    {
        var stored = await _register.Get<EntryStore>().LoadAsync(Agency, "R-0001");

        Assert.Equivalent(stored.Value, await History.AsOfAsync(Agency, "R-0001", Noon.AddHours(5)), strict: true);
    }

    [Fact]
    public async Task Before_it_was_raised_an_entry_was_not_there()
    {
        await Assert.ThrowsAsync<NotFoundException>(() => History.AsOfAsync(Agency, "R-0001", Noon.AddTicks(-1)));
        await Assert.ThrowsAsync<NotFoundException>(() => History.AsOfAsync(Agency, "R-0009", Noon));
    }

    [Theory]
    [InlineData(-1, "")]
    [InlineData(0, "R-0001 Flood")]
    [InlineData(1, "R-0001 Flood, R-0002 Fire")]
    [InlineData(4, "O-0001 Evenings, R-0001 Flood of the archive, R-0002 Fire")]
    public async Task The_register_is_listed_as_it_was(int hours, string expected)
    {
        foreach (var limit in (int[])[1, 2, 200])
        {
            Assert.Equal(expected, string.Join(", ", await AllAsync(Noon.AddHours(hours), null, limit)));
        }
    }

    [Fact]
    public async Task One_kind_is_listed_alone() =>
        Assert.Equal(["O-0001 Evenings"], await AllAsync(Noon.AddHours(9), EntryKind.Opportunity, 1));

    private async Task<IReadOnlyList<string>> AllAsync(DateTimeOffset at, EntryKind? kind, int limit)
    {
        var all = new List<string>();
        string? continuation = null;
        do
        {
            var page = await History.PageAsOfAsync(Agency, at, kind, limit, continuation);
            Assert.InRange(page.Items.Count, 0, limit);
            all.AddRange(page.Items.Select(entry => $"{entry.Reference} {entry.Title}"));
            continuation = page.Continuation;
        } while (continuation is not null);

        return all;
    }
}
