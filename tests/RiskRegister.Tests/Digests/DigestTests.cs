using RiskRegister.Criteria;
using RiskRegister.Digests;
using RiskRegister.Digests.Composing;
using RiskRegister.Entries;
using RiskRegister.People;
using RiskRegister.Register;
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
        Assert.False(digest.IsEmpty);
        Assert.Equal("https://register.example/demo/entries/R-0001/review", digest.Sections[0].Items[0].Url);
    }

    [Fact]
    public void A_daily_digest_that_only_tells_what_is_due_soon_is_empty() =>
        Assert.True(Compose(WithAction("R-0003", Today.AddDays(3))).IsEmpty);

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
        var digest = Digest.Compose(Facts() with { Orphaned = [Asked("R-0001") with { Owner = null }] });

        Assert.False(digest.IsEmpty);
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
        Assert.Equal(("Has it worked? Please check: Raise the shelves", false), (item.What, digest.IsEmpty));
        var later = Compose(Completed(Today.AddDays(-3), "it@demo.example"));
        Assert.Equal((1, true), (later.Sections.Single().Items.Count, later.IsEmpty));
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
        var digest = Digest.Compose(Facts(asked) with { Represented = [away] });

        Assert.False(digest.IsEmpty);
        Assert.EndsWith("(In place of Awena Way.)", digest.Sections.Single().Items.Single().What, StringComparison.Ordinal);
        Assert.Empty(Compose(asked).Sections);
    }

    [Fact]
    public void An_approver_is_asked_to_accept_and_told_by_whom_and_why()
    {
        var asked = Open("R-0001") with
        {
            Owner = "other@demo.example",
            AcceptanceRequest = new AcceptanceRequest(
                "There is no other room",
                Owner.Email,
                "high",
                Morning,
                "other@demo.example"
            ),
        };
        var digest = Compose(asked);

        Assert.False(digest.IsEmpty);
        Assert.Equal("decisions", digest.Sections.Single().Kind);
        Assert.Contains("There is no other room", digest.Sections.Single().Items.Single().What, StringComparison.Ordinal);
    }

    [Fact]
    public void What_others_have_changed_is_told_with_what_they_did_and_is_news()
    {
        var entry = Open("R-0001");
        EntryEvent[] events = [new Closed("The room is empty"), new Commented("Moved")];
        var changed = new ChangedEntry(
            entry,
            [.. events.Select(data => EventDocument.Next(entry, data, Morning, "other@demo.example", null))]
        );
        var digest = Digest.Compose(Facts() with { Changed = [changed] });

        Assert.False(digest.IsEmpty);
        Assert.Equal("Changed since your last digest", digest.Sections.Single().Heading);
        Assert.Equal(
            "other@demo.example: closed it: The room is empty; commented: Moved.",
            digest.Sections.Single().Items.Single().What
        );
    }

    [Fact]
    public void A_weekly_digest_is_empty_only_when_it_has_no_section()
    {
        var facts = Facts(WithAction("R-0003", Today.AddDays(3))) with { Frequency = DigestFrequency.Weekly };

        Assert.False(Digest.Compose(facts).IsEmpty);
        Assert.True(Digest.Compose(facts with { Entries = [Open("R-0003")] }).IsEmpty);
    }

    [Fact]
    public void A_review_that_was_asked_after_the_last_digest_of_the_same_day_is_news_and_one_before_it_is_not()
    {
        var asked = Asked("R-0001") with { Review = new OpenReview("2031-05-13", Today.AddDays(-1), "It was due.") };

        Assert.False(Compose(asked with { ChangedAt = Morning.AddHours(-12) }).IsEmpty);
        Assert.True(Compose(asked with { ChangedAt = Morning.AddHours(-31) }).IsEmpty);
    }

    [Fact]
    public void Totals_tell_how_many_entries_there_are_and_how_many_of_them_are_outside_appetite()
    {
        var high = Settings.Criteria.Rate(EntryKind.Risk, 5, 5, "Seen", Morning, Owner.Email);

        Assert.Equal(new DigestTotals(2, 1), Compose(Open("R-0001"), Open("R-0002") with { Inherent = high }).Totals);
    }

    [Fact]
    public void A_digest_is_in_the_language_of_its_reader()
    {
        var digest = Digest.Compose(Facts(Asked("R-0001")) with { Locale = Settings.LocaleOf("fr") });

        Assert.Equal("À décider", digest.Sections.Single().Heading);
        Assert.Contains("prévue le 10 mai 2031", digest.Sections.Single().Items.Single().What, StringComparison.Ordinal);
    }

    private static DateTimeOffset Morning => new(2031, 5, 14, 6, 0, 0, TimeSpan.Zero);

    private static DigestFacts Facts(params Entry[] entries) =>
        new(
            Owner,
            Settings,
            Roster.Empty,
            Today,
            Morning.AddDays(-1),
            Settings.LocaleOf(null),
            new Uri("https://register.example")
        )
        {
            Entries = entries,
        };

    private static Digest Compose(params Entry[] entries) => Digest.Compose(Facts(entries));

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
            NextReview = new DateOnly(2031, 5, 10),
            Review = new OpenReview("2031-05-14", Today, "The review was due on 2031-05-10."),
        };

    private static Entry WithAction(string reference, DateOnly due) =>
        Open(reference) with
        {
            Actions = [new PlannedAction("A1", "Raise the shelves", Owner.Email, due, null, null)],
        };
}
