using RiskRegister.Digests;
using RiskRegister.Digests.Notices;
using RiskRegister.Entries;
using RiskRegister.People;
using RiskRegister.Register;
using RiskRegister.Tests.Entries;
using RiskRegister.Web.Rendering;
using Xunit;
using static RiskRegister.Tests.People.Staff;

namespace RiskRegister.Tests.Digests.Notices;

public sealed class EntryNoticesTests
{
    private const string High = "very-high";

    private static readonly Uri Page = new("https://register.example/demo/entries/R-0001");
    private static readonly Templates Templates = new(Templates.Folder);
    private static readonly Person Vera = Make("vera", Role.Approver) with { Authority = High };
    private static readonly Person Paul = Make("paul", Role.Approver) with { Authority = "low" };
    private static readonly Roster People = With(Vera, Paul);

    private static Entry Outside =>
        States
            .Born(States.Risk)
            .After(
                States.Rated(RatingStage.Inherent, 5, 5),
                States.Rated(RatingStage.Current, 5, 5),
                new Responded(ResponseKind.Retain, "Nothing else can be done")
            );

    [Fact]
    public void An_acceptance_is_asked_of_who_is_named_or_else_of_all_who_can_give_it()
    {
        Assert.Equal(["paul@demo.example"], For(new AcceptanceRequested("Why", Paul.Email, High), Outside));
        Assert.Equal(["vera@demo.example"], For(new AcceptanceRequested("Why", null, High), Outside));
        Assert.Empty(For(new AcceptanceRequested("Why", null, High), Outside with { Owner = Vera.Email }));
        Assert.Empty(For(new AcceptanceRequested("Why", null, High), Outside, With(Vera.Gone(), Paul)));
    }

    [Fact]
    public void A_late_review_is_told_to_whom_it_was_escalated_and_nothing_else_is_told()
    {
        Assert.Equal([Boss.Email], For(new ReviewEscalated("2031-06-18", Today, Boss.Email), Outside));
        Assert.Empty(For(new Commented("Hello"), Outside));
        Assert.Null(EntryNotices.KindOf(new Commented("Hello")));
    }

    [Fact]
    public void An_approver_reads_what_is_accepted_why_and_what_differs_from_last_time()
    {
        var accepted = States.Accepted(Outside.After(States.Rated(RatingStage.Current, 4, 4)));
        var asked = Asked(accepted.After(States.Rated(RatingStage.Current, 5, 5)));

        var notice = Notice(asked)!;
        var text = Text(notice);

        Assert.Contains("R-0001 Archive room floods", notice.Heading, StringComparison.Ordinal);
        Assert.Contains(notice.Facts, f => f == new NoticeFact("Why it should be accepted", "No money this year"));
        Assert.Contains(notice.Facts, f => f.Label == "Response" && f.Text == "Retain");
        Assert.Contains(
            notice.Facts,
            f => f.Label == "Last accepted" && f.Text.Contains("It has to be borne", StringComparison.Ordinal)
        );
        var rating = Assert.Single(notice.Differences, d => d.What == "Current rating");
        Assert.StartsWith("likelihood 4, consequence 4", rating.Was, StringComparison.Ordinal);
        Assert.StartsWith("likelihood 5, consequence 5", rating.Now, StringComparison.Ordinal);
        Assert.Contains("WHAT DIFFERS FROM WHAT WAS ACCEPTED LAST TIME", text, StringComparison.Ordinal);
        Assert.Contains(Page.ToString(), text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_answered_already_or_was_asked_anew_is_not_asked_any_more()
    {
        var asked = Asked(Outside);

        Assert.NotNull(Notice(asked));
        Assert.Null(Notice(asked with { AcceptanceRequest = null }, asked));
        Assert.Null(
            Notice(asked with { AcceptanceRequest = asked.AcceptanceRequest! with { At = States.Now.AddDays(1) } }, asked)
        );
    }

    [Fact]
    public void A_late_review_tells_whose_it_is_and_why_it_was_asked_until_it_is_answered()
    {
        var late = new ReviewEscalated("2031-06-18", Today, Boss.Email);
        var entry = Outside.After(new ReviewAsked("2031-06-18", Today, "The review date has come."), late);

        var notice = EntryNotices.Of(Happened(late, entry), entry, States.Settings, Page)!;

        Assert.Contains(notice.Facts, f => f == new NoticeFact("Why", "The review date has come."));
        Assert.Equal("https://register.example/demo/entries/R-0001/review", notice.Url.ToString());
        Assert.Null(EntryNotices.Of(Happened(late, entry), entry with { Review = null }, States.Settings, Page));
    }

    [Fact]
    public void Markup_in_an_entry_stays_text_in_the_mail()
    {
        var notice = Notice(Asked(Outside with { Title = "<script>x()</script>{{ 6 * 7 }}" }))!;

        var mail = new NoticeMail(Templates).Write(notice, Vera, Paul, States.Settings);

        Assert.DoesNotContain("<script>", mail.Html, StringComparison.Ordinal);
        Assert.Contains("{{ 6 * 7 }}", mail.Text, StringComparison.Ordinal);
        Assert.Contains("You get this in place of Paul.", mail.Text, StringComparison.Ordinal);
    }

    private static Entry Asked(Entry entry) => entry.After(new AcceptanceRequested("No money this year", null, High));

    private static IReadOnlyList<string> For(EntryEvent data, Entry entry, Roster? people = null) =>
        EntryNotices.For(data, entry, people ?? People, States.Settings, Today);

    private static Notice? Notice(Entry entry, Entry? then = null) =>
        EntryNotices.Of(
            Happened(new AcceptanceRequested("No money this year", null, High), then ?? entry),
            entry,
            States.Settings,
            Page
        );

    private static EventDocument Happened(EntryEvent data, Entry entry) =>
        EventDocument.Next(entry, data, States.Now, States.Actor, null);

    private static string Text(Notice notice) => new NoticeMail(Templates).Write(notice, Vera, null, States.Settings).Text;
}
