using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.People;
using RiskRegister.Register;

namespace RiskRegister.Entries.Changing;

/// <summary>Changes the same details of many entries.</summary>
/// <param name="References">The entries; 1 to 200, each once.</param>
/// <param name="Change">As of a <see cref="ChangeEntry"/>.</param>
/// <param name="Reason">As of a <see cref="ChangeEntry"/>.</param>
public sealed record ChangeEntries(
    IReadOnlyList<string>? References,
    IReadOnlyDictionary<string, JsonElement>? Change,
    string? Reason
);

/// <summary>What became of one entry.</summary>
/// <param name="Reference">The entry.</param>
/// <param name="Ok">Whether it was changed.</param>
/// <param name="Problem">Why it was not, as <see cref="ProblemBody"/>.</param>
public sealed record ChangeResult(string Reference, bool Ok, ProblemBody? Problem);

/// <summary>What became of each entry, in the order sent.</summary>
public sealed record ChangeResults(IReadOnlyList<ChangeResult> Results);

/// <summary>Changing many entries: each by a decision of its own, so that some may be refused and the rest done.</summary>
public sealed class ChangeMany(EntryStore store, Rosters rosters)
{
    private const int Most = 200;

    /// <summary>POST a <see cref="ChangeEntries"/>: what became of each, in the order sent.</summary>
    [Function("ChangeEntries")]
    [Operation(Takes = typeof(ChangeEntries), Gives = typeof(ChangeResults))]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/entries/bulk")] HttpRequest request,
        string agency
    )
    {
        var command = await JsonBody.ReadAsync<ChangeEntries>(request);
        Check(command);
        var context = await store.ContextAsync(agency, request.Actor(), request.HttpContext.RequestAborted) with
        {
            People = await rosters.OfAsync(agency),
        };
        var results = new List<ChangeResult>();
        foreach (var reference in command.References!)
        {
            results.Add(await ChangeOneAsync(request, agency, reference, command, context));
        }

        return ApiAnswer.Ok(new ChangeResults(results));
    }

    /// <summary>What is wrong whatever the entry refuses the whole.</summary>
    /// <exception cref="RefusedException">Too many entries, none, or one twice; or details that no entry has.</exception>
    public static void Check(ChangeEntries command)
    {
        var checks = new Checks()
            .Unless(command.References is { Count: > 0 }, "references", "required", "Name at least one entry.")
            .Names("references", command.References, Most)
            .Unless(
                command.References is null || command.References.Distinct().Count() == command.References.Count,
                "references",
                "named-twice",
                "Name each entry once."
            )
            .Optional("reason", command.Reason);
        MergePatch.Read<EntryDetails>(command.Change, checks);
        if (checks.Or(() => Decision.Accept()).Refusals is { Count: > 0 } refusals)
        {
            throw new RefusedException(refusals);
        }
    }

    private async Task<ChangeResult> ChangeOneAsync(
        HttpRequest request,
        string agency,
        string reference,
        ChangeEntries command,
        DecisionContext context
    )
    {
        var change = new ChangeEntry(command.Change, command.Reason);
        // A key for each entry, so that a repetition goes on where the first time was broken off.
        var key = request.IdempotencyKey() is { } own ? $"{own} {reference}" : null;
        try
        {
            await store.ChangeAsync(
                agency,
                reference,
                context,
                (entry, at) => Change.Decide(change, entry, at),
                key: key,
                cancellation: request.HttpContext.RequestAborted
            );
            return new ChangeResult(reference, true, null);
        }
        catch (Exception e) when (Problem.For(e) is { } problem)
        {
            return new ChangeResult(reference, false, (ProblemBody)problem.Body);
        }
    }
}
