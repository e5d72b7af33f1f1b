using RiskRegister.Criteria;
using RiskRegister.Digests;
using RiskRegister.Digests.Composing;
using RiskRegister.Digests.Stakeholders;
using RiskRegister.Entries;
using RiskRegister.People;
using RiskRegister.Register;
using RiskRegister.Tests.Register;
using Xunit;

namespace RiskRegister.Tests.Digests;

public sealed class StakeholderDigestTests
{
    private static readonly AgencySettings Settings = DefaultSettings.For("Office of Samples");
    private static readonly DateTimeOffset Now = new(2031, 6, 18, 6, 0, 0, TimeSpan.Zero);
    private static readonly Person Reader = new("demo", "reader@demo.example", "Rufus", [Role.Reader], null);

    [Fact]
    public void It_tells_what_is_highest_and_what_went_up_down_came_and_closed()
    {
        var digest = Compose(
            Reader,
            Still(Risk("R-0001", 5, 5)),
            Moved(Risk("R-0002", 4, 4), Risk("R-0002", 1, 1)),
            Moved(Risk("R-0003", 1, 1), Risk("R-0003", 4, 4)),
            Moved(Risk("R-0004", 3, 3), null),
            Moved(Risk("R-0005", 2, 2) with { State = EntryState.Closed, ClosedReason = "Over" }, Risk("R-0005", 2, 2))
        );

        Assert.Equal(["top-risks", "up", "down", "new", "closed"], digest.Sections.Select(section => section.Kind));
        Assert.Equal(["R-0001", "R-0002", "R-0004", "R-0003"], References(digest, "top-risks"));
        Assert.Equal(["R-0002"], References(digest, "up"));
        Assert.Equal("From Low to High.", digest.Sections[1].Items[0].What);
        Assert.Equal(["R-0003"], References(digest, "down"));
        Assert.Equal(["R-0004"], References(digest, "new"));
        Assert.Equal(["R-0005"], References(digest, "closed"));
        Assert.False(digest.IsEmpty);
    }

    [Fact]
    public void It_is_empty_when_nothing_has_moved() => Assert.True(Compose(Reader, Still(Risk("R-0001", 5, 5))).IsEmpty);

    [Fact]
    public void A_confidential_entry_is_left_out_of_lines_counts_and_matrix_unless_the_reader_may_see_it()
    {
        var secret = Moved(Risk("R-0001", 5, 5), null) with { Readers = ["owner@demo.example"] };
        var hidden = Compose(Reader, secret, Still(Risk("R-0002", 1, 1)));
        var shown = Compose(Reader with { Email = "owner@demo.example" }, secret, Still(Risk("R-0002", 1, 1)));
        var overseen = Compose(Reader with { Roles = [Role.Auditor] }, secret, Still(Risk("R-0002", 1, 1)));

        Assert.Equal((1, 0, 1, true), (hidden.Risks, hidden.Outside, CountIn(hidden), hidden.IsEmpty));
        Assert.Equal((2, 1, 2, false), (shown.Risks, shown.Outside, CountIn(shown), shown.IsEmpty));
        Assert.Equal(2, overseen.Risks);
    }

    [Fact]
    public void The_matrix_has_the_highest_likelihood_first_and_counts_what_has_no_rating_of_today_apart()
    {
        var old = Risk("R-0002", 5, 5);
        old = old with { Inherent = old.Inherent! with { CriteriaVersion = 0 } };
        var matrix = Assert.Single(Compose(Reader, Still(Risk("R-0001", 5, 1)), Still(old)).Matrices);

        Assert.Equal((1, "Almost certain", 1), (matrix.Rows[0].Cells[0].Count, matrix.Rows[0].Name, matrix.Unrated));
        Assert.Equal((4, "Very high"), (matrix.Rows[0].Cells[4].Shade, matrix.Rows[0].Cells[4].Level));
    }

    [Fact]
    public async Task What_moved_is_read_from_the_events_of_the_period()
    {
        await using var register = await FilledRegister.MakeAsync();
        var old = await RaiseAsync(register, "Old", hours: 0);
        await RateAsync(register, old, 1, hours: 1);
        var same = await RaiseAsync(register, "Same", hours: 0);
        await RateAsync(register, same, 3, hours: 1);
        await RateAsync(register, old, 5, hours: 50);
        var young = await RaiseAsync(register, "New", hours: 50);
        var gone = await RaiseAsync(register, "Gone", hours: 2);
        await DoAsync(register, gone, new Closed("Over"), hours: 51);

        var reader = new RegisterReader(register.Get<RegisterContainer>(), register.Get<EntryList>(), TimeProvider.System);
        var facts = await reader.ReadAsync(FilledRegister.Agency, FilledRegister.Noon.AddHours(24), default);
        var by = facts.Entries.ToDictionary(fact => fact.Entry.Reference);

        Assert.Equal((1, 4, true), (by[old].RankBefore, by[old].Rank, by[old].HasMoved));
        Assert.False(by[same].HasMoved || by[same].IsNew);
        Assert.True(by[young].IsNew);
        Assert.True(by[gone].IsClosed);
        Assert.Same(facts, await reader.ReadAsync(FilledRegister.Agency, FilledRegister.Noon.AddHours(24), default));
    }

    private static StakeholderDigest Compose(Person person, params EntryFact[] facts) =>
        StakeholderDigest.Compose(
            new DigestFacts(
                person,
                Settings,
                Roster.Empty,
                new DateOnly(2031, 6, 18),
                Now.AddDays(-7),
                Settings.LocaleOf(null),
                new Uri("https://register.example")
            ),
            new RegisterFacts(Now.AddDays(-7), facts)
        );

    private static IEnumerable<string> References(StakeholderDigest digest, string kind) =>
        digest.Sections.Single(section => section.Kind == kind).Items.Select(item => item.Reference);

    private static int CountIn(StakeholderDigest digest) =>
        digest.Matrices.Sum(matrix => matrix.Rows.Sum(row => row.Cells.Sum(cell => cell.Count)));

    private static EntryFact Still(Entry entry) => new(entry, null, null);

    private static EntryFact Moved(Entry entry, Entry? before) => new(entry, null, before) { IsChanged = true };

    private static Entry Risk(string reference, int likelihood, int consequence) =>
        Entry.Unborn("demo", reference) with
        {
            State = EntryState.Open,
            Title = "Archive floods",
            Inherent = Rated(likelihood, consequence),
        };

    private static Rating Rated(int likelihood, int consequence) =>
        Settings.Criteria.Rate(EntryKind.Risk, likelihood, consequence, "Seen", Now, "owner@demo.example");

    private static Task<string> RaiseAsync(EmptyRegister register, string title, int hours) =>
        register.RaiseAsync(FilledRegister.Risk(title), hours);

    private static Task RateAsync(EmptyRegister register, string reference, int step, int hours) =>
        DoAsync(register, reference, new Assessed(RatingStage.Inherent, Rated(step, step), null), hours);

    private static Task DoAsync(EmptyRegister register, string reference, EntryEvent data, int hours) =>
        register
            .Get<EntryStore>()
            .ChangeAsync(FilledRegister.Agency, reference, FilledRegister.At(hours), (entry, at) => Decision.Accept(data));
}
