using RiskRegister.Criteria;
using RiskRegister.Criteria.Changing;
using RiskRegister.Tests.Entries;
using Xunit;

namespace RiskRegister.Tests.Criteria;

public sealed class ChangeSettingsTests
{
    [Fact]
    public void A_change_makes_the_next_version_with_its_reason()
    {
        var change = Wanted.Decide(("name", "\" North-West \"")).Change!;

        Assert.Equal(("settings-changed", "The board has decided so"), (change.Name, change.Why));
        Assert.Equal((4, "North-West"), (change.After.Settings.Version, change.After.Settings.Name));
    }

    [Fact]
    public void Every_setting_can_be_changed()
    {
        var decision = Wanted.Decide(
            ("name", "\"B\""),
            ("timeZone", "\"Europe/Paris\""),
            ("isoEdition", "2015"),
            ("criteria.levels[0].reviewEveryDays", "300"),
            ("appetite", """{"*":"low"}"""),
            ("categories", """["One"]"""),
            ("checkAfterDays", "60"),
            ("deadlines.reminders", "[5]"),
            ("fastReviews", "0.25"),
            ("quietReviews", "3"),
            ("workingDays", """["sunday"]"""),
            ("holidays", """[{"day":"2031-12-25","name":"Christmas Day"}]""")
        );

        Assert.Empty(decision.Refusals);
        var changes = SettingsDifference.Between(Wanted.InForce.Settings, decision.Change!.After.Settings);
        Assert.Equal(
            [
                "appetite.*",
                "categories",
                "checkAfterDays",
                "criteria.levels[0].reviewEveryDays",
                "deadlines.reminders",
                "fastReviews",
                "holidays",
                "isoEdition",
                "name",
                "quietReviews",
                "timeZone",
                "workingDays",
            ],
            changes.Select(change => change.Field).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Versions_need_not_be_sent() =>
        Assert.Empty(Wanted.Decide(("version", "0"), ("criteria.version", "0"), ("name", "\"B\"")).Refusals);

    [Fact]
    public void Nothing_is_stored_when_nothing_differs()
    {
        var decision = Wanted.Decide();

        Assert.Null(decision.Change);
        Assert.Empty(decision.Refusals);
        Assert.Empty(decision.Beside);
    }

    [Theory]
    [InlineData("criteria.matrix[0][2]", "\"medium\"")]
    [InlineData("criteria.likelihood[0].name", "\"Very rare\"")]
    [InlineData("criteria.likelihood[0].description", "\"Hardly ever\"")]
    [InlineData("criteria.likelihood[4].percent", """{"from":90,"to":100}""")]
    [InlineData("criteria.likelihood[0].within", "\"once in a century\"")]
    [InlineData("criteria.consequence[0].impacts.finance", "\"Below a thousand\"")]
    [InlineData("criteria.benefit[0].description", "\"Nearly nothing\"")]
    [InlineData("criteria.feasibility[0].description", "\"Not in our lives\"")]
    public void The_version_of_the_criteria_rises_with_what_ratings_depend_on(string path, string json)
    {
        var settings = Wanted.Decide((path, json)).Change!.After.Settings;

        Assert.Equal((4, 3), (settings.Version, settings.Criteria.Version));
    }

    [Fact]
    public void The_version_of_the_criteria_rises_with_another_order_of_levels()
    {
        var levels = Wanted.InForce.Settings.Criteria.Levels;
        var other = Wanted.InForce.Settings.Criteria with { Levels = [levels[1], levels[0], .. levels.Skip(2)] };

        Assert.False(other.MeansTheSameAs(Wanted.InForce.Settings.Criteria));
    }

    [Theory]
    [InlineData("criteria.levels[0].reviewEveryDays", "364")]
    [InlineData("criteria.levels[0].authority", "\"Anybody\"")]
    [InlineData("criteria.levels[0].name", "\"Green\"")]
    [InlineData("appetite", """{"*":"low"}""")]
    [InlineData("name", "\"Other\"")]
    public void It_stays_with_what_changes_nothing_about_what_was_rated(string path, string json)
    {
        var settings = Wanted.Decide((path, json)).Change!.After.Settings;

        Assert.Equal((4, 2), (settings.Version, settings.Criteria.Version));
    }

    [Fact]
    public void A_change_tells_of_itself_in_the_same_commit()
    {
        var message = Assert.Single(Wanted.Decide(("name", "\"B\"")).Beside);

        Assert.Equal("outbox:settings:4", message.Id);
    }

    [Fact]
    public void Settings_of_before_versions_were_kept_become_the_first_version()
    {
        var old = Wanted.InForce with { Version = 0, Head = null, Settings = DefaultSettings.For("North") };
        var command = Wanted.With(("name", "\"B\""), ("version", "1"), ("criteria.version", "1"));

        var decision = Change.Decide(command, old, States.Context);

        Assert.Equal((2, 1), (decision.Change!.After.Settings.Version, decision.Change.After.Version));
        Assert.Equal(["version:settings:00001", "outbox:settings:2"], decision.Beside.Select(write => write.Id));
    }
}
