using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;

namespace RiskRegister.Entries.Pursuing;

/// <summary>Tells what an opportunity has brought as of a day; told again, it replaces what was told before, see <see cref="Realisation"/>.</summary>
/// <param name="Value">How much altogether, in the measure and unit of what is expected; must be given.</param>
/// <param name="On">The day for which it is told; must be given, and not be in the future.</param>
/// <param name="Note">How it is known; must be given.</param>
public sealed record RealiseEntryBenefit(decimal? Value, DateOnly? On, string? Note);

/// <summary>Realising a benefit.</summary>
public sealed class RealiseBenefit(EntryCommands commands)
{
    /// <summary>POST a <see cref="RealiseEntryBenefit"/> with If-Match.</summary>
    [Function("RealiseBenefit")]
    [Operation(Takes = typeof(RealiseEntryBenefit), Gives = typeof(EntryShown))]
    public Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/entries/{reference}/realise-benefit")]
            HttpRequest request,
        string agency,
        string reference
    ) => commands.ChangeAsync<RealiseEntryBenefit>(request, agency, reference, Decide);

    /// <summary>A benefit is realised against what was expected, as of a day that has come.</summary>
    public static Decision Decide(RealiseEntryBenefit command, Entry entry, DecisionContext context) =>
        new Checks()
            .NotClosed(entry)
            .OnlyOpportunity(entry)
            .Unless(
                entry.Kind == EntryKind.Risk || entry.Expected is not null,
                "",
                "nothing-expected",
                $"Nothing is expected of {entry.Reference}. Tell the expected benefit first, with its measure and unit."
            )
            .Unless(command.Value is not null, "value", "required", "Enter how much it has brought, as a number.")
            .Unless(command.On <= context.Today, "on", "bad-day", "Enter the day for which this is told: today or a day before.")
            .Required("note", command.Note, "Enter how this is known.")
            .Or(() => new BenefitRealised(command.Value!.Value, command.On!.Value, command.Note!.Trim()));
}
