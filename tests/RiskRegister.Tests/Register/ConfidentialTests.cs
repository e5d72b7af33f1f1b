using RiskRegister.Access;
using RiskRegister.Entries;
using RiskRegister.People;
using RiskRegister.Register;
using Xunit;
using static RiskRegister.Tests.Register.FilledRegister;

namespace RiskRegister.Tests.Register;

public sealed class ConfidentialTests : IAsyncLifetime
{
    private EmptyRegister _register = null!;

    public async ValueTask InitializeAsync()
    {
        _register = await MakeAsync();
        await _register.RaiseAsync(Risk("Everybody's"));
        await _register.RaiseAsync(
            Risk("Hidden") with
            {
                Confidential = true,
                Owner = "Keeper@demo.example",
                Delegate = "delegate@demo.example",
            }
        );
        await _register
            .Get<EntryStore>()
            .ChangeAsync(
                Agency,
                "R-0002",
                At(1),
                (_, context) =>
                    Decision.Accept(
                        new ActionPlanned("A1", "Wait", "actor@demo.example", context.Today, null, null),
                        new ActionPlanned("A2", "Done", "done@demo.example", context.Today, null, null),
                        new ActionCompleted("A2", "Done", context.Today.AddDays(90)),
                        new AcceptanceRequested("For a while", "approver@demo.example", "high")
                    )
            );
    }

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Theory]
    [InlineData("keeper@demo.example", true)]
    [InlineData("delegate@demo.example", true)]
    [InlineData("actor@demo.example", true)]
    [InlineData("done@demo.example", true)]
    [InlineData("approver@demo.example", true)]
    [InlineData("other@demo.example", false)]
    [InlineData("owner@demo.example", false)]
    public async Task A_confidential_entry_is_seen_by_who_has_to_do_with_it(string email, bool seen) =>
        Assert.Equal(seen, await SeesAsync(email, Role.Owner));

    [Theory]
    [InlineData(Role.Reader, false)]
    [InlineData(Role.Contributor, false)]
    [InlineData(Role.Owner, false)]
    [InlineData(Role.Approver, false)]
    [InlineData(Role.RiskManager, true)]
    [InlineData(Role.Auditor, true)]
    [InlineData(Role.Administrator, true)]
    public async Task A_confidential_entry_is_seen_by_who_oversees_the_register(Role role, bool seen) =>
        Assert.Equal(seen, await SeesAsync("other@demo.example", role));

    [Fact]
    public async Task An_entry_that_is_confidential_no_more_is_seen_by_everybody()
    {
        await _register.ChangeAsync("R-0002", """{"confidential":null}""", 2);

        Assert.True(await SeesAsync("other@demo.example", Role.Reader));
    }

    [Fact]
    public async Task The_register_itself_sees_everything() =>
        Assert.Equal(2, await _register.Get<EntryList>().CountAsync(Agency, new EntryFilter()));

    /// <summary>Whether the entry is seen; all ways of reading have to agree.</summary>
    private async Task<bool> SeesAsync(string email, Role role)
    {
        Viewer.Current = Viewer.Of(new Person(Agency, email, "Somebody", [role], null));
        var (list, history) = (_register.Get<EntryList>(), _register.Get<EntryHistory>());
        var verification = _register.Get<Verification>();
        bool[] seen =
        [
            await list.CountAsync(Agency, new EntryFilter()) == 2,
            (await list.PageAsync(Agency, new EntryFilter { Sort = "level" }, 50)).Items.Count == 2,
            await list.CountAsync(Agency, new EntryFilter { Search = "hidden" }) == 1,
            (await history.PageAsOfAsync(Agency, Noon.AddHours(9), null, 50)).Items.Count == 2,
            await IsThereAsync(() => _register.Get<EntryStore>().LoadAsync(Agency, "R-0002")),
            await IsThereAsync(() => history.AsOfAsync(Agency, "R-0002", Noon)),
            await IsThereAsync(() => history.ReadAsync(Agency, "R-0002").ToListAsync().AsTask()),
            await IsThereAsync(() => verification.VerifyAsync(Agency, "R-0002")),
            await IsThereAsync(() =>
                _register.Get<EntryStore>().ChangeAsync(Agency, "R-0002", At(2), (_, _) => Decision.Accept(new Commented("Seen")))
            ),
        ];
        return Assert.Single(seen.Distinct());
    }

    private static async Task<bool> IsThereAsync(Func<Task> read)
    {
        try
        {
            await read();
            return true;
        }
        catch (NotFoundException)
        {
            return false;
        }
    }
}
