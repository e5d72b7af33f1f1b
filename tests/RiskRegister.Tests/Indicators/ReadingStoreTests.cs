using RiskRegister.Indicators;
using RiskRegister.People;
using RiskRegister.Register;
using RiskRegister.Register.Records;
using RiskRegister.Signals;
using RiskRegister.Tests.Register;
using Xunit;
using static RiskRegister.Tests.Register.FilledRegister;

namespace RiskRegister.Tests.Indicators;

public sealed class ReadingStoreTests : IAsyncLifetime
{
    private EmptyRegister _register = null!;
    private IndicatorStore _indicators = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _register = await FilledRegister.MakeAsync();
        var (records, store) = (_register.Get<RecordStore>(), _register.Get<EntryStore>());
        var intake = new SignalIntake(_register.Get<NumberedRecords>(), store, _register.Get<PeopleDirectory>());
        _indicators = new(_register.Get<RegisterContainer>(), records, _register.Get<Numbering>(), store, intake);
        var defined = DefineIndicator.Made(Indicating.Waiting with { Entries = [] }, Agency, "I-0001", At(0));
        await records.ChangeAsync<Indicator>(Agency, "I-0001", At(0), _ => new(defined, []), cancellation: Cancellation);
    }

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(25)]
    public async Task A_reading_that_comes_again_with_its_key_changes_nothing(int value)
    {
        var first = await ReadAsync(value, ifMatch: null, key: "k");

        var again = await ReadAsync(value + 1, ifMatch: "\"another\"", key: "k");

        Assert.Equal((first.ETag, value), (again.ETag, again.Value.Latest!.Value));
    }

    [Fact]
    public async Task A_reading_that_was_decided_on_another_version_is_stale_also_when_it_is_there_already()
    {
        await ReadAsync(1, ifMatch: null, key: null);

        await Assert.ThrowsAsync<StaleException>(() => ReadAsync(1, ifMatch: "\"another\"", key: null));
    }

    private Task<Stored<Indicator>> ReadAsync(decimal value, string? ifMatch, string? key) =>
        _indicators.ReadAsync(Agency, "I-0001", new(At(0).Today, value, null, null), At(0), ifMatch, key, Cancellation);
}
