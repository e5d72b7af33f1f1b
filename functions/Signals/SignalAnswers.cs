using RiskRegister.Entries;
using RiskRegister.Entries.CallingReview;
using RiskRegister.Entries.Raising;
using RiskRegister.Register;
using RiskRegister.Register.Records;

namespace RiskRegister.Signals;

/// <summary>Stores answers to signals, each in one commit with what it does to entries.</summary>
public sealed class SignalAnswers(RecordStore records, EntryStore entries, RegisterContainer container)
{
    private const int MaxAttempts = 20;

    /// <summary>Decides on an answer and stores it.</summary>
    /// <exception cref="NotFoundException">There is no such signal, or no such entry.</exception>
    /// <exception cref="StaleException">The signal was changed since <paramref name="ifMatch"/>.</exception>
    /// <exception cref="RefusedException">A rule is broken.</exception>
    public async Task<Stored<Signal>> AnswerAsync(
        string agency,
        string reference,
        AnswerToSignal command,
        string actor,
        string? ifMatch,
        string? key,
        CancellationToken cancellation
    )
    {
        var id = Signal.IdOf(reference);
        var context = await entries.ContextAsync(agency, actor, cancellation);
        for (var attempt = 1; ; attempt++)
        {
            var stored = await records.LoadAsync<Signal>(agency, id, Signal.CalledOf(reference), cancellation);
            if (await records.IsDoneAsync(agency, key, cancellation))
            {
                return stored;
            }

            if (ifMatch is not null and not "*" && ifMatch != stored.ETag)
            {
                throw new StaleException(stored.Value.Called, stored.ETag);
            }

            if (AnswerSignal.Check(command, stored.Value).Refusals is { Count: > 0 } refusals)
            {
                throw new RefusedException(refusals);
            }

            try
            {
                await CommitAsync(stored, command, context, key, cancellation);
                return await records.LoadAsync<Signal>(agency, id, Signal.CalledOf(reference), cancellation);
            }
            catch (CommitConflictException) when (attempt < MaxAttempts)
            {
                // Somebody else was faster: decide again on the signal as it is now.
            }
        }
    }

    private Task CommitAsync(
        Stored<Signal> signal,
        AnswerToSignal command,
        DecisionContext context,
        string? key,
        CancellationToken cancellation
    )
    {
        var (agency, reference) = (signal.Value.Agency, signal.Value.Reference);
        return command switch
        {
            { Answer: SignalAnswerKind.RaisesEntry, Entry: { } raise } => entries.RaiseAsync(
                agency,
                context,
                raise.Kind ?? EntryKind.Risk,
                Raised(raise, reference, context),
                beside: raised => Answered([raised]),
                cancellation: cancellation
            ),
            { Answer: SignalAnswerKind.ChangesEntry } => entries.ChangeTogetherAsync(
                agency,
                command.Named()[0],
                _ => [.. command.Named().Skip(1)],
                context,
                (all, at) => [.. all.Select(entry => Noted(signal.Value, command.Why!.Trim(), entry, at))],
                beside: Answered(command.Named()),
                cancellation: cancellation
            ),
            _ => container.CommitAsync(agency, Answered([]), cancellation),
        };

        IReadOnlyList<DocumentWrite> Answered(IReadOnlyList<string> named) =>
            [
                .. RecordStore.Writes(AnswerSignal.Answered(command, signal.Value, named, context), signal.ETag, context).Writes,
                .. CommandDocument.Mark(agency, reference, key),
            ];
    }

    /// <summary>The entry that is raised because of a signal; what is wrong with it is told by its place in the answer.</summary>
    public static Decision Raised(RaiseEntry raise, string signal, DecisionContext context)
    {
        var decision = Raise.Decide(raise, context, signal);
        return new(decision.Events, [.. decision.Refusals.Select(r => r with { Field = $"entry.{r.Field}" })]);
    }

    /// <summary>An entry that is to be changed because of a signal knows of it, and is reviewed.</summary>
    public static Decision Noted(Signal signal, string why, Entry entry, DecisionContext context) =>
        entry.State == EntryState.Closed
            ? Decision.Refuse(
                new Refusal("references", "entry-is-closed", $"{entry.Reference} is closed. Reopen it first, or leave it out.")
            )
            : Decision.Accept(
                new SignalNoted(signal.Reference, signal.Title, why),
                CallReview.Called(entry, CallCause.Signal, $"{signal.Title}: {why}", signal.Reference, context)
            );
}
