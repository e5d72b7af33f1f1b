using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.Register.Records;

namespace RiskRegister.Context;

/// <summary>Takes an item out of what is offered to choose from; entries that name it still find it.</summary>
/// <param name="Reason">Why; must be given.</param>
public sealed record RetireContextItem(string? Reason);

/// <summary>Offers an item again.</summary>
/// <param name="Reason">Why; must be given.</param>
public sealed record ReactivateContextItem(string? Reason);

/// <summary>Retiring and reactivating items of the context.</summary>
public sealed class RetireItem(ContextCommands commands)
{
    /// <summary>POST a <see cref="RetireContextItem"/> with If-Match.</summary>
    [Function("RetireContextItem")]
    [Operation(Takes = typeof(RetireContextItem), Gives = typeof(ContextItem))]
    public Task<IActionResult> Retire(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/context/{kind}/{id}/retire")]
            HttpRequest request,
        string agency,
        string kind,
        string id
    ) =>
        commands.ChangeAsync<RetireContextItem>(
            request,
            agency,
            ContextAddress.Read(kind, id),
            (command, item, _) => Decide(command, item)
        );

    /// <summary>POST a <see cref="ReactivateContextItem"/> with If-Match.</summary>
    [Function("ReactivateContextItem")]
    [Operation(Takes = typeof(ReactivateContextItem), Gives = typeof(ContextItem))]
    public Task<IActionResult> Reactivate(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/context/{kind}/{id}/reactivate")]
            HttpRequest request,
        string agency,
        string kind,
        string id
    ) => commands.ChangeAsync<ReactivateContextItem>(request, agency, ContextAddress.Read(kind, id), Decide);

    /// <summary>Only an active item is retired; its names are free from then on.</summary>
    public static RecordDecision<ContextItem> Decide(RetireContextItem command, ContextItem item) =>
        ContextChecks.Of(
            new Checks()
                .Unless(item.Active, "", "retired-already", $"{item.Called} is retired already.")
                .Required("reason", command.Reason, "Enter why it is no longer part of the context."),
            item,
            () => new RecordChange<ContextItem>(item with { Active = false }, "context-retired", command.Reason!.Trim())
        );

    /// <summary>Only a retired item is reactivated, and only while no active one has one of its names.</summary>
    public static RecordDecision<ContextItem> Decide(
        ReactivateContextItem command,
        ContextItem item,
        IReadOnlyList<ContextItem> items
    ) =>
        ContextChecks.Of(
            new Checks()
                .Unless(!item.Active, "", "active-already", $"{item.Called} is active already.")
                .Required("reason", command.Reason, "Enter why it is part of the context again.")
                .NamesAreFree(item, items),
            item,
            () =>
                new RecordChange<ContextItem>(
                    item with
                    {
                        Active = true,
                        AbsorbedBy = null,
                    },
                    "context-reactivated",
                    command.Reason!.Trim()
                )
        );
}
