using RiskRegister.Access;
using RiskRegister.Context;
using RiskRegister.Criteria;
using RiskRegister.Demo;
using RiskRegister.Entries;
using RiskRegister.People;
using RiskRegister.Register;
using Xunit;

namespace RiskRegister.Tests.Demo;

public sealed class DemoFileTests
{
    private static readonly DemoFile File = DemoFile.Content;
    private static readonly AgencySettings Settings = File.Settings();

    /// <summary>Days on which a clock change, a leap day or the night makes counting days harder.</summary>
    public static TheoryData<string> Moments =>
        [
            "2031-06-18T11:20:00Z",
            "2031-06-18T23:30:00Z",
            "2031-03-30T01:30:00Z",
            "2031-10-26T00:30:00Z",
            "2032-02-29T12:00:00Z",
            "2032-01-01T00:00:00Z",
        ];

    [Theory]
    [MemberData(nameof(Moments))]
    public void Every_step_is_let_through_whenever_it_is_loaded(string moment)
    {
        Assert.Equal(40, Load(At(moment)).Count);
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public void Every_standing_and_every_state_is_there(string moment)
    {
        var documents = Load(At(moment)).Select(c => c.Document).ToList();

        // The criteria of the demo were never changed.
        Assert.Equal(
            Standing.All.Except([Standing.NeedsRerating]).Order(),
            documents.SelectMany(d => d.Standing).Distinct().Order()
        );
        Assert.Equal(Enum.GetValues<EntryState>(), documents.Select(d => d.State).Distinct().Order());
        Assert.Equal(Enum.GetValues<EntryKind>(), documents.Select(d => d.Kind).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public void A_dozen_entries_of_six_owners_are_due_today(string moment)
    {
        var now = At(moment);
        var due = Load(now).Select(c => c.Entry).Where(e => e.NextReview <= Settings.DayOf(now)).ToList();

        Assert.Equal(12, due.Count);
        Assert.Equal(6, due.Select(e => e.Owner).OfType<string>().Distinct().Count());
        Assert.Equal(3, due.Count(e => e.Owner == "owner@demo.example"));
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public void Nothing_has_happened_later_than_now(string moment)
    {
        Assert.All(Load(At(moment)).SelectMany(c => c.Events), e => Assert.True(e.At <= At(moment)));
    }

    [Fact]
    public void The_steps_of_an_entry_and_the_raising_of_entries_are_in_the_order_of_time()
    {
        Assert.All(File.Entries, e => Assert.Equal(e.Steps.OrderByDescending(s => s.DaysAgo), e.Steps));
        Assert.Equal(File.Entries.OrderByDescending(e => e.Steps[0].DaysAgo), File.Entries);
    }

    [Fact]
    public void Nobody_has_done_what_their_roles_do_not_let_them_do()
    {
        var roles = File.People.ToDictionary(p => p.Email, p => p.Roles);

        Assert.All(
            File.Entries.SelectMany(e => e.Steps).Where(step => step.Called is null),
            step => Assert.NotEmpty(roles[step.By].Intersect(Policies.ByFunction[FunctionOf(step)].Roles))
        );
    }

    [Fact]
    public void Only_people_categories_and_parts_of_the_context_of_the_agency_are_named()
    {
        var people = File.People.Select(p => p.Email);
        var raised = File.Entries.Select(e => e.Steps[0].Raise!).ToList();
        var plans = File.Entries.SelectMany(e => e.Steps).Select(s => s.Plan).OfType<DemoPlan>().ToList();

        AllAreIn(people, File.People.Select(p => p.Manager));
        AllAreIn(people, raised.Select(r => r.Owner).Concat(plans.Select(p => p.Owner)));
        AllAreIn(Settings.Categories, raised.Select(r => r.Category));
        AllAreIn(people, File.Context.Select(item => item.Owner));
        AllAreIn(Names(ContextKind.Process), File.Context.SelectMany(item => item.Processes));
        AllAreIn(Names(ContextKind.Objective), File.Context.SelectMany(item => item.Objectives));
        var named = Load(At("2031-06-18T11:20:00Z")).SelectMany(change => ContextName.Of(change.Entry)).ToList();
        Assert.All(
            Enum.GetValues<ContextKind>(),
            kind =>
            {
                Assert.Contains(named, name => name.Kind == kind);
                AllAreIn(Names(kind), named.Where(name => name.Kind == kind).Select(name => name.Name));
            }
        );
        AllAreIn(Settings.Categories.Append("*"), Settings.Appetite.Keys);
        AllAreIn(Settings.Criteria.Levels.Select(l => l.Id), Settings.Appetite.Values);
    }

    [Theory]
    [InlineData("admin@demo.example", Role.Administrator)]
    [InlineData("manager@demo.example", Role.RiskManager)]
    [InlineData("owner@demo.example", Role.Owner)]
    [InlineData("approver@demo.example", Role.Approver)]
    [InlineData("auditor@demo.example", Role.Auditor)]
    [InlineData("reader@demo.example", Role.Reader)]
    [InlineData("contributor@demo.example", Role.Contributor)]
    public void There_is_somebody_of_every_role(string email, Role role)
    {
        Assert.Equal([role], File.People.Single(p => p.Email == email).Roles);
    }

    [Fact]
    public void Some_approver_may_accept_every_level()
    {
        var authorities = File.People.Select(p => p.In("demo", new DateOnly(2031, 6, 18)).AuthorityRank(Settings.Criteria));

        Assert.Equal(Settings.Criteria.Levels.Count, authorities.Max());
    }

    [Fact]
    public void Every_owner_has_a_manager_who_can_be_told()
    {
        Assert.All(File.People.Where(p => p.Roles.Contains(Role.Owner)), p => Assert.NotNull(p.Manager));
    }

    [Fact]
    public void A_refused_step_names_the_entry_and_the_rule()
    {
        var closed = File.Entries.First(e => e.Steps[^1].Close is not null);
        var twice = new DemoEntry([.. closed.Steps, closed.Steps[^1]]);

        var refusal = Assert.Throws<InvalidOperationException>(() =>
            twice.Replay(DemoData.Agency, "R-0001", Settings, At("2031-06-18T11:20:00Z"))
        );

        Assert.Contains(closed.Steps[0].Raise!.Title!, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("entry-is-closed", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_entries_fit_into_few_commits()
    {
        Assert.All(Load(At("2031-06-18T11:20:00Z")), c => Assert.InRange(c.Appended(null).Count(), 2, 40));
    }

    [Fact]
    public void Every_item_of_the_context_is_let_through()
    {
        var items = new List<ContextItem>();
        foreach (var command in File.Context)
        {
            var decision = AddItem.Decide(DemoData.Agency, command, null, items);
            Assert.Empty(decision.Refusals);
            items.Add(decision.Change!.After);
        }

        Assert.Equal(Enum.GetValues<ContextKind>(), items.Select(item => item.Kind).Distinct().Order());
        Assert.Distinct(items.Select(item => item.Id));
    }

    private static IEnumerable<string> Names(ContextKind kind) =>
        File.Context.Where(item => item.Kind == kind).Select(item => item.Name!);

    private static void AllAreIn(IEnumerable<string> known, IEnumerable<string?> named) =>
        Assert.Empty(named.OfType<string>().Except(known));

    private static DateTimeOffset At(string moment) =>
        DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture);

    private static List<Changeset> Load(DateTimeOffset now) =>
        [.. File.Entries.Select((e, n) => e.Replay(DemoData.Agency, $"X-{n}", Settings, now))];

    private static string FunctionOf(DemoStep step) =>
        step switch
        {
            { Raise: not null } => "RaiseEntry",
            { Assess: not null } => "AssessEntry",
            { Respond: not null } => "RespondToEntry",
            { Control: not null } => "AddControl",
            { Plan: not null } => "PlanAction",
            { Complete: not null } => "CompleteAction",
            { AskAcceptance: not null } => "RequestAcceptance",
            { Accept: not null } => "AcceptEntry",
            { Pursue: not null } => "DecidePursuit",
            { Expect: not null } => "ExpectBenefit",
            { Realise: not null } => "RealiseBenefit",
            { Occur: not null } => "RecordOccurrence",
            { Review: not null } => "ReviewEntry",
            _ => "CloseEntry",
        };
}
