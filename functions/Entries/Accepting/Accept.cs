using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Access;
using RiskRegister.Api;
using RiskRegister.People;

namespace RiskRegister.Entries.Accepting;

/// <summary>Accepts a risk that is outside appetite, as it is.</summary>
/// <param name="Reason">Why; must be given.</param>
/// <param name="Conditions">Under which conditions; left out for none.</param>
/// <param name="Until">The last day on which it holds: later than today, at most 366 days ahead.</param>
public sealed record AcceptEntry(string? Reason, string? Conditions, DateOnly? Until);

/// <summary>Accepting. An approver with the authority may also accept what nobody has asked for, and accept again before an acceptance ends.</summary>
public sealed class Accept(EntryCommands commands)
{
    /// <summary>Most days for which a risk is accepted: a year, also one with a leap day.</summary>
    public const int MaxDays = 366;

    /// <summary>POST an <see cref="AcceptEntry"/> with If-Match, which here must be given: 428 without it.</summary>
    [Function("AcceptEntry")]
    [Operation(Takes = typeof(AcceptEntry), Gives = typeof(EntryShown), NeedsIfMatch = true)]
    public Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/entries/{reference}/accept")]
            HttpRequest request,
        string agency,
        string reference
    ) =>
        request.IfMatch() is null or "*"
            ? Task.FromResult<IActionResult>(
                Problem.VersionRequired("Send the ETag of the entry that you saw as If-Match, so that you accept what you saw.")
            )
            : commands.ChangeAsync<AcceptEntry>(
                request,
                agency,
                reference,
                (command, entry, context) => Decide(command, request.Caller(), entry, context)
            );

    /// <summary>An approver with the authority, who is not the maker, accepts with a reason and until a day; what is accepted is sealed.</summary>
    public static Decision Decide(AcceptEntry command, Person approver, Entry entry, DecisionContext context) =>
        new Checks()
            .Acceptable(entry, context.Settings)
            .Authority("", approver, entry, context.Settings)
            .NotMaker("", approver, entry)
            .Required("reason", command.Reason, "Enter why you accept it.")
            .Optional("conditions", command.Conditions)
            .Unless(
                command.Until > context.Today && command.Until <= context.Today.AddDays(MaxDays),
                "until",
                "bad-day",
                $"Enter the last day on which it holds: later than today, at most {MaxDays} days ahead."
            )
            .Or(() =>
                new Accepted(
                    AcceptanceSeal.Of(entry, context.Settings),
                    command.Reason!.Trim(),
                    command.Conditions.OrNull(),
                    command.Until!.Value
                )
            );
}
