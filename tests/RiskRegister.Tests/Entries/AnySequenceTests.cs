using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using RiskRegister.Entries;
using RiskRegister.Register;
using Xunit;

namespace RiskRegister.Tests.Entries;

/// <summary>What holds after every sequence of commands, whatever their order and their values.</summary>
public sealed class AnySequenceTests
{
    private static readonly Config Thorough = Config
        .QuickThrowOnFailure.WithMaxTest(200)
        .WithEndSize(50)
        .WithQuietOnSuccess(true);

    [Fact]
    public void Replaying_the_stored_events_gives_the_same_entry() =>
        Always(turns =>
        {
            var change = turns[^1].After;
            var replayed = Entry.Unborn("demo", "R-0001");
            foreach (var stored in change.Events)
            {
                var link = JsonSerializer.Deserialize<EventDocument>(Text(stored), RegisterJson.Options)!;
                replayed = replayed.Apply(link.Data, link.At, link.By);
                Assert.Equal(replayed.Version, link.Version);
            }

            Assert.Equal(Text(change.Entry), Text(replayed));
            Assert.Equal(change.Events.Count, replayed.Version);
        });

    [Fact]
    public void Every_event_names_the_hash_of_the_one_before_it() =>
        Always(turns =>
        {
            var change = turns[^1].After;
            Assert.Equal(change.Events.Select(e => e.Hash).Prepend(null).SkipLast(1), change.Events.Select(e => e.Previous));
            Assert.Equal(change.Events[^1].Hash, change.Document.Head);
            Assert.Distinct(change.Events.Select(e => e.Id));
        });

    [Fact]
    public void A_decision_either_refuses_or_decides() =>
        Always(turns => Assert.All(turns, t => Assert.False(t.Decision.Events.Count > 0 && t.Decision.Refusals.Count > 0)));

    [Fact]
    public void A_closed_entry_takes_comments_and_changes_only_by_being_reopened() =>
        Always(turns =>
            Assert.All(
                turns.Where(t => t.Before.State == EntryState.Closed),
                t =>
                    Assert.True(
                        t.Decision.Events switch
                        {
                            [] => ReferenceEquals(t.Before, t.After.Entry),
                            [Commented] => Text(t.After.Entry) == Text(Counted(t.Before, t.After.Entry)),
                            [Reopened] => t.After.Entry.State == EntryState.Open,
                            _ => false,
                        }
                    )
            )
        );

    [Fact]
    public void Actions_keep_their_own_ids_and_their_order() =>
        AlwaysAfter(entry => Assert.Equal(Enumerable.Range(1, entry.Actions.Count).Select(n => $"A{n}"), Ids(entry)));

    [Fact]
    public void Only_a_closed_entry_has_no_next_review() =>
        AlwaysAfter(entry => Assert.Equal(entry.State == EntryState.Closed, entry.NextReview is null));

    [Fact]
    public void Only_a_closed_entry_has_a_reason_for_closing_and_none_waits_for_an_answer() =>
        AlwaysAfter(entry =>
        {
            Assert.Equal(entry.State == EntryState.Closed, entry.ClosedReason is not null);
            Assert.False(entry.State == EntryState.Closed && entry.Review is not null);
        });

    [Fact]
    public void A_draft_has_no_rating() =>
        AlwaysAfter(entry =>
            Assert.True(entry.State != EntryState.Draft || Enum.GetValues<RatingStage>().All(s => entry.RatingAt(s) is null))
        );

    [Fact]
    public void A_rating_lies_on_the_scales_of_its_kind() =>
        AlwaysAfter(entry =>
            Assert.All(
                Enum.GetValues<RatingStage>().Select(entry.RatingAt).OfType<Rating>(),
                r =>
                {
                    var (own, other) = ((int?)r.Likelihood, (int?)r.Feasibility);
                    (own, other) = entry.Kind == EntryKind.Risk ? (own, other) : (other, own);
                    Assert.InRange(own!.Value, 1, 5);
                    Assert.Null(other);
                    Assert.Equal(r.Rank, States.Settings.Criteria.RankOf(r.Level));
                    Assert.NotEqual("", r.Rationale.Trim());
                }
            )
        );

    [Fact]
    public void A_completed_action_stays_as_it_was_completed_whatever_its_check_comes_to() =>
        Always(turns =>
            Assert.All(turns, t => Assert.Subset(Completed(t.After.Entry).ToHashSet(), Completed(t.Before).ToHashSet()))
        );

    [Fact]
    public void A_check_of_an_action_is_final_unless_it_found_it_partly_effective() =>
        Always(turns =>
            Assert.All(
                turns,
                t =>
                    Assert.Subset(
                        t.After.Entry.Actions.Select(a => (a.Id, a.Check)).ToHashSet(),
                        t.Before.Actions.Where(a => a.Check is { Verdict: not Verdict.Partly })
                            .Select(a => (a.Id, a.Check))
                            .ToHashSet()
                    )
            )
        );

    [Fact]
    public void Nobody_checks_what_they_have_completed() =>
        AlwaysAfter(entry =>
            Assert.All(entry.Actions.Where(a => a.Check is not null), a => Assert.NotEqual(a.CompletedBy, a.Check!.By))
        );

    [Fact]
    public void An_action_is_open_completed_or_given_up_and_only_a_completed_one_is_checked() =>
        AlwaysAfter(entry =>
            Assert.All(
                entry.Actions,
                a =>
                {
                    Assert.False(a.CompletedAt is not null && a.DroppedOn is not null);
                    Assert.False(a.Check is not null && a.CompletedAt is null);
                }
            )
        );

    [Fact]
    public void A_current_level_of_a_risk_below_the_inherent_one_rests_on_something() =>
        AlwaysAfter(entry =>
            Assert.True(
                entry.Kind != EntryKind.Risk
                    || !(entry.Current?.Rank < entry.Inherent?.Rank)
                    || entry.Current?.RestsOn is { Count: > 0 }
            )
        );

    [Fact]
    public void Controls_keep_their_own_ids_and_their_order() =>
        AlwaysAfter(entry =>
            Assert.Equal(Enumerable.Range(1, entry.Controls.Count).Select(n => $"C{n}"), entry.Controls.Select(c => c.Id))
        );

    [Fact]
    public void Evidence_keeps_its_ids_its_order_and_its_hashes_whether_withdrawn_or_not() =>
        Always(turns =>
            Assert.All(
                turns,
                t =>
                {
                    var (before, after) = (t.Before.Evidence, t.After.Entry.Evidence);
                    Assert.Equal(Enumerable.Range(1, after.Count).Select(n => $"E{n}"), after.Select(e => e.Id));
                    Assert.Equal(before.Select(e => e.Sha256), after.Take(before.Count).Select(e => e.Sha256));
                }
            )
        );

    [Fact]
    public void The_standing_stays_until_the_day_that_is_stored_with_it() =>
        Always(turns =>
        {
            var last = turns.Last(t => t.After.Entry != t.Before);
            var (entry, today, until) = (last.After.Entry, last.Context.Today, last.After.Document.StandingUntil);
            var days = until is { } day ? day.DayNumber - today.DayNumber : 800;
            var standing = Standing.Of(entry, States.Settings, today);

            Assert.Equal(Standing.NextChange(entry, today), until);
            Assert.DoesNotContain(
                Enumerable.Range(0, days),
                n => !standing.SequenceEqual(Standing.Of(entry, States.Settings, today.AddDays(n)))
            );
        });

    [Fact]
    public void An_acceptance_holds_exactly_as_long_as_nothing_material_is_other_than_what_was_accepted() =>
        AlwaysFromAnAcceptance(turns =>
        {
            string? accepted = null;
            foreach (var turn in turns)
            {
                accepted = turn.Decision.Events.OfType<Accepted>().Any() ? Material(turn.After.Entry) : accepted;
                var (entry, today) = (turn.After.Entry, turn.Context.Today);
                var ended = entry.Acceptance?.Until < today;

                Assert.Equal(
                    accepted is not null && (ended || accepted != Material(entry)),
                    Standing.IsVoid(entry, States.Settings, today)
                );
            }
        });

    [Fact]
    public void The_approver_is_asked_again_exactly_when_a_change_voids_an_acceptance_outside_appetite() =>
        AlwaysFromAnAcceptance(turns =>
            Assert.All(
                turns,
                turn =>
                {
                    var (before, after, today) = (turn.Before, turn.After.Entry, turn.Context.Today);
                    var held = before.Acceptance is not null && !Standing.IsVoid(before, States.Settings, today);
                    var voided = held && Standing.IsVoid(after, States.Settings, today);
                    var waits = before.AcceptanceRequest is not null;
                    var isAsked =
                        voided && !waits && after.State == EntryState.Open && Standing.IsOutside(after, States.Settings);

                    Assert.Equal(
                        isAsked ? 1 : 0,
                        Appended(turn)
                            .OfType<AcceptanceRequested>()
                            .Except(turn.Decision.Events.OfType<AcceptanceRequested>())
                            .Count()
                    );
                }
            )
        );

    [Fact]
    public void Nobody_accepts_what_they_asked_for_rated_or_own() =>
        AlwaysFromAnAcceptance(turns =>
            Assert.All(
                turns.Where(t => t.Decision.Events.OfType<Accepted>().Any()),
                t =>
                    Assert.DoesNotContain(
                        t.Context.Actor,
                        new[] { t.Before.AcceptanceRequest?.By, t.Before.Effective!.By, t.Before.Owner }
                    )
            )
        );

    [Fact]
    public void A_document_is_read_as_it_was_written() =>
        Always(turns =>
        {
            var text = Text(turns[^1].After.Document);

            Assert.Equal(text, Text(JsonSerializer.Deserialize<EntryDocument>(text, RegisterJson.Options)!));
        });

    /// <summary>What is material, in words of this test.</summary>
    private static string Material(Entry entry) =>
        string.Join(
            '|',
            Enum.GetValues<RatingStage>()
                .Select(entry.RatingAt)
                .Select(r => $"{r?.Likelihood}{r?.Feasibility},{r?.Consequence}{r?.Benefit},{r?.Level},{r?.CriteriaVersion}")
                .Append($"{entry.Effective?.Level} {entry.Response?.Kind}")
        );

    private static IEnumerable<EntryEvent> Appended(Turn turn) =>
        turn.After.Events.Where(e => e.Version > turn.Before.Version).Select(e => e.Data);

    private static void AlwaysFromAnAcceptance(Action<IReadOnlyList<Turn>> holds) =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<Move[]>(),
                moves =>
                {
                    var turns = Play.All(PlayOfApprovers.ToAnAcceptance.Concat(moves));
                    Assert.NotNull(turns[PlayOfApprovers.ToAnAcceptance.Count].After.Entry.Acceptance);
                    holds(turns);
                }
            )
            .Check(Thorough);

    private static void AlwaysAfter(Action<Entry> holds) => Always(turns => Assert.All(turns, t => holds(t.After.Entry)));

    private static void Always(Action<IReadOnlyList<Turn>> holds) =>
        Prop.ForAll(ArbMap.Default.ArbFor<Move[]>(), moves => holds(Play.All(moves))).Check(Thorough);

    private static Entry Counted(Entry entry, Entry later) =>
        entry with
        {
            Version = entry.Version + 1,
            ChangedAt = later.ChangedAt,
        };

    private static IEnumerable<string> Ids(Entry entry) => entry.Actions.Select(a => a.Id);

    private static IEnumerable<PlannedAction> Completed(Entry entry) =>
        entry.Actions.Where(a => a.CompletedAt is not null).Select(a => a with { Check = null });

    private static string Text<T>(T value) => JsonSerializer.Serialize(value, RegisterJson.Options);
}
