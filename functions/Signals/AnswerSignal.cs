using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.Entries.Raising;
using RiskRegister.Register;
using RiskRegister.Register.Records;

namespace RiskRegister.Signals;

/// <summary>Answers a signal.</summary>
public sealed record AnswerToSignal
{
    /// <summary>raises-entry, changes-entry or no-change.</summary>
    public SignalAnswerKind? Answer { get; init; }

    /// <summary>raises-entry: the entry that is raised because of it.</summary>
    public RaiseEntry? Entry { get; init; }

    /// <summary>changes-entry: references of the entries that have to be changed, 1 to 16.</summary>
    public IReadOnlyList<string>? References { get; init; }

    /// <summary>The reason; may be left out when an entry is raised.</summary>
    public string? Why { get; init; }

    /// <summary>The entries named, each once.</summary>
    public IReadOnlyList<string> Named() => [.. (References ?? []).Select(reference => reference?.Trim() ?? "").Distinct()];
}

/// <summary>Answering a signal.</summary>
public sealed class AnswerSignal(SignalAnswers answers)
{
    /// <summary>POST an <see cref="AnswerToSignal"/> with If-Match.</summary>
    [Function("AnswerSignal")]
    [Operation(Takes = typeof(AnswerToSignal), Gives = typeof(Signal))]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/signals/{signal}/answer")] HttpRequest request,
        string agency,
        string signal
    )
    {
        var command = await JsonBody.ReadAsync<AnswerToSignal>(request);
        return RecordAnswer.Of(
            await answers.AnswerAsync(
                agency,
                signal,
                command,
                request.Actor(),
                request.IfMatch(),
                request.IdempotencyKey(),
                request.HttpContext.RequestAborted
            )
        );
    }

    /// <summary>
    /// A signal is answered once, in one of three ways, each with what it needs: an entry to raise, entries to change and why, or the
    /// reason why the register stays as it is.
    /// </summary>
    public static Checks Check(AnswerToSignal command, Signal signal)
    {
        var raises = command.Answer == SignalAnswerKind.RaisesEntry;
        var changes = command.Answer == SignalAnswerKind.ChangesEntry;
        return new Checks()
            .Unless(
                signal.State == SignalState.Open,
                "",
                "answered-already",
                $"{signal.Reference} was answered already. Reopen it first if the answer has to be another one."
            )
            .Unless(
                command.Answer is not null,
                "answer",
                "required",
                "Choose an answer: raises-entry, changes-entry or no-change."
            )
            .Unless(!raises || command.Entry is not null, "entry", "required", "Tell the entry that is to be raised.")
            .Unless(raises || command.Entry is null, "entry", "not-for-this-answer", "Leave this out: it goes with raises-entry.")
            .Unless(
                !changes || command.Named().Count is >= 1 and <= EntryStore.MaxOthers + 1,
                "references",
                "required",
                $"Name 1 to {EntryStore.MaxOthers + 1} entries that have to be changed, such as R-0042."
            )
            .Unless(
                changes || command.Named().Count == 0,
                "references",
                "not-for-this-answer",
                "Leave this out: it goes with changes-entry."
            )
            .Unless(raises || command.Why.OrNull() is not null, "why", "required", "Enter the reason for the answer.")
            .Optional("why", command.Why);
    }

    /// <summary>The signal with its answer.</summary>
    public static RecordChange<Signal> Answered(
        AnswerToSignal command,
        Signal signal,
        IReadOnlyList<string> entries,
        DecisionContext context
    )
    {
        var answer = new SignalAnswer(command.Answer!.Value, entries, command.Why.OrNull(), context.Now, context.Actor);
        return new(signal with { State = SignalState.Answered, Answer = answer }, "signal-answered", answer.Why);
    }
}
