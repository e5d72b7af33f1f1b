using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;

namespace RiskRegister.Entries.Commenting;

/// <summary>Says something about an entry.</summary>
/// <param name="Text">What is said; must be given.</param>
public sealed record CommentOnEntry(string? Text);

/// <summary>Commenting on an entry.</summary>
public sealed class Comment(EntryCommands commands)
{
    /// <summary>POST a <see cref="CommentOnEntry"/>; open to everybody who may see the entry.</summary>
    [Function("CommentOnEntry")]
    [Operation(Takes = typeof(CommentOnEntry), Gives = typeof(EntryShown))]
    public Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/entries/{reference}/comment")]
            HttpRequest request,
        string agency,
        string reference
    ) => commands.ChangeAsync<CommentOnEntry>(request, agency, reference, Decide);

    /// <summary>A comment changes nothing else, so closed entries take it as well.</summary>
    public static Decision Decide(CommentOnEntry command, Entry entry, DecisionContext context) =>
        new Checks().Required("text", command.Text, "Enter what you want to say.").Or(() => new Commented(command.Text!.Trim()));
}
