using RiskRegister.Entries;
using RiskRegister.Reassessment;
using RiskRegister.Register;
using RiskRegister.Tests.Entries;
using Xunit;

namespace RiskRegister.Tests.Reassessment;

public sealed class RunTests
{
    private static readonly RunDocument Run = new("demo", "2031-06-18", States.Now, null, null);

    [Theory]
    [InlineData("2031-06-18", 1)]
    [InlineData("2031-06-18.2", 2)]
    [InlineData("2031-06-18.12", 12)]
    public void The_name_of_a_run_is_its_day_and_that_of_a_requested_one_has_a_number(string name, int number)
    {
        var key = RunKey.Find("demo", name);

        Assert.Equal(new RunKey("demo", States.Today) { Number = number }, key);
        Assert.Equal((name, $"reassess:demo:{name}"), (key!.Run, key.InstanceId));
    }

    [Theory]
    [InlineData("2031-6-18")]
    [InlineData("2031-06-18.1")]
    [InlineData("2031-06-18.02")]
    [InlineData("2031-06-18.2.3")]
    [InlineData("2031-06-18.")]
    [InlineData("today")]
    public void No_run_has_another_name(string name) => Assert.Null(RunKey.Find("demo", name));

    [Fact]
    public void A_key_of_before_there_were_requests_is_that_of_the_run_of_the_day()
    {
        var key = System.Text.Json.JsonSerializer.Deserialize<RunKey>(
            """{"agency":"demo","date":"2031-06-18","run":"2031-06-18","instanceId":"reassessment:demo:2031-06-18"}""",
            RegisterJson.Options
        );

        Assert.Equal(new RunKey("demo", States.Today), key);
    }

    [Fact]
    public void Pausing_and_resuming_are_kept_with_who_and_why_and_doing_them_twice_does_them_once()
    {
        var paused = Steer(Run, SteerRun.Paused);
        Assert.Equal((States.Now, true), (paused.PausedAt!.Value, paused.IsPaused));
        Assert.Same(paused, Steer(paused, SteerRun.Paused));

        var resumed = Steer(paused, SteerRun.Resumed);
        Assert.False(resumed.IsPaused);
        Assert.Same(resumed, Steer(resumed, SteerRun.Resumed));
        Assert.Equal(["paused", "resumed"], resumed.Steps.Select(step => step.What));
        Assert.All(resumed.Steps, step => Assert.Equal((States.Actor, "Because"), (step.By, step.Why)));
    }

    [Fact]
    public void A_paused_run_that_is_ended_is_paused_no_more()
    {
        var ended = Steer(Steer(Run, SteerRun.Paused), SteerRun.Ended);

        Assert.Equal((false, true, "Because"), (ended.IsPaused, ended.IsEndedEarly, ended.EndedWhy));
        Assert.Same(ended, Steer(ended, SteerRun.Ended));
    }

    [Fact]
    public void Nothing_is_done_with_a_run_that_has_ended_or_without_a_reason()
    {
        Assert.Equal(["run-has-ended"], Refused(() => Steer(Run with { EndedAt = States.Now }, SteerRun.Ended)));
        Assert.Equal(["run-has-ended"], Refused(() => Steer(Steer(Run, SteerRun.Ended), SteerRun.Resumed)));
        Assert.Equal(["required"], Refused(() => SteerRun.Decide(new(" "), Run, SteerRun.Paused, States.Context)));
    }

    [Fact]
    public void A_request_names_what_it_is_about_and_why()
    {
        var risk = States.ARatedRisk;

        Assert.Equal(
            new RunRequest(RunScope.Entry, "R-0001", null, "New law", States.Actor),
            RequestRun.Decide(new(RunScope.Entry, "R-0001", null, " New law "), risk, States.Context)
        );
        Assert.Equal("Legal", RequestRun.Decide(new(RunScope.Category, null, "Legal", "So"), null, States.Context).Category);
        Assert.Equal(RunScope.Register, RequestRun.Decide(new(RunScope.Register, null, null, "So"), null, States.Context).Scope);
    }

    [Fact]
    public void A_request_that_does_not_is_refused()
    {
        Assert.Equal(["required", "required"], Request(new(null, null, null, null)));
        Assert.Equal(["no-open-entry"], Request(new(RunScope.Entry, "R-9999", null, "So")));
        Assert.Equal(["no-open-entry"], Request(new(RunScope.Entry, "R-0001", null, "So"), States.AClosedRisk));
        Assert.Equal(["unknown-category"], Request(new(RunScope.Category, null, "Pirates", "So")));
        Assert.Equal(["not-for-this-scope", "not-for-this-scope"], Request(new(RunScope.Register, "R-0001", "Legal", "So")));
    }

    [Fact]
    public void Summaries_add_up()
    {
        var one = new RunSummary(1, 1, 1, 1, 0) { Outside = 1 };
        var other = new RunSummary(2, 1, 0, 0, 1) { Withdrawn = 1 };

        Assert.Equal(new RunSummary(3, 2, 1, 1, 1) { Outside = 1, Withdrawn = 1 }, RunSummary.Sum([one, other]));
    }

    private static RunDocument Steer(RunDocument run, string step) => SteerRun.Decide(new("Because"), run, step, States.Context);

    private static IEnumerable<string> Request(RequestReviews command, Entry? entry = null) =>
        Refused(() => RequestRun.Decide(command, entry, States.Context));

    private static IEnumerable<string> Refused(Func<object> decide) =>
        Assert.Throws<RefusedException>(decide).Refusals.Select(refusal => refusal.Rule);
}
