using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.Entries.Accepting;
using RiskRegister.Entries.Raising;
using RiskRegister.Entries.Responding;
using RiskRegister.People;
using RiskRegister.Register;
using RiskRegister.Tests.Entries;
using Xunit;

namespace RiskRegister.Tests.Register;

/// <summary>Two approvers and the owner act on one entry at the same time, again and again, over the real store.</summary>
public sealed class AcceptingAtOnceTests : IAsyncLifetime
{
    private const string Agency = "north";
    private const string Reference = "R-0001";
    private const int Rounds = 100;

    private static readonly Person First = States.Approver;
    private static readonly Person Second = States.Approver with { Email = "second@demo.example", Name = "Sabine Farrow" };

    private readonly List<(string Reason, int? Seen)> _done = [];
    private readonly List<string> _undone = [];
    private EmptyRegister _register = null!;

    private EntryStore Store => _register.Get<EntryStore>();

    public async ValueTask InitializeAsync()
    {
        _register = await EmptyRegister.MakeAsync();
        await _register.Get<Agencies>().SaveAsync(Agency, DefaultSettings.For("North"));
        var context = await Store.ContextAsync(Agency, States.Actor);
        var raise = new RaiseEntry
        {
            Kind = EntryKind.Risk,
            Title = "Flood",
            Owner = States.Actor,
        };
        await Store.RaiseAsync(Agency, context, EntryKind.Risk, Raise.Decide(raise, context));
        await ChangeAsync(States.Actor, (_, _) => Decision.Accept(States.Rated(RatingStage.Inherent, 5, 5)));
        await ChangeAsync(States.Actor, (_, _) => Decision.Accept(new Responded(ResponseKind.Retain, "So")));
    }

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task Two_approvers_and_an_owner_at_once_lose_no_update_break_no_order_and_decide_once_on_a_request()
    {
        for (var round = 0; round < Rounds; round++)
        {
            await RoundAsync(round);
        }

        var history = await _register.Get<EntryHistory>().ReadAsync(Agency, Reference).ToListAsync();
        Assert.Empty(await _register.Get<Verification>().VerifyAsync(Agency, Reference));
        Assert.Equal(Enumerable.Range(1, history.Count), history.Select(e => e.Version));
        Assert.Equal(history.Select(e => e.At).Order(), history.Select(e => e.At));
        EveryUpdateIsThereOnce(history);
        EveryDecisionAnswersARequest(history);
        Assert.True(_done.Exists(d => d.Seen is not null), "No approver ever decided.");
    }

    private async Task RoundAsync(int round)
    {
        if ((await Store.LoadAsync(Agency, Reference)).Value.AcceptanceRequest is null)
        {
            await ChangeAsync(
                "manager@demo.example",
                (entry, at) => RequestAcceptance.Decide(new RequestEntryAcceptance("Please", null), null, entry, at)
            );
        }

        var seen = await Store.LoadAsync(Agency, Reference);
        Func<Task>[] acts =
        [
            () => AnswerAsync(First, seen, $"first {round}", accepts: true),
            () => AnswerAsync(Second, seen, $"second {round}", accepts: round % 2 == 0),
            () => RespondAsync(round),
        ];
        // Each is the first to start in a third of the rounds.
        await Task.WhenAll(Enumerable.Range(round, acts.Length).Select(n => Task.Run(acts[n % acts.Length])));
    }

    private async Task AnswerAsync(Person approver, Stored<Entry> seen, string reason, bool accepts)
    {
        try
        {
            await ChangeAsync(
                approver.Email,
                (entry, at) =>
                    accepts
                        ? Accept.Decide(new AcceptEntry(reason, null, at.Today.AddDays(9)), approver, entry, at)
                        : RefuseAcceptance.Decide(new RefuseEntryAcceptance(reason), approver, entry, at),
                seen.ETag
            );
            Note(() => _done.Add((reason, seen.Value.Version)));
        }
        catch (StaleException)
        {
            Note(() => _undone.Add(reason));
        }
    }

    private async Task RespondAsync(int round)
    {
        var response = round % 2 == 0 ? ResponseKind.Share : ResponseKind.Retain;
        var reason = $"owner {round}";
        await ChangeAsync(States.Actor, (entry, at) => Respond.Decide(new RespondToEntry(response, reason), entry, at));
        Note(() => _done.Add((reason, null)));
    }

    private async Task ChangeAsync(string actor, Func<Entry, DecisionContext, Decision> decide, string? ifMatch = null) =>
        await Store.ChangeAsync(Agency, Reference, await Store.ContextAsync(Agency, actor), decide, ifMatch);

    private void Note(Action add)
    {
        lock (_done)
        {
            add();
        }
    }

    private void EveryUpdateIsThereOnce(List<EventDocument> history)
    {
        Assert.Equal(Rounds * 3, _done.Count + _undone.Count);
        Assert.All(
            _done,
            done =>
            {
                var stored = Assert.Single(history, e => e.Why == done.Reason);
                Assert.True(
                    done.Seen is null || stored.Version == done.Seen + 1,
                    $"{done.Reason} was decided on what was not seen."
                );
            }
        );
        Assert.DoesNotContain(history, e => _undone.Contains(e.Why ?? ""));
    }

    private static void EveryDecisionAnswersARequest(List<EventDocument> history)
    {
        var waits = false;
        var entry = Entry.Unborn(Agency, Reference);
        foreach (var link in history)
        {
            Assert.Equal(
                link.Data is Accepted or AcceptanceRefused,
                waits && link.Data is not (AcceptanceRequested or Responded or AppetiteLeft)
            );
            Assert.True(link.Data is not Accepted sealing || sealing.Seal == AcceptanceSeal.Of(entry, States.Settings));
            waits = link.Data switch
            {
                AcceptanceRequested => Asked(waits),
                Accepted or AcceptanceRefused => false,
                _ => waits,
            };
            entry = entry.Apply(link.Data, link.At, link.By);
        }
    }

    private static bool Asked(bool waits)
    {
        Assert.False(waits, "It was asked for twice.");
        return true;
    }
}
