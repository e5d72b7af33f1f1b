using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.Register.Records;

namespace RiskRegister.Context;

/// <summary>The way of commands on an item of the context, which are decided on with all other items.</summary>
public sealed class ContextCommands(RecordCommands commands, ContextItems items)
{
    /// <summary>A command on an item that is there.</summary>
    public async Task<IActionResult> ChangeAsync<TCommand>(
        HttpRequest request,
        string agency,
        ContextAddress address,
        Func<TCommand, ContextItem, IReadOnlyList<ContextItem>, RecordDecision<ContextItem>> decide
    )
    {
        var all = await items.AllAsync(agency, request.HttpContext.RequestAborted);
        return await commands.ChangeAsync<TCommand, ContextItem>(
            request,
            agency,
            address.Id,
            address.Called,
            (command, item, _) => decide(command, item, all)
        );
    }
}
