using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.Register;
using RiskRegister.Register.Records;

namespace RiskRegister.Context;

/// <summary>Makes one of two: the item answers to the names of another one, which is retired, or to a name that entries use and no item has.</summary>
/// <param name="Other">Id of the other item of the same kind; either this or the name must be given.</param>
/// <param name="Name">A name that is in no active item of the kind.</param>
/// <param name="Reason">Why; must be given.</param>
public sealed record AbsorbContextItem(string? Other, string? Name, string? Reason);

/// <summary>Absorbing duplicates.</summary>
public sealed class AbsorbItem(ContextItems context, RecordStore records, EntryStore store)
{
    /// <summary>POST an <see cref="AbsorbContextItem"/> with If-Match.</summary>
    [Function("AbsorbContextItem")]
    [Operation(Takes = typeof(AbsorbContextItem), Gives = typeof(ContextItem))]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/context/{kind}/{id}/absorb")]
            HttpRequest request,
        string agency,
        string kind,
        string id
    )
    {
        var address = ContextAddress.Read(kind, id);
        var command = await JsonBody.ReadAsync<AbsorbContextItem>(request);
        var cancellation = request.HttpContext.RequestAborted;
        var other = ContextSlug.IsValid(command.Other ?? "")
            ? await records.FindAsync<ContextItem>(agency, ContextItem.IdOf(address.Kind, command.Other!), cancellation)
            : null;
        var all = await context.AllAsync(agency, cancellation);
        var at = await store.ContextAsync(agency, request.Actor(), cancellation);
        var changed = await records.ChangeAsync<ContextItem>(
            agency,
            address.Id,
            at,
            item => Decide(command, item ?? throw new NotFoundException(address.Called), other, all, at),
            request.IfMatch(),
            request.IdempotencyKey(),
            cancellation
        );
        return RecordAnswer.Of(changed);
    }

    /// <summary>Both must be active and of one kind. The other one is retired with a pointer to this one, in the same commit.</summary>
    /// <param name="command">The command.</param>
    /// <param name="item">The item that stays.</param>
    /// <param name="other">The other one with its ETag; null when there is none of that id.</param>
    /// <param name="items">All items of the agency.</param>
    /// <param name="context">What the decision may know.</param>
    public static RecordDecision<ContextItem> Decide(
        AbsorbContextItem command,
        ContextItem item,
        Stored<ContextItem>? other,
        IReadOnlyList<ContextItem> items,
        DecisionContext context
    )
    {
        var named = command.Name.OrNull() is { } name ? [ContextName.Tidy(name)] : other?.Value.Names.Select(n => n.Name) ?? [];
        var after = item.Answering(named);
        var checks = Check(command, item, other?.Value)
            .NamesAreFree(after, items.Where(i => i.Slug != other?.Value.Slug))
            .Unless(
                command.Name.OrNull() is null || after.FormerNames.Count > item.FormerNames.Count,
                "name",
                "has-it-already",
                $"{item.Called} answers to this name already."
            );
        var decision = ContextChecks.Of(
            checks,
            item,
            () => new RecordChange<ContextItem>(after, "context-absorbed", command.Reason!.Trim())
        );
        return decision.Change is null || other is null ? decision : WithOther(decision, item, other, context);
    }

    private static Checks Check(AbsorbContextItem command, ContextItem item, ContextItem? other) =>
        new Checks()
            .IsActive(item)
            .Unless(
                command.Other.OrNull() is null != command.Name.OrNull() is null,
                "other",
                "required",
                "Name either the other item by its id, or a name that no item has; not both."
            )
            .Unless(
                command.Other.OrNull() is null || other is not null,
                "other",
                "unknown-item",
                $"Name another {Words.Of(item.Kind)} by its id, such as {item.Slug}."
            )
            .Unless(other?.Slug != item.Slug, "other", "itself", $"Name another item: {item.Called} can't absorb itself.")
            .Unless(
                other?.Active != false,
                "other",
                "not-active",
                $"{other?.Called} is retired. Reactivate it first, or absorb its name."
            )
            .Optional("name", command.Name, Checks.MaxTitle)
            .Required("reason", command.Reason, "Enter why both are the same.");

    private static RecordDecision<ContextItem> WithOther(
        RecordDecision<ContextItem> decision,
        ContextItem item,
        Stored<ContextItem> other,
        DecisionContext context
    )
    {
        var change = decision.Change!;
        var retired = other.Value with { Active = false, AbsorbedBy = item.Slug };
        var (_, writes) = RecordStore.Writes(
            new RecordChange<ContextItem>(retired, "context-absorbed-by", change.Why),
            other.ETag,
            context
        );
        return decision with { Beside = [.. writes, .. NameClaim.Moved([item, other.Value], [change.After, retired])] };
    }
}
