using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.Entries.CallingReview;
using RiskRegister.Entries.Closing;
using RiskRegister.Indicators;
using RiskRegister.People;
using RiskRegister.Register;
using RiskRegister.Register.Records;
using RiskRegister.Signals;
using RiskRegister.Tests.Indicators;
using RiskRegister.Tests.Register;
using Xunit;
using static RiskRegister.Tests.Register.FilledRegister;

namespace RiskRegister.Tests.Signals;

/// <summary>Signals and indicators over the real store.</summary>
public sealed class SignalStoreTests : IAsyncLifetime
{
    private EmptyRegister _register = null!;
    private SignalIntake _intake = null!;
    private SignalAnswers _answers = null!;
    private IndicatorStore _indicators = null!;

    private RecordStore Records => _register.Get<RecordStore>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _register = await FilledRegister.MakeAsync();
        await _register
            .Get<PeopleDirectory>()
            .SaveAsync(Agency, [new(Agency, "keeper@demo.example", "Kay Keeper", [Role.Owner], "boss@demo.example")]);
        var (store, container) = (_register.Get<EntryStore>(), _register.Get<RegisterContainer>());
        _intake = new SignalIntake(_register.Get<NumberedRecords>(), store, _register.Get<PeopleDirectory>());
        _answers = new SignalAnswers(Records, store, container);
        _indicators = new IndicatorStore(container, Records, _register.Get<Numbering>(), store, _intake);
    }

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task Signals_of_many_clients_at_once_get_consecutive_numbers_beside_entries()
    {
        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(client =>
                    Task.Run(async () =>
                    {
                        for (var n = 0; n < 10; n++)
                        {
                            await TakeAsync(Samples.Complaint with { Title = $"{client} {n}" });
                            await _register.RaiseAsync(Risk($"{client} {n}"));
                        }
                    })
                )
        );

        var signals = await Records.AllAsync<Signal>(Agency, Signal.RecordType).ToListAsync();
        Assert.Equal(Enumerable.Range(1, 80).Select(n => $"S-{n:D4}"), signals.Select(s => s.Reference));
        Assert.Equal(80, signals.Select(s => s.Title).Distinct().Count());
        Assert.Equal((80, 80), await _register.Get<Numbering>().GivenOutAsync(Agency) is var c ? (c.Risk, c.Signal) : default);
        Assert.Empty((await _register.Get<Verification>().VerifyAllAsync(Agency)).Breaks);
    }

    [Fact]
    public async Task What_its_source_has_sent_before_is_found_again_also_when_it_comes_twice_at_once()
    {
        var command = Samples.Complaint with { ExternalId = "case 17" };
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => TakeAsync(command))));

        Assert.Single(taken.Select(t => t.Reference).Distinct());
        Assert.Single(await Records.AllAsync<Signal>(Agency, Signal.RecordType).ToListAsync());
        Assert.NotEqual("S-0001", (await TakeAsync(command with { Source = "another desk" })).Reference);
    }

    [Fact]
    public async Task The_owner_of_the_first_entry_has_to_answer_and_else_the_risk_managers()
    {
        var own = await _register.RaiseAsync(Risk("Flood") with { Owner = "Keeper@demo.example" });
        var strange = await _register.RaiseAsync(Risk("Fire") with { Owner = "Somebody of old" });

        Assert.Equal("keeper@demo.example", (await TakeAsync(Samples.Complaint with { Entries = [own, strange] })).Assignee);
        Assert.Equal(Signal.RiskManagers, (await TakeAsync(Samples.Complaint with { Entries = [strange, own] })).Assignee);
        Assert.Equal(Signal.RiskManagers, (await TakeAsync(Samples.Complaint)).Assignee);
    }

    [Fact]
    public async Task The_answer_that_raises_an_entry_and_the_entry_are_there_together_and_name_each_other()
    {
        var signal = await TakeAsync(Samples.Complaint);
        AnswerToSignal answer = new() { Answer = SignalAnswerKind.RaisesEntry, Entry = Risk("Letters lie too long") };

        var answered = await AnswerAsync(signal, answer);
        var raised = Assert.Single(answered.Answer!.Entries);

        Assert.Equal(signal.Reference, (await EntryAsync(raised)).Signal);
        var again = await Assert.ThrowsAsync<RefusedException>(() => AnswerAsync(signal, answer));
        Assert.Equal(["answered-already"], again.Refusals.Rules());
        Assert.Equal(1, (await _register.Get<Numbering>().GivenOutAsync(Agency)).Risk);
    }

    [Fact]
    public async Task Two_answers_at_once_leave_one_and_only_what_it_has_done()
    {
        var (signal, other) = (await TakeAsync(Samples.Complaint), await _register.RaiseAsync(Risk("Flood")));
        AnswerToSignal raises = new() { Answer = SignalAnswerKind.RaisesEntry, Entry = Risk("Letters lie too long") };
        AnswerToSignal changes = new()
        {
            Answer = SignalAnswerKind.ChangesEntry,
            References = [other],
            Why = "It happened",
        };

        var results = await Task.WhenAll(
            new[] { raises, changes, raises, changes }.Select(a => Task.Run(() => TryAsync(signal, a)))
        );

        var kept = Assert.Single(results.OfType<Signal>()).Answer!;
        var isRaised = kept.Answer == SignalAnswerKind.RaisesEntry;
        Assert.Equal(isRaised ? 2 : 1, (await _register.Get<Numbering>().GivenOutAsync(Agency)).Risk);
        Assert.Equal(isRaised, (await EntryAsync(other)).Signals is null);
        Assert.Empty((await _register.Get<Verification>().VerifyAllAsync(Agency)).Breaks);

        async Task<Signal?> TryAsync(Signal signal, AnswerToSignal answer)
        {
            try
            {
                return await AnswerAsync(signal, answer);
            }
            catch (RefusedException)
            {
                return null;
            }
        }
    }

    [Fact]
    public async Task The_same_idempotency_key_answers_once()
    {
        var signal = await TakeAsync(Samples.Complaint);
        AnswerToSignal answer = new() { Answer = SignalAnswerKind.RaisesEntry, Entry = Risk("Letters lie too long") };

        var answers = new[] { await AnswerAsync(signal, answer, "once"), await AnswerAsync(signal, answer, "once") };

        Assert.Single(answers.Select(a => Assert.Single(a.Answer!.Entries)).Distinct());
    }

    [Fact]
    public async Task A_closed_entry_keeps_the_answer_and_all_other_entries_from_being_changed()
    {
        var (open, closed) = (await _register.RaiseAsync(Risk("Flood")), await _register.RaiseAsync(Risk("Fire")));
        await _register.Get<EntryStore>().ChangeAsync(Agency, closed, At(1), (e, at) => Close.Decide(new("Gone"), e, at));
        var signal = await TakeAsync(Samples.Complaint);
        AnswerToSignal answer = new()
        {
            Answer = SignalAnswerKind.ChangesEntry,
            References = [open, closed],
            Why = "So",
        };

        var refused = await Assert.ThrowsAsync<RefusedException>(() => AnswerAsync(signal, answer));

        Assert.Equal(["references entry-is-closed"], refused.Refusals.Rules());
        Assert.Null((await EntryAsync(open)).Signals);
        Assert.Equal(SignalState.Open, (await SignalAsync(signal.Reference)).State);
    }

    [Fact]
    public async Task A_breach_is_stored_with_its_reading_its_signal_and_the_message_that_calls_the_reviews()
    {
        var references = await Task.WhenAll(Enumerable.Range(0, 60).Select(n => _register.RaiseAsync(Risk($"Risk {n}"))));
        var indicator = await DefineAsync(references);

        var read = await ReadAsync(indicator, 25);
        var signal = await SignalAsync(read.Signal!);

        Assert.Equal(("S-0001", SignalKind.IndicatorBreach, indicator), (signal.Reference, signal.Kind, signal.Indicator));
        Assert.NotNull(await Records.FindAsync<Reading>(Agency, Reading.IdOf(indicator, At(0).Today), Cancellation));
        var calls = new CallReviews(_register.Get<EntryStore>(), Records, _register.Get<RegisterContainer>());
        var message = await MessageAsync("outbox:reviews:S-0001:0");
        await calls.CallAsync(message, Cancellation);
        await calls.CallAsync(message, Cancellation);
        Assert.Equal(50, await CalledAsync(references));
        await calls.CallAsync(await MessageAsync("outbox:reviews:S-0001:50"), Cancellation);
        Assert.Equal(60, await CalledAsync(references));
        Assert.Empty((await _register.Get<Verification>().VerifyAllAsync(Agency)).Breaks);
    }

    [Fact]
    public async Task Readings_of_many_clients_at_once_are_all_there_and_make_one_signal()
    {
        var indicator = await DefineAsync([]);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => ReadAsync(indicator, 25 + n, -n))));

        Assert.Equal(8, (await Records.AllAsync<Reading>(Agency, Reading.RecordType).ToListAsync()).Count);
        Assert.Single(await Records.AllAsync<Signal>(Agency, Signal.RecordType).ToListAsync());
        Assert.Equal(25, (await Records.FindAsync<Indicator>(Agency, indicator, Cancellation))!.Value.Latest!.Value);
    }

    [Fact]
    public async Task What_is_late_goes_to_the_manager_of_who_has_to_answer()
    {
        var own = await _register.RaiseAsync(Risk("Flood") with { Owner = "keeper@demo.example" });
        var late = await TakeAsync(Samples.Complaint with { Entries = [own] });
        var escalation = new EscalateSignals(
            Records,
            _register.Get<EntryStore>(),
            _register.Get<Agencies>(),
            _register.Get<PeopleDirectory>(),
            _register.Get<Rosters>()
        );

        await escalation.EscalateAsync(Agency, At(24 * 10), Cancellation);
        Assert.Null((await SignalAsync(late.Reference)).Escalation);
        await escalation.EscalateAsync(Agency, At(24 * 11), Cancellation);
        await escalation.EscalateAsync(Agency, At(24 * 11), Cancellation);

        Assert.Equal("boss@demo.example", (await SignalAsync(late.Reference)).Escalation!.To);
        var history = await _register.Get<RecordHistory>().ReadAsync(Agency, late.Reference).ToListAsync();
        Assert.Equal(["signal-received", "signal-escalated"], history.Select(v => v.Name));
    }

    [Theory]
    [InlineData("", "The body is empty")]
    [InlineData("""{"agency":"north","kind":"gossip"}""", "kind: Send one of the words")]
    [InlineData("""{"kind":"idea","title":"x"}""", "agency: Name the agency")]
    [InlineData(
        """{"agency":"north","kind":"idea","title":"x","source":"desk"}""",
        "externalId: Send what your system calls this"
    )]
    [InlineData(
        """{"agency":"south","kind":"idea","title":"x","source":"d","externalId":"1"}""",
        "The agency south does not exist"
    )]
    [InlineData("""{"agency":"north","kind":"idea","source":"d","externalId":"1"}""", "title: Enter what has happened")]
    public async Task A_message_that_can_not_be_taken_is_refused_with_what_is_wrong_and_how_to_mend_it(string body, string says)
    {
        var receiver = new ReceiveSignals(
            _intake,
            _register.Get<EntryStore>(),
            Microsoft.Extensions.Logging.Abstractions.NullLogger<ReceiveSignals>.Instance
        );

        var e = await Record.ExceptionAsync(() => receiver.TakeAsync(BinaryData.FromString(body), Cancellation));

        Assert.Contains(says, ReceiveSignals.ProblemOf(e!), StringComparison.Ordinal);
    }

    private async Task<Signal> TakeAsync(SendSignal command) =>
        (await _intake.TakeAsync(Agency, command, At(0), null, Cancellation)).Signal.Value;

    private async Task<Signal> AnswerAsync(Signal signal, AnswerToSignal answer, string? key = null) =>
        (await _answers.AnswerAsync(Agency, signal.Reference, answer, "owner@demo.example", null, key, Cancellation)).Value;

    private async Task<string> DefineAsync(IReadOnlyList<string> entries)
    {
        var details = Indicating.Waiting with { Entries = entries };
        var (indicator, _) = await _register
            .Get<NumberedRecords>()
            .AddAsync(
                Agency,
                At(0),
                counter => counter.NextIndicator(),
                reference => DefineIndicator.Made(details, Agency, reference, At(0)),
                [],
                Cancellation
            );
        return indicator.Value.Reference;
    }

    private async Task<Indicator> ReadAsync(string indicator, decimal value, int day = 0)
    {
        var command = new RecordIndicatorReading(At(0).Today.AddDays(day), value, null, null);
        return (await _indicators.ReadAsync(Agency, indicator, command, At(0), null, null, Cancellation)).Value;
    }

    private async Task<ReviewsToCall> MessageAsync(string id)
    {
        var outbox = await _register.Get<RegisterContainer>().FindAsync<OutboxDocument>(Agency, id);
        Assert.Equal(CallReviews.Queue, outbox!.Value.Destination);
        return System.Text.Json.JsonSerializer.Deserialize<ReviewsToCall>(outbox.Value.Body, RegisterJson.Options)!;
    }

    private async Task<int> CalledAsync(IReadOnlyList<string> references)
    {
        var entries = await _register.Get<EntryStore>().FindManyAsync(Agency, references, Cancellation);
        Assert.All(entries, e => Assert.InRange(e.Version, 1, 2));
        return entries.Count(e => e.ReviewCall is { Cause: CallCause.Indicator, Signal: "S-0001" });
    }

    private async Task<Entry> EntryAsync(string reference) =>
        (await _register.Get<EntryStore>().LoadAsync(Agency, reference, Cancellation)).Value;

    private async Task<Signal> SignalAsync(string reference) =>
        (await Records.LoadAsync<Signal>(Agency, reference, Signal.CalledOf(reference), Cancellation)).Value;
}
