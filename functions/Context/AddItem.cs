using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.Register;
using RiskRegister.Register.Records;

namespace RiskRegister.Context;

/// <summary>Adds an item to the context. Kind and name must be given.</summary>
public sealed record AddContextItem : ContextDetails
{
    /// <summary>Process, objective, issue or party.</summary>
    public ContextKind? Kind { get; init; }
}

/// <summary>Adding an item to the context.</summary>
public sealed class AddItem(RecordCommands commands, ContextItems context)
{
    /// <summary>POST an <see cref="AddContextItem"/>: 201 with Location and ETag.</summary>
    [Function("AddContextItem")]
    [Operation(Takes = typeof(AddContextItem), Gives = typeof(ContextItem), Status = 201)]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/context")] HttpRequest request,
        string agency
    )
    {
        var all = await context.AllAsync(agency, request.HttpContext.RequestAborted);
        return await commands.CreateAsync<AddContextItem, ContextItem>(
            request,
            agency,
            command => Place(agency, command, all).Id,
            (command, present, _) => Decide(agency, command, present, all),
            item => item.Address
        );
    }

    /// <summary>The item before it has any details; the one that has the name, so that a repeated command finds what it has made.</summary>
    public static ContextItem Place(string agency, AddContextItem command, IReadOnlyList<ContextItem> items)
    {
        var (kind, name) = (command.Kind ?? default, command.Name ?? "");
        var present = items.FirstOrDefault(item => item.Active && item.Has(new ContextName(kind, name)));
        return present ?? new ContextItem(agency, kind, ContextSlug.For(kind, name, items));
    }

    /// <summary>An item has a kind and a name that no active item of the kind has or had; it has no details of other kinds.</summary>
    /// <param name="agency">The agency.</param>
    /// <param name="command">The command.</param>
    /// <param name="present">The item that has its place; null when that is free.</param>
    /// <param name="items">All items of the agency.</param>
    public static RecordDecision<ContextItem> Decide(
        string agency,
        AddContextItem command,
        ContextItem? present,
        IReadOnlyList<ContextItem> items
    )
    {
        var fields = JsonSerializer
            .SerializeToElement<ContextDetails>(command, RegisterJson.Options)
            .Deserialize<Dictionary<string, JsonElement>>();
        var given = MergePatch.Read<ContextDetails>(fields, new Checks()).DifferentFrom(new ContextDetails());
        given.TryAdd("name", "");
        var item = Place(agency, command, items).With(given);
        return ContextChecks.Of(
            new Checks()
                .Unless(command.Kind is not null, "kind", "required", "Choose what this is: process, objective, issue or party.")
                .Unless(
                    present is null,
                    "",
                    "name-taken",
                    $"{present?.Called} ({present?.Slug}) has or had this name already. Choose another name."
                )
                .Details(item, given),
            null,
            () => new RecordChange<ContextItem>(item, "context-added")
        );
    }
}
