using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.People;

namespace RiskRegister.Entries.Changing;

/// <summary>Changes details of an entry.</summary>
/// <param name="Change">New values by name, as <see cref="EntryDetails"/> has them; null clears (RFC 7396). What is not named stays.</param>
/// <param name="Reason">Why; must be given when the owner changes.</param>
public sealed record ChangeEntry(IReadOnlyDictionary<string, JsonElement>? Change, string? Reason);

/// <summary>Changing an entry.</summary>
public sealed class Change(EntryCommands commands)
{
    /// <summary>POST a <see cref="ChangeEntry"/> with If-Match.</summary>
    [Function("ChangeEntry")]
    [Operation(Takes = typeof(ChangeEntry), Gives = typeof(EntryShown))]
    public Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/entries/{reference}/change")]
            HttpRequest request,
        string agency,
        string reference
    ) => commands.ChangeAsync<ChangeEntry>(request, agency, reference, Decide);

    /// <summary>The new details obey the rules of raising; what is there already is left out, and something must be left.</summary>
    public static Decision Decide(ChangeEntry command, Entry entry, DecisionContext context)
    {
        var checks = new Checks().NotClosed(entry).Optional("reason", command.Reason);
        var patch = MergePatch.Read<EntryDetails>(command.Change, checks);
        var different = patch.DifferentFrom(entry);
        return checks
            .Unless(
                patch.IsEmpty || different.Count > 0,
                "change",
                "nothing-changed",
                $"{entry.Reference} says all of this already. Send at least one value that differs."
            )
            .Unless(
                !different.ContainsKey("owner") || command.Reason.OrNull() is not null,
                "reason",
                "required",
                "Enter why the owner changes."
            )
            .Changed(entry, different)
            .NotLeft("change.owner", (string?)different["owner"], context)
            .NotLeft("change.delegate", (string?)different["delegate"], context)
            .Or(() => new Changed(different, command.Reason.OrNull()));
    }
}
