using RiskRegister.Digests.Composing;
using RiskRegister.Entries;
using RiskRegister.People;
using RiskRegister.Register;
using RiskRegister.Tests.Register;
using Xunit;

namespace RiskRegister.Tests.Digests;

public sealed class DigestReaderTests
{
    private const string Agency = FilledRegister.Agency;
    private static readonly Person Owner = Of("owner@demo.example", Role.Owner);

    [Fact]
    public async Task Changes_by_others_since_the_last_digest_are_found_also_in_closed_entries_and_own_ones_are_not()
    {
        await using var register = await FilledRegister.MakeAsync();
        var own = await RaiseAsync(register, "Changed by the owner");
        var commented = await RaiseAsync(register, "Commented by somebody else");
        var closed = await RaiseAsync(register, "Closed by somebody else");
        await register.ChangeAsync(own, """{"title":"Another one"}""", hours: 30);
        await DoAsync(register, commented, new Commented("Seen"), hours: 30);
        await DoAsync(register, closed, new Closed("Over"), hours: 31);

        var changes = await Changes(register).ReadAsync(Owner, FilledRegister.Noon.AddHours(24), default);

        Assert.Equal([closed, commented], changes.Select(change => change.Entry.Reference));
        Assert.IsType<Closed>(Assert.Single(changes[0].Events).Data);
        Assert.Empty(await Changes(register).ReadAsync(Owner, FilledRegister.Noon.AddHours(32), default));
    }

    [Fact]
    public async Task However_much_was_changed_only_the_last_events_of_some_entries_are_read()
    {
        await using var register = await FilledRegister.MakeAsync();
        var reference = await RaiseAsync(register, "Talked about");
        for (var n = 0; n < 12; n++)
        {
            await DoAsync(register, reference, new Commented($"Comment {n}"), hours: 1 + n);
        }

        var change = Assert.Single(await Changes(register).ReadAsync(Owner, FilledRegister.Noon, default));
        Assert.Equal(8, change.Events.Count);
        Assert.Equal("Comment 11", change.Events[^1].Why);
    }

    private static ChangeReader Changes(EmptyRegister register) =>
        new(register.Get<RegisterContainer>(), register.Get<EntryList>());

    private static Task<string> RaiseAsync(EmptyRegister register, string title) =>
        register.RaiseAsync(FilledRegister.Risk(title) with { Owner = Owner.Email });

    private static Task DoAsync(EmptyRegister register, string reference, EntryEvent data, int hours)
    {
        var context = FilledRegister.At(hours) with { Actor = "other@demo.example" };
        return register.Get<EntryStore>().ChangeAsync(Agency, reference, context, (entry, at) => Decision.Accept(data));
    }

    private static Person Of(string email, params Role[] roles) => new(Agency, email, email, roles, null);
}
