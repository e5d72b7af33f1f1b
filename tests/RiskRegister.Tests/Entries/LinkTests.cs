using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.Entries.Linking;
using RiskRegister.Entries.Raising;
using RiskRegister.Register;
using RiskRegister.Tests.Register;
using Xunit;

namespace RiskRegister.Tests.Entries;

public sealed class LinkTests
{
    private static readonly Entry Risk = States.ARatedRisk with { Reference = "R-0001" };
    private static readonly Entry Other = States.ARatedRisk with { Reference = "R-0002" };
    private static readonly Entry Opportunity = States.ARatedOpportunity with { Reference = "O-0001" };
    private static readonly Entry Tied = Opportunity.After(new Linked("R-0001", LinkKind.RiskOfPursuing));

    [Fact]
    public void A_risk_of_pursuing_an_opportunity_gets_the_tie_back()
    {
        var decisions = Tie(Opportunity, Risk, LinkKind.RiskOfPursuing);

        Assert.Equal([new Linked("R-0001", LinkKind.RiskOfPursuing)], decisions[0].Accepted());
        Assert.Equal([new Linked("O-0001", LinkKind.BroughtByPursuing)], decisions[1].Accepted());
    }

    [Fact]
    public void Related_entries_are_related_both_ways()
    {
        var decisions = Tie(Risk, Opportunity, LinkKind.Related);

        Assert.Equal([new Linked("O-0001", LinkKind.Related)], decisions[0].Accepted());
        Assert.Equal([new Linked("R-0001", LinkKind.Related)], decisions[1].Accepted());
    }

    [Fact]
    public void A_risk_of_pursuing_is_tied_only_from_an_opportunity_to_a_risk()
    {
        Refuses(Risk, Other, LinkKind.RiskOfPursuing, "kind not-for-this-kind");
        Refuses(Opportunity, Opportunity with { Reference = "O-0002" }, LinkKind.RiskOfPursuing, "to not-for-this-kind");
        Refuses(Risk, Opportunity, LinkKind.BroughtByPursuing, "kind required");
    }

    [Fact]
    public void An_entry_is_not_tied_to_itself() => Refuses(Risk, Risk, LinkKind.Related, "to itself");

    [Fact]
    public void An_entry_is_not_tied_twice_in_the_same_way()
    {
        Refuses(Tied, Risk, LinkKind.RiskOfPursuing, "to linked-already");
        Assert.Single(Tie(Tied, Risk, LinkKind.Related)[0].Accepted());
        Assert.Single(Tie(Tied, Other, LinkKind.RiskOfPursuing)[0].Accepted());
    }

    [Fact]
    public void What_is_closed_is_not_tied_and_keeps_its_ties()
    {
        Refuses(Risk.After(new Closed("Gone")), Other, LinkKind.Related, "entry-is-closed");
        Refuses(Risk, Other.After(new Closed("Gone")), LinkKind.Related, "to other-is-closed");
        Assert.Equal(["to other-is-closed"], Untie(Tied, Risk.After(new Closed("Gone")), LinkKind.RiskOfPursuing)[0].Rules());
    }

    [Fact]
    public void The_other_entry_and_the_kind_are_asked_for()
    {
        Assert.Equal(["to required", "kind required"], Link.Decide(new(null, null), [Risk], States.Context)[0].Rules());
        Assert.Equal(
            ["to required", "kind required", "reason required"],
            Unlink.Decide(new(null, null, null), [Risk], States.Context)[0].Rules()
        );
    }

    [Fact]
    public void A_tie_is_taken_away_on_both_sides_with_a_reason()
    {
        var decisions = Untie(Tied, Risk, LinkKind.RiskOfPursuing);
        var back = Risk.After(new Linked("O-0001", LinkKind.BroughtByPursuing));

        Assert.Equal([new Unlinked("R-0001", LinkKind.RiskOfPursuing, "Mistaken")], decisions[0].Accepted());
        Assert.Empty(back.After([.. decisions[1].Accepted()]).Links);
    }

    [Fact]
    public void A_tie_is_taken_away_from_either_side()
    {
        var decisions = Untie(Risk.After(new Linked("O-0001", LinkKind.BroughtByPursuing)), Tied, LinkKind.BroughtByPursuing);

        Assert.Empty(Tied.After([.. decisions[1].Accepted()]).Links);
    }

    [Fact]
    public void Only_a_tie_that_is_there_is_taken_away() =>
        Assert.Equal(["to not-linked"], Untie(Tied, Risk, LinkKind.Related)[0].Rules());

    [Fact]
    public async Task Both_ends_of_a_tie_are_stored_together_or_not_at_all()
    {
        await using var register = await EmptyRegister.MakeAsync();
        await register.Get<Agencies>().SaveAsync("north", DefaultSettings.For("North"));
        var store = register.Get<EntryStore>();
        var context = await store.ContextAsync("north", States.Actor);
        foreach (var kind in Enum.GetValues<EntryKind>())
        {
            var raised = Raise.Decide(new RaiseEntry { Kind = kind, Title = "An entry" }, context);
            await store.RaiseAsync("north", context, kind, raised);
        }

        await TieAsync("R-0001", LinkKind.RiskOfPursuing);
        await Assert.ThrowsAsync<RefusedException>(() => TieAsync("R-0001", LinkKind.RiskOfPursuing));
        await Assert.ThrowsAsync<RefusedException>(() => TieAsync("O-0001", LinkKind.Related));
        await Assert.ThrowsAsync<NotFoundException>(() => TieAsync("R-0009", LinkKind.Related));

        var (here, there) = (await LoadAsync("O-0001"), await LoadAsync("R-0001"));
        Assert.Equal([new EntryLink("R-0001", LinkKind.RiskOfPursuing)], here.Links);
        Assert.Equal([new EntryLink("O-0001", LinkKind.BroughtByPursuing)], there.Links);
        Assert.Equal((2, 2), (here.Version, there.Version));

        async Task<Entry> LoadAsync(string reference) => (await store.LoadAsync("north", reference)).Value;

        Task<Stored<Entry>> TieAsync(string to, LinkKind kind) =>
            store.ChangeTogetherAsync("north", "O-0001", _ => [to], context, (e, at) => Link.Decide(new(to, kind), e, at));
    }

    private static IReadOnlyList<Decision> Tie(Entry entry, Entry other, LinkKind kind) =>
        Link.Decide(new LinkEntry(other.Reference, kind), [entry, other], States.Context);

    private static IReadOnlyList<Decision> Untie(Entry entry, Entry other, LinkKind kind) =>
        Unlink.Decide(new UnlinkEntry(other.Reference, kind, "Mistaken"), [entry, other], States.Context);

    private static void Refuses(Entry entry, Entry other, LinkKind kind, params string[] rules) =>
        Assert.Equal(rules, Assert.Single(Tie(entry, other, kind)).Rules());
}
