using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.Register.Records;

namespace RiskRegister.Context;

/// <summary>Changes details of an item of the context. A new name leaves the old one as a former name, by which entries still find the item.</summary>
/// <param name="Change">New values by name, as <see cref="ContextDetails"/> has them; null clears (RFC 7396). What is not named stays.</param>
/// <param name="Reason">Why; must be given.</param>
public sealed record ChangeContextItem(IReadOnlyDictionary<string, JsonElement>? Change, string? Reason);

/// <summary>Changing an item of the context.</summary>
public sealed class ChangeItem(ContextCommands commands)
{
    /// <summary>POST a <see cref="ChangeContextItem"/> with If-Match.</summary>
    [Function("ChangeContextItem")]
    [Operation(Takes = typeof(ChangeContextItem), Gives = typeof(ContextItem))]
    public Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/context/{kind}/{id}/change")]
            HttpRequest request,
        string agency,
        string kind,
        string id
    ) => commands.ChangeAsync<ChangeContextItem>(request, agency, ContextAddress.Read(kind, id), Decide);

    /// <summary>Only an active item is changed; the new details obey the rules of adding, and something must differ.</summary>
    public static RecordDecision<ContextItem> Decide(
        ChangeContextItem command,
        ContextItem item,
        IReadOnlyList<ContextItem> items
    )
    {
        var checks = new Checks().IsActive(item).Required("reason", command.Reason, "Enter why it changes.");
        var patch = MergePatch.Read<ContextDetails>(command.Change, checks);
        var different = patch.DifferentFrom(item.Details);
        var after = item.With(different);
        return ContextChecks.Of(
            checks
                .Unless(
                    patch.IsEmpty || different.Count > 0,
                    "change",
                    "nothing-changed",
                    $"{item.Called} has all of this already. Send at least one value that differs."
                )
                .Details(after, different, "change.")
                .NamesAreFree(after, items),
            item,
            () => new RecordChange<ContextItem>(after, "context-changed", command.Reason!.Trim())
        );
    }
}
