using RiskRegister.Criteria;
using RiskRegister.Digests.Composing;
using RiskRegister.Digests.Stakeholders;
using RiskRegister.Entries;
using RiskRegister.People;
using RiskRegister.Register;
using RiskRegister.Web.Rendering;

namespace RiskRegister.Digests.Overriding;

/// <summary>Made-up facts, so that mails can be looked at, and templates tried, without the register of anybody.</summary>
internal static class SampleFacts
{
    private const string Agency = "sample";

    private static readonly DateOnly Today = new(2031, 6, 18);
    private static readonly DateTimeOffset Now = new(2031, 6, 18, 6, 10, 0, TimeSpan.Zero);
    private static readonly AgencySettings Settings = DefaultSettings.For("Office of Samples");
    private static readonly Person Reader = Of("sam", "Sam Sample", Role.Owner, Role.RiskManager);
    private static readonly Person Away = Of("alex", "Alex Away", Role.Owner);
    private static readonly Person Other = Of("olga", "Olga Other", Role.Approver);

    /// <summary>Nothing is there.</summary>
    public static DigestFacts Empty(Locale locale) =>
        new(
            Reader,
            Settings,
            new Roster([Reader, Away, Other]),
            Today,
            Now.AddDays(-1),
            locale with
            {
                Zone = TimeZoneInfo.FindSystemTimeZoneById(Settings.TimeZone),
            },
            new Uri("https://register.example")
        );

    /// <summary>Every section has something, and one more than it shows.</summary>
    public static DigestFacts Full(Locale locale)
    {
        var entries = Enumerable.Range(1, 7).Select(Asked).Append(Late).Append(ToAccept).Append(ToCheck).ToList();
        return Empty(locale) with
        {
            Represented = [Away],
            Entries = entries,
            Orphaned =
            [
                Risk(21, 3, 3) with
                {
                    Owner = null,
                    Review = new OpenReview("2031-06-02", new(2031, 6, 2), "It was due."),
                },
            ],
            Changed = [Changed(entries[0]), Changed(entries[7])],
        };
    }

    /// <summary>Begin of the period of <see cref="Moves"/>.</summary>
    public static DateTimeOffset Begin => Now.AddMonths(-1);

    /// <summary>Some entries that have moved, and some that have not.</summary>
    public static IEnumerable<EntryFact> Moves =>
        [
            .. Enumerable.Range(30, 12).Select(n => new EntryFact(Risk(n, 1 + (n % 5), 1 + (n / 3 % 5)), null, null)),
            Moved(Risk(1, 5, 4), Risk(1, 3, 3)),
            Moved(Risk(2, 2, 2), Risk(2, 4, 4)),
            Moved(Risk(3, 3, 4), null),
            Moved(Risk(4, 1, 1) with { State = EntryState.Closed, ClosedReason = "The archive has moved." }, Risk(4, 2, 3)),
            new(Risk(5, 2, 2) with { Inherent = null }, null, null),
            Moved(Opportunity with { Realised = [new RealisedBenefit(80, Today, "Counted", Now, Other.Email)] }, Opportunity),
        ];

    private static EntryFact Moved(Entry entry, Entry? before) => new(entry, null, before) { IsChanged = true };

    private static Entry Opportunity =>
        Entry.Unborn(Agency, "O-0001") with
        {
            Kind = EntryKind.Opportunity,
            State = EntryState.Open,
            Title = "Renew permits by text message",
            Benefit = "Nobody has to come to the counter for a renewal",
            Current = Settings.Criteria.Rate(EntryKind.Opportunity, 4, 3, "Tried in one district", Now, Other.Email),
            Expected = new ExpectedBenefit("Answers within a week", 90, "%", Today.AddDays(90)),
        };

    private static Entry Late =>
        Risk(8, 4, 4) with
        {
            Actions =
            [
                new PlannedAction("A1", "Move the servers out of the cellar", null, Today.AddDays(-12), null, null),
                new PlannedAction("A2", "Try the pumps", Reader.Email, Today.AddDays(9), null, null),
            ],
        };

    private static Entry ToAccept =>
        Risk(9, 5, 5) with
        {
            AcceptanceRequest = new AcceptanceRequest("There is no other site", Reader.Email, "very-high", Now, Other.Email),
        };

    private static Entry ToCheck =>
        Risk(10, 2, 3) with
        {
            Actions =
            [
                new PlannedAction("A1", "Two people at the counter", null, Today.AddDays(-100), null, null)
                {
                    CompletedAt = Now.AddDays(-90),
                    CompletedBy = Other.Email,
                    CheckDue = Today,
                },
            ],
        };

    /// <summary>A risk at a place of the scales.</summary>
    internal static Entry Risk(int number, int likelihood, int consequence) =>
        Entry.Unborn(Agency, $"R-{number:D4}") with
        {
            State = EntryState.Open,
            Title = "The archive room floods when the canal is high",
            Owner = Reader.Email,
            Category = "Property",
            Event = "Water comes in through the floor",
            Consequence = "Records are lost that nobody else has",
            Inherent = Settings.Criteria.Rate(EntryKind.Risk, likelihood, consequence, "Seen before", Now, Other.Email),
            NextReview = Today.AddDays(20),
            ChangedAt = Now.AddHours(-3),
        };

    private static Entry Asked(int number) =>
        Risk(number, 1 + (number % 5), 3) with
        {
            Owner = number == 2 ? Away.Email : Reader.Email,
            NextReview = Today.AddDays(-number),
            Review = new OpenReview("2031-06-18", Today, "It was due.") { Reminders = number % 3 },
        };

    private static ChangedEntry Changed(Entry entry)
    {
        EntryEvent[] events = [new Assessed(RatingStage.Current, entry.Inherent!, null), new Commented("We have to move.")];
        return new ChangedEntry(
            entry,
            [.. events.Select(data => EventDocument.Next(entry, data, Now.AddHours(-3), Other.Email, null))]
        );
    }

    private static Person Of(string id, string name, params Role[] roles) =>
        new(Agency, $"{id}@sample.example", name, roles, null);
}
