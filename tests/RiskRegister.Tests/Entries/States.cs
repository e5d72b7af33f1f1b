using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.People;
using Xunit;

namespace RiskRegister.Tests.Entries;

/// <summary>Entries in named states, each made by events, and what a decision about them may know.</summary>
internal static class States
{
    public const string Actor = "owner@demo.example";

    public static readonly AgencySettings Settings = DefaultSettings.For("Fairwater Permits Office");

    public static readonly DateTimeOffset Now = new(2031, 6, 18, 9, 30, 0, TimeSpan.Zero);

    public static readonly DateOnly Today = new(2031, 6, 18);

    public static readonly DecisionContext Context = At(0);

    /// <summary>Somebody who may accept every level, and has made nothing of these entries.</summary>
    public static readonly Person Approver = new("demo", "approver@demo.example", "Percival Thorne", [Role.Approver], null)
    {
        Authority = "very-high",
    };

    public static readonly DecisionContext ByApprover = Context with { Actor = Approver.Email };

    public static Entry ADraftRisk => Born(Risk with { Draft = true });

    public static Entry AnOpenRisk => Born(Risk);

    public static Entry AnOpenOpportunity => Born(Opportunity);

    public static Entry ARatedRisk => AnOpenRisk.After(Rated(RatingStage.Inherent, 3, 3));

    public static Entry ARatedOpportunity => AnOpenOpportunity.After(Rated(RatingStage.Current, 3, 3, EntryKind.Opportunity));

    public static Entry ARiskWithAnAction => ARatedRisk.After(new ActionPlanned("A1", "Buy a pump", Actor, Today, null, null));

    public static Entry ARiskWithACompletedAction =>
        ARiskWithAnAction.After(new ActionCompleted("A1", "Bought and tried", Today.AddDays(90)));

    public static Entry ARiskUnderReview =>
        ARatedRisk.After(new ReviewAsked("2031-06-16", Today.AddDays(-2), "The review is due"));

    /// <summary>A risk outside appetite that has all that an acceptance needs.</summary>
    public static Entry ARiskToAccept =>
        AnOpenRisk.After(Rated(RatingStage.Inherent, 5, 5), new Responded(ResponseKind.Retain, "There is no other room"));

    public static Entry ARiskWithARequest =>
        ARiskToAccept.After(new AcceptanceRequested("Nothing else helps", null, "very-high"));

    /// <summary>A risk outside appetite that was accepted as it is for half a year.</summary>
    public static Entry AnAcceptedRisk => Accepted(AnOpenRisk.After(Rated(RatingStage.Inherent, 5, 5)));

    /// <summary>A risk whose level is lowered by a completed action that was not checked yet.</summary>
    public static Entry AProjectedRisk => ARiskWithACompletedAction.After(Resting(Rated(RatingStage.Current, 1, 1), "A1"));

    public static Entry AClosedRisk => ARatedRisk.After(new Closed("The room is empty"));

    public static Raised Risk =>
        new(EntryKind.Risk, "Archive room floods")
        {
            Cause = "The room lies below the canal",
            Owner = Actor,
            Category = "Property",
            Processes = ["Keep records"],
            NextReview = Today.AddDays(30),
        };

    public static Raised Opportunity =>
        new(EntryKind.Opportunity, "Evening appointments")
        {
            Owner = Actor,
            Processes = ["Answer enquiries"],
            NextReview = Today.AddDays(30),
        };

    /// <summary>The agency's today and now, some days later.</summary>
    public static DecisionContext At(int days) => new(Now.AddDays(days), Today.AddDays(days), Actor, Settings);

    public static Assessed Rated(RatingStage stage, int first, int second, EntryKind kind = EntryKind.Risk) =>
        new(stage, Settings.Criteria.Rate(kind, first, second, "As seen last year", Now, Actor), null);

    /// <summary>A rating that rests on controls and actions.</summary>
    public static Assessed Resting(Assessed rated, params IReadOnlyList<string> on) =>
        rated with
        {
            Rating = rated.Rating with { RestsOn = on },
        };

    public static Entry Accepted(Entry entry) =>
        entry.After(new Accepted(AcceptanceSeal.Of(entry, Settings), "It has to be borne", null, Today.AddDays(180)));

    public static Entry Born(EntryEvent first) => Entry.Unborn("demo", "R-0001").After(first);

    public static Entry After(this Entry entry, params ReadOnlySpan<EntryEvent> events)
    {
        foreach (var change in events)
        {
            entry = entry.Apply(change, Now, Actor);
        }

        return entry;
    }

    /// <summary>The broken rules as "field rule", or only "rule" where the rule is about the entry as it stands.</summary>
    public static IEnumerable<string> Rules(this Decision decision)
    {
        Assert.True(decision.Refusals.Count == 0 || decision.Events.Count == 0);
        Assert.All(decision.Refusals, r => Assert.EndsWith(".", r.Message, StringComparison.Ordinal));
        return decision.Refusals.Select(r => $"{r.Field} {r.Rule}".Trim());
    }

    /// <summary>The events of a decision that must not have refused.</summary>
    public static IReadOnlyList<EntryEvent> Accepted(this Decision decision)
    {
        Assert.Empty(decision.Rules());
        return decision.Events;
    }
}
