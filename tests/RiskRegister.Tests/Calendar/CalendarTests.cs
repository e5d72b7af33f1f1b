using RiskRegister.Calendar;
using RiskRegister.Criteria;
using RiskRegister.Digests.Unsubscribing;
using RiskRegister.Entries;
using RiskRegister.People;
using RiskRegister.Register;
using RiskRegister.Tests.Entries;
using RiskRegister.Tests.Register;
using Xunit;
using static RiskRegister.Tests.People.Staff;

namespace RiskRegister.Tests.Calendar;

public sealed class CalendarTests
{
    private static readonly Uri Register = new("https://register.example");

    private static Entry Mine => States.Born(States.Risk with { Owner = Nora.Email });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Reviews_of_own_entries_and_own_actions_are_due_and_those_of_others_are_not()
    {
        var mine = Mine.After(
            new ActionPlanned("A1", "Move the boxes", null, Today.AddDays(4), null, null),
            new ActionPlanned("A2", "Ask the plumber", Otto.Email, Today.AddDays(2), null, null)
        );

        Assert.Equal(["R-0001-A1", "R-0001-review"], DueDay.Of(Nora, [mine]).Select(due => due.Key));
        Assert.Equal(["R-0001-A2"], DueDay.Of(Otto, [mine]).Select(due => due.Key));
        Assert.Empty(DueDay.Of(Boss, [mine]));
        Assert.Empty(DueDay.Of(Nora, [mine.After(new Closed("It is over"))]));
    }

    [Fact]
    public void A_title_can_not_end_the_calendar_or_begin_an_event()
    {
        var text = Text(Mine with { Title = "Evil\r\nEND:VCALENDAR\r\nBEGIN:VEVENT, ; \\ é" });

        var read = Ical.Net.Calendar.Load(text)!;
        Assert.Equal(
            "Review R-0001: Evil\nEND:VCALENDAR\nBEGIN:VEVENT, ; \\ é",
            Assert.Single(read.Events).Summary!.ReplaceLineEndings("\n")
        );
        Assert.Single(text.Split("\r\n"), line => line == "END:VCALENDAR");
    }

    [Fact]
    public void An_event_is_a_whole_day_under_an_id_that_stays_and_the_same_days_are_the_same_text()
    {
        var (first, later) = (Text(Mine), Text(Mine with { NextReview = Today.AddDays(90) }));

        var (before, after) = (Ical.Net.Calendar.Load(first)!.Events.Single(), Ical.Net.Calendar.Load(later)!.Events.Single());
        Assert.Equal(first, Text(Mine));
        Assert.True(before.IsAllDay);
        Assert.Equal("R-0001-review@demo.register.example", before.Uid);
        Assert.Equal(before.Uid, after.Uid);
        Assert.Equal((Today.AddDays(30), Today.AddDays(90)), (before.Start!.Date, after.Start!.Date));
        Assert.Equal("https://register.example/demo/entries/R-0001", before.Url!.ToString());
    }

    [Fact]
    public void Everybody_makes_their_own_address_and_a_new_one_replaces_the_one_before()
    {
        var made = SetCalendar.Decide(new MakePersonCalendar(), Nora, Nora, Here).After();
        var renewed = SetCalendar.Decide(new MakePersonCalendar(), made, made, Here).After();

        Assert.Equal(new CalendarFeed(1, true), made.Calendar);
        Assert.Equal(new CalendarFeed(2, true), renewed.Calendar);
        Assert.Throws<NotAllowedException>(() => SetCalendar.Decide(new MakePersonCalendar(), Nora, Milo, Here));
    }

    [Fact]
    public async Task An_address_works_until_it_is_renewed_or_revoked_and_nothing_else_does()
    {
        await using var register = await EmptyRegister.MakeAsync();
        await register.Get<Agencies>().SaveAsync("demo", DefaultSettings.For("Demo"));
        var people = register.Get<PeopleDirectory>();
        var links = new CalendarLinks(new SigningKey(register.Get<RegisterContainer>()), people);
        var made = Nora with { Calendar = new CalendarFeed(1, true) };
        await people.SaveAsync("demo", [made]);

        var first = (await links.OfAsync(made, Register, Cancellation)).Segments[^1];
        Assert.Equal(Nora.Email, (await links.FindAsync(first, Cancellation))?.Email);
        Assert.Null(await links.FindAsync(first[..^4], Cancellation));
        Assert.Null(await links.FindAsync($"A{first[1..]}", Cancellation));
        Assert.Null(await links.FindAsync("x.ics", Cancellation));

        var renewed = made with { Calendar = new CalendarFeed(2, true) };
        await people.SaveAsync("demo", [renewed]);
        Assert.Null(await links.FindAsync(first, Cancellation));

        var second = (await links.OfAsync(renewed, Register, Cancellation)).Segments[^1];
        await people.SaveAsync("demo", [SetCalendar.Decide(new RevokePersonCalendar(), renewed, Milo, Here).After()]);
        Assert.Null(await links.FindAsync(second, Cancellation));
    }

    private static string Text(Entry entry) => CalendarText.Of("Demo", "demo", DueDay.Of(Nora, [entry]), Register);
}
