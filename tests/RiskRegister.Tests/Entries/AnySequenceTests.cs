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
    public void A_completed_action_stays_as_it_was_completed() =>
        Always(turns =>
            Assert.All(turns, t => Assert.Subset(t.After.Entry.Actions.ToHashSet(), Completed(t.Before).ToHashSet()))
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
    public void A_document_is_read_as_it_was_written() =>
        Always(turns =>
        {
            var text = Text(turns[^1].After.Document);

            Assert.Equal(text, Text(JsonSerializer.Deserialize<EntryDocument>(text, RegisterJson.Options)!));
        });

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

    private static IEnumerable<PlannedAction> Completed(Entry entry) => entry.Actions.Where(a => a.CompletedAt is not null);

    private static string Text<T>(T value) => JsonSerializer.Serialize(value, RegisterJson.Options);
}
