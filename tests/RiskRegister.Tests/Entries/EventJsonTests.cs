using System.Text.Json;
using System.Text.Json.Nodes;
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
            {
                new Reviewed(ReviewAnswerKind.Confirmed, "r", null, null) { Covers = ["check:A1:2031-06-18"] },
                """{"name":"reviewed","answer":"confirmed","reason":"r","covers":["check:A1:2031-06-18"]}"""
            },
            { new ReviewWithdrawn("2031-06-18", "w"), """{"name":"review-withdrawn","run":"2031-06-18","why":"w"}""" },
            { new Closed("r"), """{"name":"closed","reason":"r"}""" },
            {
                new Raised(EntryKind.Risk, "t")
                {
                    Delegate = "d",
                    Tags = ["x"],
                    Issues = ["i"],
                    Parties = ["y"],
                    Velocity = Velocity.Fast,
                    Effort = Effort.Large,
                    Confidential = true,
                    Signal = "S-0001",
                },
                """{"name":"raised","kind":"risk","title":"t","draft":false,"delegate":"d","tags":["x"],"issues":["i"],"parties":["y"],"velocity":"fast","effort":"large","confidential":true,"signal":"S-0001"}"""
            },
            {
                new Changed(new JsonObject { ["owner"] = "w", ["category"] = null }, "r"),
                """{"name":"changed","to":{"owner":"w","category":null},"reason":"r"}"""
            },
            {
                new Assessed(RatingStage.Current, Rating with { Confidence = Confidence.High, RestsOn = ["C1", "A1"] }, null),
                $$$"""{"name":"assessed","stage":"current","rating":{{{RatingText.TrimEnd()[..^1]}}},"confidence":"high","restsOn":["C1","A1"]}}"""
            },
            {
                new ControlAdded("C1", "t", "p", "w"),
                """{"name":"control-added","id":"C1","title":"t","process":"p","owner":"w"}"""
            },
            {
                new ControlRetired("C1", States.Today, "r"),
                """{"name":"control-retired","id":"C1","on":"2031-06-18","reason":"r"}"""
            },
            {
                new ActionPlanned("A1", "t", null, null, null, null) { Cost = 12.5m },
                """{"name":"action-planned","id":"A1","title":"t","cost":12.5}"""
            },
            {
                new ActionShared("A1", [new ActionTwin("R-0002", "A3")]),
                """{"name":"action-shared","id":"A1","twins":[{"reference":"R-0002","id":"A3"}]}"""
            },
            {
                new ActionChanged("A1", "t", "w", States.Today, "p", "m", 3m, "r"),
                """{"name":"action-changed","id":"A1","title":"t","owner":"w","due":"2031-06-18","process":"p","measure":"m","cost":3,"reason":"r"}"""
            },
            {
                new ActionDropped("A1", States.Today, "r"),
                """{"name":"action-dropped","id":"A1","on":"2031-06-18","reason":"r"}"""
            },
            {
                new ActionChecked("A1", Verdict.NotEffective, "f"),
                """{"name":"action-checked","id":"A1","verdict":"not-effective","finding":"f"}"""
            },
            {
                new PursuitDecided(PursuitKind.Defer, "r", States.Today),
                """{"name":"pursuit-decided","decision":"defer","reason":"r","until":"2031-06-18"}"""
            },
            {
                new BenefitExpected("m", 3.5m, "u", States.Today),
                """{"name":"benefit-expected","measure":"m","value":3.5,"unit":"u","by":"2031-06-18"}"""
            },
            {
                new BenefitRealised(2m, States.Today, "n"),
                """{"name":"benefit-realised","value":2,"on":"2031-06-18","note":"n"}"""
            },
            { new Linked("R-0002", LinkKind.RiskOfPursuing), """{"name":"linked","to":"R-0002","kind":"risk-of-pursuing"}""" },
            {
                new Unlinked("O-0002", LinkKind.BroughtByPursuing, "r"),
                """{"name":"unlinked","to":"O-0002","kind":"brought-by-pursuing","reason":"r"}"""
            },
            {
                new AcceptanceRequested("w", "a", "high"),
                """{"name":"acceptance-requested","why":"w","approver":"a","level":"high"}"""
            },
            {
                new Accepted(
                    new AcceptanceSeal(new(5, 4, "high", 1), null, null, "high", 1, "medium", ResponseKind.Retain),
                    "r",
                    "c",
                    States.Today
                ),
                """{"name":"accepted","seal":{"inherent":{"first":5,"second":4,"level":"high","criteriaVersion":1},"level":"high","criteriaVersion":1,"appetite":"medium","response":"retain"},"reason":"r","conditions":"c","until":"2031-06-18"}"""
            },
            { new AcceptanceRefused("r"), """{"name":"acceptance-refused","reason":"r"}""" },
            { new AcceptanceWithdrawn("w"), """{"name":"acceptance-withdrawn","why":"w"}""" },
            { new HandedOver("f", "t", "w"), """{"name":"handed-over","from":"f","to":"t","why":"w"}""" },
            { new HandedOver("f", null, "w"), """{"name":"handed-over","from":"f","why":"w"}""" },
            {
                new AppetiteLeft(States.Today, "high", "medium"),
                """{"name":"appetite-left","on":"2031-06-18","level":"high","appetite":"medium"}"""
            },
            { new AppetiteRegained(1, false), """{"name":"appetite-regained","quietReviews":1,"ends":false}""" },
            {
                new Occurred(States.Today, "w", States.Today),
                """{"name":"occurred","on":"2031-06-18","what":"w","nextReview":"2031-06-18"}"""
            },
            { new Commented("t"), """{"name":"commented","text":"t"}""" },
            { new EvidenceWithdrawn("E1", "w"), """{"name":"evidence-withdrawn","id":"E1","reason":"w"}""" },
            {
                new EvidenceAttached("E1", "f.pdf", "application/pdf", 7, "00ff", "A1"),
                """{"name":"evidence-attached","id":"E1","fileName":"f.pdf","contentType":"application/pdf","bytes":7,"sha256":"00ff","about":"A1"}"""
            },
            {
                new ReviewCalled(CallCause.Indicator, "w", States.Today) { Signal = "S-0001" },
                """{"name":"review-called","cause":"indicator","why":"w","nextReview":"2031-06-18","signal":"S-0001"}"""
            },
            { new SignalNoted("S-0001", "t", "w"), """{"name":"signal-noted","signal":"S-0001","title":"t","why":"w"}""" },
            { new Reopened("r", States.Today), """{"name":"reopened","reason":"r","nextReview":"2031-06-18"}""" },
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
        Assert.Equal(text.ReplaceLineEndings(""), JsonSerializer.Serialize(read, RegisterJson.Options));
        if (data is Changed changed)
        {
            Assert.True(JsonNode.DeepEquals(changed.To, ((Changed)read).To));
            data = changed with { To = ((Changed)read).To };
        }

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
        Assert.Equal(["slow", "moderate", "fast"], WordsOf<Velocity>());
        Assert.Equal(["small", "medium", "large"], WordsOf<Effort>());
        Assert.Equal(["low", "medium", "high"], WordsOf<Confidence>());
        Assert.Equal(["effective", "partly", "not-effective"], WordsOf<Verdict>());
        Assert.Equal(["pursue", "defer", "decline"], WordsOf<PursuitKind>());
        Assert.Equal(["risk-of-pursuing", "brought-by-pursuing", "related"], WordsOf<LinkKind>());
        Assert.Equal(["signal", "indicator", "criteria", "check", "request"], WordsOf<CallCause>());
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
