using RiskRegister.People;
using RiskRegister.Register.Records;
using RiskRegister.Tests.Entries;
using Xunit;
using static RiskRegister.Tests.People.Staff;

namespace RiskRegister.Tests.People;

public sealed class SetDigestsTests
{
    private static readonly DateOnly Monday = new(2031, 6, 2);

    [Fact]
    public void Who_has_said_nothing_gets_a_digest_of_their_work_every_day_and_no_other()
    {
        Assert.True(Nora.Wants(DigestKind.Digest, Today));
        Assert.False(Nora.Wants(DigestKind.StakeholderDigest, Today));
    }

    [Fact]
    public void What_is_left_out_stays()
    {
        var weekly = Set(new() { Frequency = DigestFrequency.Weekly, Language = "fr" }).After();
        var later = Set(new() { Hour = 16 }, weekly).After();

        Assert.Equal((DigestFrequency.Weekly, "fr", 16), (later.Digests.Frequency, later.Digests.Language, later.Digests.Hour));
        Assert.Null(Set(new() { Language = "" }, later).After().Digests.Language);
    }

    [Fact]
    public void The_hour_is_one_of_the_day_and_the_language_one_that_mails_are_written_in()
    {
        Assert.Equal(["hour bad-hour", "language unknown-word"], Set(new() { Hour = 24, Language = "tlh" }).Rules());
        Assert.Equal(["hour bad-hour"], Set(new() { Hour = -1 }).Rules());
    }

    [Fact]
    public void Who_has_left_gets_none() => Assert.Equal(["has-left"], Set(new() { Hour = 9 }, Nora.Gone()).Rules());

    [Fact]
    public void The_same_again_changes_nothing() => Assert.Null(Set(new() { Frequency = DigestFrequency.Daily }).Change);

    [Fact]
    public void Choosing_anew_sends_again_to_an_address_that_was_undeliverable()
    {
        var bounced = Nora with { Undeliverable = new(States.Now, "550 no such user") };

        Assert.False(bounced.Wants(DigestKind.Digest, Today));
        Assert.True(Set(new(), bounced).After().Wants(DigestKind.Digest, Today));
    }

    [Fact]
    public void Links_of_mails_so_far_are_made_void_on_request_only()
    {
        Assert.Equal(0, Set(new() { Hour = 9 }).After().LinkGeneration);
        Assert.Equal(1, Set(new() { VoidLinks = true }).After().LinkGeneration);
    }

    [Theory]
    [InlineData(DigestFrequency.Daily, 30)]
    [InlineData(DigestFrequency.Weekly, 5)]
    [InlineData(DigestFrequency.Monthly, 1)]
    [InlineData(DigestFrequency.None, 0)]
    public void A_month_that_has_five_Mondays_brings_as_many_digests_as_the_frequency_says(DigestFrequency frequency, int digests)
    {
        var preferences = new DigestPreferences { Frequency = frequency };

        var days = Enumerable
            .Range(0, 30)
            .Select(Monday.AddDays(-1).AddDays)
            .Where(day => preferences.IsDay(DigestKind.Digest, day));

        Assert.Equal(digests, days.Count());
    }

    [Fact]
    public void Turning_one_digest_off_leaves_the_other()
    {
        var both = new DigestPreferences { Stakeholder = DigestFrequency.Monthly };

        Assert.Equal(DigestFrequency.Daily, both.Without(DigestKind.StakeholderDigest).Frequency);
        Assert.Equal(DigestFrequency.Monthly, both.Without(DigestKind.Digest).Stakeholder);
    }

    private static RecordDecision<Person> Set(SetPersonDigests command, Person? person = null) =>
        SetDigests.Decide(command, person ?? Nora, Nora, Here);
}
