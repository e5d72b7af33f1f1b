using RiskRegister.Context;
using RiskRegister.Entries;
using RiskRegister.Tests.Entries;
using Xunit;

namespace RiskRegister.Tests.Context;

public sealed class EntryThreadTests
{
    private static readonly ContextItem Renamed = Items.Change(Items.Records, """{"name":"File and delete"}""").Accepted();

    [Theory]
    [InlineData("Keep records")]
    [InlineData("keep  RECORDS")]
    [InlineData("File and delete")]
    public void A_name_leads_to_its_item_by_any_name_that_it_has_or_had(string name)
    {
        var thread = Of(States.Born(States.Risk with { Processes = [name] }), Renamed);

        var found = Assert.Single(thread.Processes);
        Assert.Equal(name, found.Name);
        Assert.Equal(("keep-records", "File and delete"), (found.Item!.Slug, found.Item.Name));
        Assert.Equal("/api/demo/context/process/keep-records", found.Item.Address);
    }

    [Fact]
    public void A_name_that_is_in_no_item_leads_nowhere()
    {
        Assert.Null(Of(States.AnOpenRisk, Items.Budget with { Name = "Keep records" }).Processes[0].Item);
    }

    [Fact]
    public void An_active_item_goes_before_a_retired_one_of_the_same_name()
    {
        var retired = Items.Records with { Active = false };
        Assert.False(Of(States.AnOpenRisk, retired).Processes[0].Item!.Active);

        var active = Items.Added(Items.Process("Keep records"), retired);
        Assert.Equal(active.Slug, Of(States.AnOpenRisk, retired, active).Processes[0].Item!.Slug);
    }

    [Fact]
    public void An_old_entry_leads_to_the_item_that_absorbed_the_one_it_names()
    {
        var filing = Items.Added(Items.Process("Filing"));
        var records = Items.Absorb(Items.Records, filing).Accepted();
        var gone = filing with { Active = false, AbsorbedBy = records.Slug };

        var thread = Of(States.Born(States.Risk with { Processes = ["Filing"] }), gone, records);

        Assert.Equal("keep-records", thread.Processes[0].Item!.Slug);
    }

    [Fact]
    public void The_thread_leads_from_the_context_through_controls_and_actions_to_the_effect()
    {
        var entry = States
            .Born(
                States.Risk with
                {
                    Objectives = ["A balanced budget"],
                    Issues = ["Floods"],
                    Parties = ["Readers"],
                    Signal = "S-0003",
                }
            )
            .After(
                States.Rated(RatingStage.Inherent, 5, 5),
                new ControlAdded("C1", "Water alarm", "Keep records", States.Actor),
                new ActionPlanned("A1", "Buy a pump", States.Actor, States.Today, "Issue permits", null),
                new ActionCompleted("A1", "Bought", States.Today.AddDays(90)),
                States.Resting(States.Rated(RatingStage.Current, 1, 1), "A1"),
                new ActionChecked("A1", Verdict.Effective, "It pumps"),
                new Linked("O-0002", LinkKind.Related)
            );
        var thread = Of(States.Accepted(entry), Items.Records, Items.Permits, Items.Budget);

        Assert.Equal("a-balanced-budget", thread.Objectives[0].Item!.Slug);
        Assert.Equal(["Floods", "Readers"], [thread.Issues[0].Name, thread.Parties[0].Name]);
        Assert.Equal([new ThreadAddress("S-0003", "/api/demo/signals/S-0003")], thread.Signals);
        Assert.Equal([new ThreadTie("O-0002", LinkKind.Related, "/api/demo/entries/O-0002")], thread.Ties);
        Assert.Equal("keep-records", thread.Controls[0].Process!.Item!.Slug);
        Assert.Equal(
            ("done", "issue-permits", Verdict.Effective),
            (thread.Actions[0].State, thread.Actions[0].Process!.Item!.Slug, thread.Actions[0].Check!.Verdict)
        );
        Assert.True(thread.Acceptance!.Holds);
        Assert.Equal(
            ("very-high", "low", RatingBasis.Proven),
            (thread.Effect.Inherent, thread.Effect.Level, thread.Effect.Basis)
        );
    }

    [Fact]
    public void The_thread_of_an_opportunity_ends_with_what_it_has_brought()
    {
        var entry = States.ARatedOpportunity.After(
            new BenefitExpected("Visitors", 40, "a week", States.Today),
            new BenefitRealised(10, States.Today, "Counted")
        );

        Assert.Equal(0.25, Of(entry).Effect.Realisation!.Share);
    }

    private static EntryThread Of(Entry entry, params IReadOnlyList<ContextItem> items) =>
        EntryThread.Of(entry, items, States.Context);
}
