using RiskRegister.Api;
using RiskRegister.Criteria;
using RiskRegister.Criteria.Changing;
using RiskRegister.Tests.Entries;
using Xunit;

namespace RiskRegister.Tests.Criteria;

public sealed class SettingsChecksTests
{
    private const string Three =
        """[{"name":"A","description":"a"},{"name":"B","description":"b"},{"name":"C","description":"c"}]""";
    private const string Two = """[{"name":"A","description":"a"},{"name":"B","description":"b"}]""";
    private const string Two3 = """[["low","low","high"],["low","medium","high"]]""";
    private const string Three3 = """[["low","low","high"],["low","medium","high"],["high","high","very-high"]]""";

    [Fact]
    public void The_shipped_defaults_fit_together_and_describe_what_steps_mean()
    {
        var defaults = DefaultSettings.For("North");

        Assert.Empty(new RiskRegister.Entries.Checks().Settings(defaults).Refusals);
        Assert.All(defaults.Criteria.Levels, level => Assert.NotNull(level.Authority));
        Assert.All(defaults.Criteria.Likelihood, step => Assert.True(step is { Percent: not null, Within: not null }));
        Assert.All(
            defaults.Criteria.Consequence,
            step => Assert.Equal(["service", "people", "legal", "finance", "reputation", "environment"], step.Impacts!.Keys)
        );
    }

    [Fact]
    public void Scales_of_three_steps_with_a_matrix_of_three_are_criteria() =>
        Assert.Empty(
            Wanted
                .Decide(
                    ("criteria.likelihood", Three),
                    ("criteria.consequence", Three),
                    ("criteria.feasibility", Three),
                    ("criteria.benefit", Three),
                    ("criteria.matrix", Three3)
                )
                .Refusals
        );

    [Fact]
    public void Likelihood_may_have_fewer_steps_than_consequence() =>
        Assert.Empty(
            Wanted
                .Decide(
                    ("criteria.likelihood", Three),
                    ("criteria.feasibility", Three),
                    (
                        "criteria.matrix",
                        """[["low","low","low","low","high"],["low","low","low","low","high"],["low","low","low","high","high"]]"""
                    )
                )
                .Refusals
        );

    [Fact]
    public void A_scale_has_three_to_seven_steps()
    {
        var refusals = Wanted
            .Decide(("criteria.likelihood", Two), ("criteria.feasibility", Two), ("criteria.matrix", Two3))
            .Refusals;

        Assert.Contains(refusals, r => r is { Field: "criteria.likelihood", Rule: "bad-count" });
        Assert.Contains("there are 2", refusals[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    // Scales.
    [InlineData("criteria.feasibility", Three, "criteria.feasibility", "other-count")]
    [InlineData("criteria.benefit", Three, "criteria.benefit", "other-count")]
    [InlineData("criteria.likelihood[1].name", "\" \"", "criteria.likelihood[1].name", "required")]
    [InlineData("criteria.likelihood[1].name", "null", "criteria.likelihood[1].name", "required")]
    [InlineData("criteria.likelihood[1].name", "\"rare\"", "criteria.likelihood[1].name", "not-unique")]
    [InlineData("criteria.consequence[4].description", "\"\"", "criteria.consequence[4].description", "required")]
    [InlineData("criteria.consequence[4]", "null", "criteria.consequence[4].name", "required")]
    [InlineData("criteria.likelihood[1].percent", """{"from":20,"to":5}""", "criteria.likelihood[1].percent", "bad-band")]
    [InlineData("criteria.likelihood[4].percent", """{"from":80,"to":101}""", "criteria.likelihood[4].percent", "bad-band")]
    [InlineData("criteria.likelihood[1].percent", """{"from":4,"to":20}""", "criteria.likelihood[1].percent", "overlaps")]
    [InlineData("criteria.benefit[0].percent", """{"from":4,"to":20}""", "criteria.benefit[0].percent", "not-here")]
    [InlineData("criteria.benefit[0].within", "\"a year\"", "criteria.benefit[0].within", "not-here")]
    [InlineData("criteria.likelihood[0].impacts", """{"finance":"Little"}""", "criteria.likelihood[0].impacts", "not-here")]
    [InlineData("criteria.consequence[0].impacts.finance", "\"\"", "criteria.consequence[0].impacts.finance", "required")]
    [InlineData("criteria.consequence[0].impacts.health", "\"None\"", "criteria.consequence[1].impacts.health", "required")]
    [InlineData("criteria.consequence[0].impacts", "null", "criteria.consequence[0].impacts.legal", "required")]
    // Levels.
    [InlineData(
        "criteria.levels",
        """[{"id":"low","name":"Low","reviewEveryDays":9,"authority":"All"}]""",
        "criteria.levels",
        "bad-count"
    )]
    [InlineData("criteria.levels[0].id", "\"Low\"", "criteria.levels[0].id", "bad-id")]
    [InlineData("criteria.levels[0].id", "\"medium\"", "criteria.levels[1].id", "not-unique")]
    [InlineData("criteria.levels[0].name", "\"HIGH\"", "criteria.levels[2].name", "not-unique")]
    [InlineData("criteria.levels[0].name", "null", "criteria.levels[0].name", "required")]
    [InlineData("criteria.levels[0].reviewEveryDays", "0", "criteria.levels[0].reviewEveryDays", "out-of-range")]
    [InlineData("criteria.levels[0].reviewEveryDays", "1826", "criteria.levels[0].reviewEveryDays", "out-of-range")]
    [InlineData("criteria.levels[3].authority", "null", "criteria.levels[3].authority", "required")]
    // Matrix.
    [InlineData("criteria.matrix", Three3, "criteria.matrix", "bad-shape")]
    [InlineData("criteria.matrix[2]", """["low","medium","medium","high"]""", "criteria.matrix[2]", "bad-shape")]
    [InlineData("criteria.matrix[2]", "null", "criteria.matrix[2]", "bad-shape")]
    [InlineData("criteria.matrix[2][1]", "\"extreme\"", "criteria.matrix[2]", "unknown-level")]
    [InlineData("criteria.matrix[2][1]", "\"very-high\"", "criteria.matrix[2]", "falls")]
    [InlineData("criteria.matrix[0][4]", "\"very-high\"", "criteria.matrix[1]", "falls")]
    // Appetite and categories.
    [InlineData("appetite", """{"Legal":"low"}""", "appetite", "required")]
    [InlineData("appetite", """{"*":"low","Space":"low"}""", "appetite.Space", "unknown-category")]
    [InlineData("appetite", """{"*":"extreme"}""", "appetite.*", "unknown-level")]
    [InlineData("appetite", """{"*":null}""", "appetite.*", "unknown-level")]
    [InlineData("categories", "[]", "categories", "bad-count")]
    [InlineData("categories[1]", "\"strategy\"", "categories[1]", "not-unique")]
    [InlineData("categories[1]", "\"\"", "categories[1]", "required")]
    // The rest.
    [InlineData("name", "\" \"", "name", "required")]
    [InlineData("timeZone", "\"Mars/North\"", "timeZone", "unknown-time-zone")]
    [InlineData("timeZone", "\"\"", "timeZone", "unknown-time-zone")]
    [InlineData("isoEdition", "2008", "isoEdition", "unknown-edition")]
    [InlineData("checkAfterDays", "0", "checkAfterDays", "out-of-range")]
    [InlineData("checkAfterDays", "1826", "checkAfterDays", "out-of-range")]
    [InlineData("fastReviews", "0", "fastReviews", "out-of-range")]
    [InlineData("fastReviews", "1.1", "fastReviews", "out-of-range")]
    [InlineData("quietReviews", "0", "quietReviews", "out-of-range")]
    [InlineData("acceptanceNoticeDays", "367", "acceptanceNoticeDays", "out-of-range")]
    [InlineData("deadlines.reminders", "[7,3]", "deadlines.reminders[1]", "out-of-order")]
    [InlineData("deadlines.reminders", "[0]", "deadlines.reminders[0]", "out-of-order")]
    [InlineData("deadlines.reminders", "[14]", "deadlines.escalateToManager", "out-of-order")]
    [InlineData("deadlines.escalateToRiskManager", "14", "deadlines.escalateToRiskManager", "out-of-order")]
    [InlineData("deadlines.escalateToRiskManager", "366", "deadlines.escalateToRiskManager", "out-of-order")]
    [InlineData("workingDays", "[]", "workingDays", "bad-week")]
    [InlineData("workingDays", """["monday","monday"]""", "workingDays", "bad-week")]
    [InlineData("holidays", """[{"day":"2031-12-25","name":" "}]""", "holidays[0].name", "required")]
    [InlineData("holidays", """[{"name":"Some day"}]""", "holidays[0].day", "bad-day")]
    [InlineData(
        "holidays",
        """[{"day":"2031-12-25","name":"A"},{"day":"2031-12-25","name":"B"}]""",
        "holidays[1].day",
        "not-unique"
    )]
    [InlineData("version", "2", "version", "counts-by-itself")]
    [InlineData("criteria.version", "3", "criteria.version", "counts-by-itself")]
    [InlineData("reason", "\" \"", "reason", "required")]
    public void What_does_not_fit_is_named_by_its_path_and_how_to_mend_it(string path, string json, string field, string rule)
    {
        var decision = Wanted.Decide((path, json));

        Assert.Null(decision.Change);
        Assert.Contains(decision.Refusals, r => r.Field == field && r.Rule == rule);
        Assert.All(decision.Refusals, r => Assert.EndsWith(".", r.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"criteria":null,"appetite":null,"categories":null,"deadlines":null,"holidays":null,"workingDays":null}""")]
    [InlineData("""{"criteria":{},"deadlines":{},"holidays":[null]}""")]
    [InlineData(
        """{"criteria":{"likelihood":[null],"levels":[null],"matrix":[null,[null]]},"appetite":{"*":null},"categories":[null]}"""
    )]
    public void What_is_left_out_or_null_is_asked_for(string body)
    {
        var command = JsonBody.Parse<ChangeSettings>(System.Text.Encoding.UTF8.GetBytes(body));
        var decision = Change.Decide(command, Wanted.InForce, States.Context);

        Assert.Superset(
            new HashSet<string>(["name", "timeZone", "isoEdition", "criteria.likelihood", "criteria.levels", "reason"]),
            decision.Refusals.Select(r => r.Field).ToHashSet()
        );
    }
}
