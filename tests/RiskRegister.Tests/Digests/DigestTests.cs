using RiskRegister.Criteria;
using RiskRegister.Digests;
using RiskRegister.Entries;
using RiskRegister.People;
using RiskRegister.Web.Rendering;
using Xunit;

namespace RiskRegister.Tests.Digests;

public sealed class DigestTests
{
    private static readonly DateOnly Today = new(2031, 5, 14);
    private static readonly Person Owner = new("demo", "owner@demo.example", "Olga Owner", [Role.Owner], "boss@demo.example");
    private static readonly AgencySettings Settings = DefaultSettings.For("Office of Samples");
    private static readonly Templates Templates = new(Templates.Folder);

    [Fact]
    public void A_digest_asks_first_for_decisions_then_tells_what_is_overdue_and_due_soon()
    {
        var digest = Compose(Asked("R-0001"), WithAction("R-0002", Today.AddDays(-1)), WithAction("R-0003", Today.AddDays(3)));

        Assert.Equal(["Needs your decision", "Overdue", "Due soon"], digest.Sections.Select(s => s.Heading));
        Assert.True(digest.Asks);
        Assert.Equal("https://register.example/demo/entries/R-0001/review", digest.Sections[0].Items[0].Url);
    }

    [Fact]
    public void A_digest_that_only_tells_what_is_due_soon_asks_for_nothing() =>
        Assert.False(Compose(WithAction("R-0003", Today.AddDays(3))).Asks);

    [Fact]
    public void A_section_shows_five_items_and_counts_the_others()
    {
        var section = Compose([.. Enumerable.Range(1, 8).Select(n => Asked($"R-000{n}"))]).Sections.Single();

        Assert.Equal(5, section.Items.Count);
        Assert.Equal(3, section.More);
    }

    [Fact]
    public void A_late_review_of_somebody_else_is_in_the_digest_of_who_it_was_escalated_to()
    {
        var late = Asked("R-0001") with { Owner = "other@demo.example" };
        late = late with { Review = late.Review! with { EscalatedTo = Owner.Email } };

        Assert.Equal("The review by other@demo.example is late.", Compose(late).Sections.Single().Items.Single().What);
    }

    [Fact]
    public void A_review_that_waits_for_nobody_is_in_the_digest_of_the_risk_manager()
    {
        var digest = Digest.Compose(
            Owner,
            [],
            [Asked("R-0001") with { Owner = null }],
            Settings,
            Today,
            new Uri("https://register.example")
        );

        Assert.True(digest.Asks);
        Assert.Contains("waits for an owner", digest.Sections.Single().Items.Single().What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mail/digest.html")]
    [InlineData("mail/digest.txt")]
    public void Both_parts_of_the_mail_tell_all_items(string template)
    {
        var mail = Templates.Render(template, Compose(Asked("R-0001"), WithAction("R-0002", Today.AddDays(-1))));

        Assert.Contains("R-0001", mail, StringComparison.Ordinal);
        Assert.Contains("https://register.example/demo/entries/R-0002", mail, StringComparison.Ordinal);
        Assert.Contains("14 May 2031", mail, StringComparison.Ordinal);
    }

    [Fact]
    public void Markup_in_an_entry_stays_text_in_the_html_part()
    {
        var mail = Templates.Render(
            "mail/digest.html",
            Compose(Asked("R-0001") with { Title = "<script>alert(1)</script>{{ 1 }}" })
        );

        Assert.DoesNotContain("<script>", mail, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", mail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_is_asked_of_the_owner_from_its_day_on_and_is_news_on_that_day()
    {
        Assert.Empty(Compose(Completed(Today.AddDays(1), "it@demo.example")).Sections);

        var digest = Compose(Completed(Today, "it@demo.example"));
        var item = digest.Sections.Single().Items.Single();
        Assert.Equal(("Has it worked? Please check: Raise the shelves", true), (item.What, digest.Asks));
        var later = Compose(Completed(Today.AddDays(-3), "it@demo.example"));
        Assert.Equal((1, false), (later.Sections.Single().Items.Count, later.Asks));
    }

    [Fact]
    public void Who_completed_an_action_is_asked_to_find_somebody_else_to_check_it() =>
        Assert.Contains(
            "ask somebody else",
            Compose(Completed(Today, Owner.Email)).Sections.Single().Items.Single().What,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_check_is_asked_of_nobody_but_the_owner() =>
        Assert.Empty(Compose(Completed(Today, "it@demo.example") with { Owner = "other@demo.example" }).Sections);

    private static Entry Completed(DateOnly checkDue, string by) =>
        Open("R-0001") with
        {
            Actions =
            [
                new PlannedAction("A1", "Raise the shelves", Owner.Email, Today, null, null)
                {
                    CompletedAt = new DateTimeOffset(2031, 2, 1, 9, 0, 0, TimeSpan.Zero),
                    CompletedBy = by,
                    CheckDue = checkDue,
                },
            ],
        };

    [Fact]
    public void Who_stands_in_for_somebody_is_asked_in_their_place()
    {
        var away = Owner with { Email = "away@demo.example", Name = "Awena Way" };
        var asked = Asked("R-0001") with { Owner = away.Email };
        var digest = Digest.Compose(Owner, [asked], [], Settings, Today, new Uri("https://register.example"), [away]);

        Assert.True(digest.Asks);
        Assert.EndsWith("(In place of Awena Way.)", digest.Sections.Single().Items.Single().What, StringComparison.Ordinal);
        Assert.Empty(Compose(asked).Sections);
    }

    private static Digest Compose(params Entry[] entries) =>
        Digest.Compose(Owner, entries, [], Settings, Today, new Uri("https://register.example"));

    private static Entry Open(string reference) =>
        Entry.Unborn("demo", reference) with
        {
            State = EntryState.Open,
            Title = "Archive floods",
            Owner = Owner.Email,
        };

    private static Entry Asked(string reference) =>
        Open(reference) with
        {
            Review = new OpenReview("2031-05-14", Today, "The review was due on 2031-05-10."),
        };

    private static Entry WithAction(string reference, DateOnly due) =>
        Open(reference) with
        {
            Actions = [new PlannedAction("A1", "Raise the shelves", Owner.Email, due, null, null)],
        };
}
