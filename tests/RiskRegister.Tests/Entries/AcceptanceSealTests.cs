using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using RiskRegister.Api;
using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.Register;
using Xunit;

namespace RiskRegister.Tests.Entries;

/// <summary>The seal of an acceptance detects every material change, and nothing else.</summary>
public sealed class AcceptanceSealTests
{
    private static readonly string[] MaterialFields =
    [
        nameof(Entry.Inherent),
        nameof(Entry.Current),
        nameof(Entry.Target),
        nameof(Entry.Response),
        nameof(Entry.Category),
    ];

    private static readonly string[] FieldsOfAnother =
    [
        nameof(Entry.Agency),
        nameof(Entry.Reference),
        nameof(Entry.Kind),
        nameof(Entry.Acceptance),
    ];

    private static readonly Dictionary<string, Func<Entry, Entry>> Immaterial = new()
    {
        [nameof(Entry.Version)] = e => e with { Version = e.Version + 1 },
        [nameof(Entry.State)] = e => e with { State = EntryState.Closed },
        [nameof(Entry.SourceReference)] = e => e with { SourceReference = "77" },
        [nameof(Entry.Signal)] = e => e with { Signal = "S-0001" },
        [nameof(Entry.Signals)] = e => e with { Signals = ["S-0001"] },
        [nameof(Entry.ReviewCall)] = e => e with { ReviewCall = new(CallCause.Check, "Why", null, States.Now, "x") },
        [nameof(Entry.Controls)] = e => e with { Controls = [new("C1", "Pump", null, null)] },
        [nameof(Entry.Actions)] = e => e with { Actions = [new("A1", "Buy a pump", null, null, null, null)] },
        [nameof(Entry.Pursuit)] = e => e with { Pursuit = new(PursuitKind.Pursue, "Why", null, States.Now, States.Actor) },
        [nameof(Entry.Expected)] = e => e with { Expected = new("Measure", 1, "Unit", States.Today) },
        [nameof(Entry.Realised)] = e => e with { Realised = [new(1, States.Today, "Note", States.Now, States.Actor)] },
        [nameof(Entry.Links)] = e => e with { Links = [new("R-0002", LinkKind.Related)] },
        [nameof(Entry.AcceptanceRequest)] = e => e with { AcceptanceRequest = new("Why", null, "high", States.Now, "x") },
        [nameof(Entry.Escalation)] = e => e with { Escalation = new(States.Today, "high") },
        [nameof(Entry.Review)] = e => e with { Review = new("2031-06-16", States.Today, "Due") },
        [nameof(Entry.NextReview)] = e => e with { NextReview = States.Today.AddDays(400) },
        [nameof(Entry.LastReview)] = e => e with { LastReview = new(ReviewAnswerKind.Confirmed, "Why", States.Now, "x") },
        [nameof(Entry.Occurrences)] = e => e with { Occurrences = [new(States.Today, "Flooded", States.Now, "x")] },
        [nameof(Entry.Evidence)] = e => e with { Evidence = [new("E1", "x.pdf", "application/pdf", 1, "00", null)] },
        [nameof(Entry.ClosedReason)] = e => e with { ClosedReason = "Gone" },
        [nameof(Entry.RaisedAt)] = e => e with { RaisedAt = States.Now.AddDays(-9) },
        [nameof(Entry.RaisedBy)] = e => e with { RaisedBy = "x" },
        [nameof(Entry.ChangedAt)] = e => e with { ChangedAt = States.Now.AddDays(9) },
        [nameof(Entry.Title)] = e => e with { Title = "Another title" },
        [nameof(Entry.Cause)] = e => e with { Cause = "Another cause" },
        [nameof(Entry.Event)] = e => e with { Event = "Another event" },
        [nameof(Entry.Consequence)] = e => e with { Consequence = "Another consequence" },
        [nameof(Entry.Opening)] = e => e with { Opening = "Another opening" },
        [nameof(Entry.Action)] = e => e with { Action = "Another action" },
        [nameof(Entry.Benefit)] = e => e with { Benefit = "Another benefit" },
        [nameof(Entry.Owner)] = e => e with { Owner = "x" },
        [nameof(Entry.Delegate)] = e => e with { Delegate = "x" },
        [nameof(Entry.Tags)] = e => e with { Tags = ["x"] },
        [nameof(Entry.Processes)] = e => e with { Processes = ["x"] },
        [nameof(Entry.Objectives)] = e => e with { Objectives = ["x"] },
        [nameof(Entry.Issues)] = e => e with { Issues = ["x"] },
        [nameof(Entry.Parties)] = e => e with { Parties = ["x"] },
        [nameof(Entry.Velocity)] = e => e with { Velocity = Velocity.Fast },
        [nameof(Entry.Effort)] = e => e with { Effort = Effort.Large },
        [nameof(Entry.Confidential)] = e => e with { Confidential = true },
        [nameof(Entry.Notes)] = e => e with { Notes = "x" },
    };

    [Fact]
    public void Every_field_of_an_entry_is_either_material_or_not()
    {
        var fields = typeof(Entry).GetProperties().Where(p => p.CanWrite).Select(p => p.Name);

        Assert.Equal(fields.Order(), Immaterial.Keys.Concat(MaterialFields).Concat(FieldsOfAnother).Order());
    }

    [Fact]
    public void What_is_not_material_leaves_an_acceptance_holding() =>
        Always(
            (entry, _) =>
            {
                Assert.All(Immaterial, change => Holds(entry, change.Value(entry)));
                Holds(entry, entry with { Response = entry.Response! with { Reason = "Another reason" } });
                Holds(entry, entry with { Category = "People" });
                Holds(entry, entry with { Category = null });
                Assert.All(
                    Enum.GetValues<RatingStage>(),
                    stage =>
                        Holds(entry, Rerated(entry, stage, r => r with { Rationale = "x", At = States.Now.AddDays(1), By = "x" }))
                );
                Holds(entry, Rerated(entry, RatingStage.Inherent, r => r with { Confidence = Confidence.Low }));
            }
        );

    [Fact]
    public void Another_position_at_any_stage_voids_an_acceptance() =>
        Always(
            (entry, more) =>
                Assert.All(
                    Enum.GetValues<RatingStage>(),
                    stage =>
                    {
                        var rated = entry.After(States.Rated(stage, 1 + (more % 5), 1 + (more / 5 % 5)));
                        var (was, now) = (entry.RatingAt(stage), rated.RatingAt(stage)!);
                        var isSame = (was?.Likelihood, was?.Consequence) == (now.Likelihood, now.Consequence);
                        Differs(entry, rated, isSame ? null : Words.Of(stage));
                    }
                )
        );

    [Fact]
    public void A_rating_by_other_criteria_voids_an_acceptance() =>
        Always(
            (entry, _) => Differs(entry, Rerated(entry, RatingStage.Inherent, r => r with { CriteriaVersion = 9 }), "inherent")
        );

    [Fact]
    public void Another_level_for_the_same_position_voids_an_acceptance() =>
        Always((entry, _) => Differs(entry, Rerated(entry, RatingStage.Inherent, r => r with { Level = "other" }), "inherent"));

    [Fact]
    public void Another_response_voids_an_acceptance() =>
        Always(
            (entry, more) =>
            {
                var response = (ResponseKind)(more % 11);
                var changed = entry with { Response = new Response(response, "Another reason") };
                Differs(entry, changed, entry.Response!.Kind == response ? null : "response");
            }
        );

    [Fact]
    public void Other_criteria_in_force_void_an_acceptance() =>
        Always(
            (entry, _) =>
                Differs(
                    entry,
                    entry,
                    "criteria",
                    States.Settings with
                    {
                        Criteria = States.Settings.Criteria with { Version = 9 },
                    }
                )
        );

    [Fact]
    public void Another_appetite_for_the_category_voids_an_acceptance_and_one_for_other_categories_does_not() =>
        Always(
            (entry, _) =>
            {
                Differs(entry, entry, "appetite", Appetite("Property", "low"));
                Differs(entry, entry, null, Appetite("People", "low"));
                Differs(entry, entry, "appetite", Appetite("*", "high"));
            }
        );

    [Fact]
    public void Another_category_with_another_appetite_voids_an_acceptance()
    {
        var settings = Appetite("People", "low");
        var sealedNow = AcceptanceSeal.Of(States.ARiskToAccept, settings);
        var moved = AcceptanceSeal.Of(States.ARiskToAccept with { Category = "People" }, settings);

        Assert.Equal([new SealDifference("appetite", "medium", "low")], sealedNow.DifferencesTo(moved));
    }

    [Fact]
    public void A_lowered_level_whose_action_was_found_without_effect_voids_an_acceptance()
    {
        var lowered = States
            .ARiskToAccept.After(new ActionPlanned("A1", "Buy a pump", null, null, null, null))
            .After(new ActionCompleted("A1", "Bought", States.Today))
            .After(States.Resting(States.Rated(RatingStage.Current, 4, 4), "A1"));
        var failed = lowered.After(new ActionChecked("A1", Verdict.NotEffective, "It was too weak"));

        Differs(lowered, failed, "level");
    }

    [Fact]
    public void The_answer_tells_whether_an_acceptance_holds_and_what_is_different_when_not()
    {
        var accepted = States.Accepted(States.ARiskToAccept);

        Assert.Equal((true, null), Shown(accepted, 0));
        Assert.Equal(
            (false, """[{"what":"response","was":"retain","is":"share"}]"""),
            Shown(accepted.After(new Responded(ResponseKind.Share, "Why")), 0)
        );
        Assert.Equal((true, null), Shown(accepted, 180));
        Assert.Equal((false, "[]"), Shown(accepted, 181));
        Assert.Null(EntryShown.Of(States.ARiskToAccept, States.Context).Acceptance);
    }

    private static (bool, string?) Shown(Entry entry, int days)
    {
        var acceptance = JsonSerializer.SerializeToNode(EntryShown.Of(entry, States.At(days)), RegisterJson.Options)![
            "acceptance"
        ]!;
        return ((bool)acceptance["holds"]!, acceptance["differences"]?.ToJsonString());
    }

    private static AgencySettings Appetite(string category, string level) =>
        States.Settings with
        {
            Appetite = new Dictionary<string, string>(States.Settings.Appetite) { [category] = level },
        };

    private static Entry Rerated(Entry entry, RatingStage stage, Func<Rating, Rating> change) =>
        entry.RatingAt(stage) is { } rating ? entry.After(new Assessed(stage, change(rating), null)) : entry;

    private static void Holds(Entry entry, Entry changed) => Differs(entry, changed, null);

    /// <summary>Accepts the entry, and then changes it: the acceptance holds if nothing is to be different, else it is void and names that.</summary>
    private static void Differs(Entry entry, Entry changed, string? what, AgencySettings? settings = null)
    {
        settings ??= States.Settings;
        var now = changed with { Acceptance = States.Accepted(entry).Acceptance };
        var differences = now.Acceptance!.Seal.DifferencesTo(AcceptanceSeal.Of(now, settings)).Select(d => d.What).ToList();

        Assert.Equal(what is not null, Standing.IsVoid(now, settings, States.Today));
        Assert.Equal(what is not null, differences.Count > 0);
        Assert.True(what is null || differences.Contains(what), $"{what} is not in {JsonSerializer.Serialize(differences)}");
    }

    /// <summary>For risks of any ratings and responses, and one more number.</summary>
    private static void Always(Action<Entry, int> holds) =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<(byte Inherent, byte Current, byte Target, byte Response, byte More)>(),
                n =>
                {
                    var entry = States.AnOpenRisk.After(Rated(RatingStage.Inherent, n.Inherent));
                    entry = n.Current % 3 == 0 ? entry : entry.After(Rated(RatingStage.Current, n.Current));
                    entry = n.Target % 3 == 0 ? entry : entry.After(Rated(RatingStage.Target, n.Target));
                    holds(entry.After(new Responded((ResponseKind)(n.Response % 7), "Why")), n.More);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithQuietOnSuccess(true));

    private static Assessed Rated(RatingStage stage, byte number) => States.Rated(stage, 1 + (number % 5), 1 + (number / 5 % 5));
}
