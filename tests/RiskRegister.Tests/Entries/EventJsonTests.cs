using System.Text.Json;
using System.Text.Json.Serialization;
using RiskRegister.Entries;
using RiskRegister.Register;
using Xunit;

namespace RiskRegister.Tests.Entries;

/// <summary>
/// Events are stored for good. A literal here may get a sibling for a new event or a new optional field, but no literal may ever be
/// changed: there are stored events of that text.
/// </summary>
public sealed class EventJsonTests
{
    private const string RatingText = """
        {"likelihood":4,"consequence":5,"level":"very-high","rank":4,"rationale":"Seen – zweimal","criteriaVersion":2,"at":"2031-06-18T09:30:00+00:00","by":"owner@demo.example"}
        """;

    private static readonly Rating Rating = new(
        4,
        5,
        null,
        null,
        "very-high",
        4,
        "Seen – zweimal",
        2,
        States.Now,
        "owner@demo.example"
    );

    public static TheoryData<EntryEvent, string> Stored =>
        new()
        {
            {
                new Raised(EntryKind.Risk, "t")
                {
                    Draft = true,
                    Cause = "c",
                    Event = "e",
                    Consequence = "q",
                    Owner = "w",
                    Category = "g",
                    Processes = ["p"],
                    Objectives = ["j"],
                    Notes = "n",
                    SourceReference = "s",
                    NextReview = States.Today,
                },
                """{"name":"raised","kind":"risk","title":"t","draft":true,"cause":"c","event":"e","consequence":"q","owner":"w","category":"g","processes":["p"],"objectives":["j"],"notes":"n","sourceReference":"s","nextReview":"2031-06-18"}"""
            },
            {
                new Raised(EntryKind.Opportunity, "t")
                {
                    Opening = "o",
                    Action = "a",
                    Benefit = "b",
                },
                """{"name":"raised","kind":"opportunity","title":"t","draft":false,"opening":"o","action":"a","benefit":"b"}"""
            },
            {
                new Imported("old.csv", 3, new Raised(EntryKind.Risk, "t"))
                {
                    Inherent = Rating,
                    Current = Rating,
                    Target = Rating,
                    Response = new Response(ResponseKind.RemoveSource, "r"),
                    Actions =
                    [
                        new PlannedAction("A1", "t", "w", States.Today, "p", "m")
                        {
                            CompletedAt = States.Now,
                            CompletedBy = "b",
                            Outcome = "o",
                            CheckDue = States.Today,
                        },
                    ],
                    ClosedReason = "z",
                },
                $$"""{"name":"imported","file":"old.csv","row":3,"as":{"kind":"risk","title":"t","draft":false},"inherent":{{RatingText}},"current":{{RatingText}},"target":{{RatingText}},"response":{"kind":"remove-source","reason":"r"},"actions":[{"id":"A1","title":"t","owner":"w","due":"2031-06-18","process":"p","measure":"m","completedAt":"2031-06-18T09:30:00+00:00","completedBy":"b","outcome":"o","checkDue":"2031-06-18"}],"closedReason":"z"}"""
            },
            {
                new Assessed(RatingStage.Inherent, Rating, States.Today),
                $$"""{"name":"assessed","stage":"inherent","rating":{{RatingText}},"nextReview":"2031-06-18"}"""
            },
            {
                new Assessed(
                    RatingStage.Target,
                    Rating with
                    {
                        Likelihood = null,
                        Consequence = null,
                        Feasibility = 1,
                        Benefit = 2,
                    },
                    null
                ),
                """{"name":"assessed","stage":"target","rating":{"feasibility":1,"benefit":2,"level":"very-high","rank":4,"rationale":"Seen – zweimal","criteriaVersion":2,"at":"2031-06-18T09:30:00+00:00","by":"owner@demo.example"}}"""
            },
            {
                new Responded(ResponseKind.ChangeLikelihood, "r"),
                """{"name":"responded","kind":"change-likelihood","reason":"r"}"""
            },
            {
                new ActionPlanned("A1", "t", "w", States.Today, "p", "m"),
                """{"name":"action-planned","id":"A1","title":"t","owner":"w","due":"2031-06-18","process":"p","measure":"m"}"""
            },
            {
                new ActionCompleted("A1", "o", States.Today),
                """{"name":"action-completed","id":"A1","outcome":"o","checkDue":"2031-06-18"}"""
            },
            {
                new ReviewAsked("2031-06-18", States.Today, "w"),
                """{"name":"review-asked","run":"2031-06-18","askedOn":"2031-06-18","why":"w"}"""
            },
            {
                new ReviewReminded("2031-06-18", States.Today),
                """{"name":"review-reminded","run":"2031-06-18","on":"2031-06-18"}"""
            },
            {
                new ReviewEscalated("2031-06-18", States.Today, "m"),
                """{"name":"review-escalated","run":"2031-06-18","on":"2031-06-18","to":"m"}"""
            },
            {
                new Reviewed(ReviewAnswerKind.Rescored, "r", "2031-06-18", States.Today),
                """{"name":"reviewed","answer":"rescored","reason":"r","run":"2031-06-18","nextReview":"2031-06-18"}"""
            },
            { new Closed("r"), """{"name":"closed","reason":"r"}""" },
        };

    [Theory]
    [MemberData(nameof(Stored))]
    public void An_event_is_written_as_it_always_was(EntryEvent data, string text)
    {
        Assert.Equal(text.ReplaceLineEndings(""), JsonSerializer.Serialize(data, RegisterJson.Options));
    }

    [Theory]
    [MemberData(nameof(Stored))]
    public void A_stored_event_is_read_as_it_was_meant(EntryEvent data, string text)
    {
        var read = JsonSerializer.Deserialize<EntryEvent>(text, RegisterJson.Options)!;

        Assert.Equal(data.GetType(), read.GetType());
        Assert.Equivalent(data, read, strict: true);
    }

    [Fact]
    public void The_name_of_an_event_may_stand_anywhere_in_it()
    {
        // The database may give properties back in another order.
        var read = JsonSerializer.Deserialize<EntryEvent>("""{"reason":"r","name":"closed"}""", RegisterJson.Options);

        Assert.Equal(new Closed("r"), read);
    }

    [Fact]
    public void Every_event_has_its_name_and_its_literal_here()
    {
        var events = typeof(EntryEvent).Assembly.GetTypes().Where(t => t.BaseType == typeof(EntryEvent)).ToHashSet();
        var named = typeof(EntryEvent).GetCustomAttributes(typeof(JsonDerivedTypeAttribute), false);
        var pinned = Stored.Select(row => row.Data.Item1.GetType());

        Assert.Equal(events, named.Cast<JsonDerivedTypeAttribute>().Select(a => a.DerivedType).ToHashSet());
        Assert.Equal(events, pinned.ToHashSet());
    }

    [Fact]
    public void The_words_of_the_domain_are_stored_for_good()
    {
        Assert.Equal(["risk", "opportunity"], WordsOf<EntryKind>());
        Assert.Equal(["draft", "open", "closed"], WordsOf<EntryState>());
        Assert.Equal(["inherent", "current", "target"], WordsOf<RatingStage>());
        Assert.Equal(["confirmed", "rescored", "changed", "escalated", "closed"], WordsOf<ReviewAnswerKind>());
        Assert.Equal(
            [
                "avoid",
                "remove-source",
                "change-likelihood",
                "change-consequence",
                "share",
                "retain",
                "take",
                "exploit",
                "enhance",
                "accept",
                "decline",
            ],
            WordsOf<ResponseKind>()
        );
    }

    [Fact]
    public void The_word_of_an_address_is_the_word_that_is_stored()
    {
        Assert.All(
            Enum.GetValues<ResponseKind>(),
            r => Assert.Equal($"\"{Words.Of(r)}\"", JsonSerializer.Serialize(r, RegisterJson.Options))
        );
    }

    private static IEnumerable<string> WordsOf<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(v => JsonSerializer.Serialize(v, RegisterJson.Options).Trim('"'));
}
