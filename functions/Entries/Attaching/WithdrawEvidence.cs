using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;

namespace RiskRegister.Entries.Attaching;

/// <summary>Withdraws a file that does not prove what it was attached for. Its name and hash stay in the history.</summary>
/// <param name="Evidence">Id of the file within the entry, such as E1.</param>
/// <param name="Reason">Why; must be given.</param>
public sealed record WithdrawEntryEvidence(string? Evidence, string? Reason);

/// <summary>Withdrawing evidence.</summary>
public sealed class WithdrawEvidence(EntryCommands commands)
{
    /// <summary>POST a <see cref="WithdrawEntryEvidence"/> with If-Match.</summary>
    [Function("WithdrawEvidence")]
    [Operation(Takes = typeof(WithdrawEntryEvidence), Gives = typeof(EntryShown))]
    public Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/entries/{reference}/withdraw-evidence")]
            HttpRequest request,
        string agency,
        string reference
    ) => commands.ChangeAsync<WithdrawEntryEvidence>(request, agency, reference, Decide);

    /// <summary>Only a file that counts is withdrawn.</summary>
    public static Decision Decide(WithdrawEntryEvidence command, Entry entry, DecisionContext context)
    {
        var evidence = entry.Evidence.FirstOrDefault(e => e.Id == command.Evidence);
        var counting = entry.Evidence.Where(e => e.WithdrawnAt is null).Select(e => e.Id).DefaultIfEmpty("none");
        return new Checks()
            .NotClosed(entry)
            .Unless(
                evidence is not null,
                "evidence",
                "unknown-evidence",
                $"Name a file of {entry.Reference}. There are: {string.Join(", ", counting)}."
            )
            .Unless(
                evidence?.WithdrawnAt is null,
                "evidence",
                "withdrawn-already",
                $"The file {command.Evidence} was withdrawn already."
            )
            .Required("reason", command.Reason, "Enter why the file no longer counts.")
            .Or(() => new EvidenceWithdrawn(evidence!.Id, command.Reason!.Trim()));
    }
}
