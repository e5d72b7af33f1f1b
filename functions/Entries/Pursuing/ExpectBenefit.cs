using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;

namespace RiskRegister.Entries.Pursuing;

/// <summary>Tells what an opportunity is to bring, or tells it anew. All must be given.</summary>
/// <param name="Measure">What is counted, so worded that more is better, such as "answers within a week".</param>
/// <param name="Value">How much of it: above 0.</param>
/// <param name="Unit">In what, such as "% of all".</param>
/// <param name="By">By which day.</param>
public sealed record ExpectEntryBenefit(string? Measure, decimal? Value, string? Unit, DateOnly? By);

/// <summary>Expecting a benefit.</summary>
public sealed class ExpectBenefit(EntryCommands commands)
{
    /// <summary>POST an <see cref="ExpectEntryBenefit"/> with If-Match.</summary>
    [Function("ExpectBenefit")]
    [Operation(Takes = typeof(ExpectEntryBenefit), Gives = typeof(EntryShown))]
    public Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/entries/{reference}/expect-benefit")]
            HttpRequest request,
        string agency,
        string reference
    ) => commands.ChangeAsync<ExpectEntryBenefit>(request, agency, reference, Decide);

    /// <summary>Nothing is expected of what is declined; and what was told so far has to stay comparable.</summary>
    public static Decision Decide(ExpectEntryBenefit command, Entry entry, DecisionContext context)
    {
        var told = entry.Realised.Count > 0 ? entry.Expected : null;
        return new Checks()
            .NotClosed(entry)
            .OnlyOpportunity(entry)
            .Unless(
                entry.Pursuit?.Decision != PursuitKind.Decline,
                "",
                "declined",
                $"{entry.Reference} was declined: it is to bring nothing. Decide to pursue or defer it first."
            )
            .Required("measure", command.Measure, "Enter what is counted, such as \"answers within a week\".", Checks.MaxTitle)
            .Unless(command.Value > 0, "value", "not-above-0", "Enter a number above 0; word the measure so that more is better.")
            .Required("unit", command.Unit, "Enter the unit, such as \"% of all\".", Checks.MaxTitle)
            .Unless(command.By is not null, "by", "required", "Enter the day by which it is to be there.")
            .Unless(
                told is null || (told.Measure, told.Unit) == (command.Measure?.Trim(), command.Unit?.Trim()),
                "measure",
                "told-already",
                $"Keep the measure \"{told?.Measure}\" and the unit \"{told?.Unit}\": what was realised was told in them."
            )
            .Or(() =>
                new BenefitExpected(command.Measure!.Trim(), command.Value!.Value, command.Unit!.Trim(), command.By!.Value)
            );
    }
}
