using RiskRegister.Entries;
using RiskRegister.Signals;
using RiskRegister.Tests.Entries;
using Xunit;
using static RiskRegister.Tests.Signals.Samples;

namespace RiskRegister.Tests.Signals;

public sealed class SendSignalTests
{
    [Theory]
    [InlineData(SignalKind.Incident, 3)]
    [InlineData(SignalKind.Complaint, 10)]
    [InlineData(SignalKind.Idea, 30)]
    [InlineData(SignalKind.Change, 14)]
    public void A_signal_is_to_be_answered_within_the_days_of_its_kind(SignalKind kind, int days)
    {
        var signal = SendingSignals.Made(Complaint with { Kind = kind }, "S-0001", "demo", "x", States.Context).After;

        Assert.Equal((States.Today.AddDays(days), SignalState.Open), (signal.Deadline, signal.State));
    }

    [Fact]
    public void Settings_of_before_there_were_signals_give_two_weeks()
    {
        var old = States.Settings with { SignalDays = new Dictionary<string, int>() };
        var made = SendingSignals.Made(Complaint, "S-0001", "demo", "x", States.Context with { Settings = old });

        Assert.Equal(States.Today.AddDays(14), made.After.Deadline);
    }

    [Fact]
    public void Without_a_system_the_source_is_who_sends_it()
    {
        var made = SendingSignals.Made(Complaint with { Source = " " }, "S-0001", "demo", "x", States.Context);

        Assert.Equal((States.Actor, "signal-received"), (made.After.Source, made.Name));
    }

    [Fact]
    public void Kind_and_title_are_asked_for_together()
    {
        Assert.Equal(["kind required", "title required"], Rules(new SendSignal()));
    }

    [Fact]
    public void A_breach_comes_from_a_reading_and_is_not_sent()
    {
        Assert.Equal(["kind made-by-readings"], Rules(Complaint with { Kind = SignalKind.IndicatorBreach }));
    }

    [Fact]
    public void What_has_not_happened_yet_is_no_signal()
    {
        Assert.Equal(["happenedOn in-the-future"], Rules(Complaint with { HappenedOn = States.Today.AddDays(1) }));
        Assert.Empty(Rules(Complaint with { HappenedOn = States.Today }));
    }

    [Fact]
    public void The_entries_that_a_signal_names_must_be_there()
    {
        var command = Complaint with { Entries = ["R-0001", "R-0009", " R-0001 "] };

        Assert.Equal(["entries no-such-entry"], Rules(command, "R-0001"));
        Assert.Contains(
            "R-0009",
            new Checks().Sent(command, ["R-0001"], States.Today).Refusals[0].Message,
            StringComparison.Ordinal
        );
        Assert.Empty(Rules(command, "R-0001", "R-0009"));
        Assert.Equal(["R-0001", "R-0009"], command.Named());
    }

    private static IEnumerable<string> Rules(SendSignal command, params IReadOnlyList<string> known) =>
        new Checks().Sent(command, known, States.Today).Refusals.Rules();
}
