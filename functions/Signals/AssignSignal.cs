using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.People;
using RiskRegister.Register;
using RiskRegister.Register.Records;

namespace RiskRegister.Signals;

/// <summary>Hands a signal to somebody else to answer.</summary>
/// <param name="Assignee">E-mail address of who has to answer, or risk-managers for these as a group; must be given.</param>
/// <param name="Reason">Why; must be given.</param>
public sealed record AssignSignalTo(string? Assignee, string? Reason);

/// <summary>Assigning a signal. Its deadline stays: whoever gets it has to answer in time.</summary>
public sealed class AssignSignal(RecordStore records, EntryStore store, PeopleDirectory people)
{
    /// <summary>POST an <see cref="AssignSignalTo"/> with If-Match.</summary>
    [Function("AssignSignal")]
    [Operation(Takes = typeof(AssignSignalTo), Gives = typeof(Signal))]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/signals/{signal}/assign")] HttpRequest request,
        string agency,
        string signal
    )
    {
        var command = await JsonBody.ReadAsync<AssignSignalTo>(request);
        var cancellation = request.HttpContext.RequestAborted;
        var context = await store.ContextAsync(agency, request.Actor(), cancellation);
        var person = command.Assignee.OrNull() is { } address ? await people.FindAsync(agency, address, cancellation) : null;
        return RecordAnswer.Of(
            await records.ChangeAsync<Signal>(
                agency,
                Signal.IdOf(signal),
                context,
                found => Decide(command, person, found ?? throw new NotFoundException(Signal.CalledOf(signal))),
                request.IfMatch(),
                request.IdempotencyKey(),
                cancellation
            )
        );
    }

    /// <summary>Whether somebody has a role that answers signals.</summary>
    public static bool MayAnswer(Person person) => person.IsAny(Role.Owner, Role.RiskManager, Role.Administrator);

    /// <summary>An open signal goes to somebody who may answer it.</summary>
    /// <param name="command">The command.</param>
    /// <param name="person">Who is named; null when nobody here has that address.</param>
    /// <param name="signal">The signal.</param>
    public static RecordDecision<Signal> Decide(AssignSignalTo command, Person? person, Signal signal)
    {
        var toGroup = command.Assignee?.Trim() == Signal.RiskManagers;
        var assignee = toGroup ? Signal.RiskManagers : person?.Email;
        var checks = new Checks()
            .Unless(
                signal.State == SignalState.Open,
                "",
                "answered-already",
                $"{signal.Reference} was answered already: nobody has to answer it any more."
            )
            .Required("assignee", command.Assignee, "Enter the e-mail address of who has to answer, or risk-managers.")
            .Unless(
                command.Assignee.OrNull() is null || toGroup || person is not null && MayAnswer(person),
                "assignee",
                "nobody-who-may-answer",
                $"{command.Assignee} is nobody here who may answer signals. Name an owner, a risk manager or an administrator."
            )
            .Required("reason", command.Reason, "Enter why it goes to somebody else.");
        return checks.Refusals.Count == 0 && assignee == signal.Assignee
            ? RecordDecision.Nothing<Signal>()
            : RecordDecision.Of(
                checks,
                () => new RecordChange<Signal>(signal with { Assignee = assignee! }, "signal-assigned", command.Reason!.Trim())
            );
    }
}
