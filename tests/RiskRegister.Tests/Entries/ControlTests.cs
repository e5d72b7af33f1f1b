using RiskRegister.Entries;
using RiskRegister.Entries.Controlling;
using Xunit;

namespace RiskRegister.Tests.Entries;

public sealed class ControlTests
{
    private static readonly AddEntryControl Alarm = new(" Water alarm ", " Keep records ", "it@demo.example");

    private static readonly Entry WithAlarm = States.ARatedRisk.After(new ControlAdded("C1", "Water alarm", null, null));

    [Fact]
    public void A_control_is_noted_with_its_process_and_who_keeps_it_working()
    {
        Assert.Equal(
            [new ControlAdded("C1", "Water alarm", "Keep records", "it@demo.example")],
            AddControl.Decide(Alarm, States.ARatedRisk, States.Context).Accepted()
        );
    }

    [Fact]
    public void A_control_without_owner_is_the_entry_owners()
    {
        Assert.Equal(States.Actor, Added(Alarm with { Owner = " " }, States.ARatedRisk).Owner);
    }

    [Fact]
    public void Controls_are_numbered_within_the_entry_and_an_id_is_never_used_again()
    {
        var retired = WithAlarm.After(new ControlRetired("C1", States.Today, "Broken"));

        Assert.Equal("C2", Added(Alarm, retired).Id);
    }

    [Fact]
    public void A_control_needs_a_title_of_a_line()
    {
        var line = new string('x', 201);

        Assert.Equal(["title required"], AddControl.Decide(new(" ", null, null), States.ARatedRisk, States.Context).Rules());
        Assert.Equal(
            ["title too-long", "process too-long", "owner too-long"],
            AddControl.Decide(new(line, line, line), States.ARatedRisk, States.Context).Rules()
        );
    }

    [Fact]
    public void A_retired_control_stays_with_its_day_and_reason()
    {
        var events = RetireControl.Decide(new("C1", " Broken "), WithAlarm, States.Context).Accepted();

        var control = Assert.Single(WithAlarm.After([.. events]).Controls);
        Assert.Equal((States.Today, "Broken"), (control.RetiredOn, control.RetiredReason));
    }

    [Fact]
    public void Only_a_control_in_force_can_be_retired()
    {
        var retired = WithAlarm.After(new ControlRetired("C1", States.Today, "Broken"));
        var unknown = RetireControl.Decide(new("C2", "Broken"), WithAlarm, States.Context);

        Assert.Equal(["control unknown-control"], unknown.Rules());
        Assert.EndsWith("In force: C1.", unknown.Refusals[0].Message, StringComparison.Ordinal);
        Assert.Equal(["control retired-already"], RetireControl.Decide(new("C1", "Again"), retired, States.Context).Rules());
        Assert.Equal(
            ["control unknown-control", "reason required"],
            RetireControl.Decide(new(null, null), WithAlarm, States.Context).Rules()
        );
    }

    [Fact]
    public void A_closed_entry_keeps_its_controls_as_they_are()
    {
        var closed = WithAlarm.After(new Closed("Gone"));

        Assert.Equal(["entry-is-closed"], AddControl.Decide(Alarm, closed, States.Context).Rules());
        Assert.Equal(["entry-is-closed"], RetireControl.Decide(new("C1", "Broken"), closed, States.Context).Rules());
    }

    private static ControlAdded Added(AddEntryControl command, Entry entry) =>
        Assert.IsType<ControlAdded>(Assert.Single(AddControl.Decide(command, entry, States.Context).Accepted()));
}
