using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;

namespace RiskRegister.Entries.Linking;

/// <summary>Takes a tie to another entry away, on both sides.</summary>
/// <param name="To">Reference of the other entry; must be given.</param>
/// <param name="Kind">The kind that the tie has in this entry: risk-of-pursuing, brought-by-pursuing or related.</param>
/// <param name="Reason">Why; must be given.</param>
public sealed record UnlinkEntry(string? To, LinkKind? Kind, string? Reason);

/// <summary>Taking ties away.</summary>
public sealed class Unlink(EntryCommands commands)
{
    private static readonly JointDecision<UnlinkEntry> AtBothEnds = new((command, _) => Ties.Other(command.To), Decide);

    /// <summary>POST an <see cref="UnlinkEntry"/> with If-Match.</summary>
    [Function("UnlinkEntry")]
    [Operation(Takes = typeof(UnlinkEntry), Gives = typeof(EntryShown))]
    public Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/entries/{reference}/unlink")]
            HttpRequest request,
        string agency,
        string reference
    ) => commands.ChangeTogetherAsync(request, agency, reference, AtBothEnds);

    /// <summary>Only a tie that is there can be taken away; what is closed keeps its ties.</summary>
    /// <param name="command">The command.</param>
    /// <param name="entries">The entry, and the other one if one is named.</param>
    /// <param name="context">What the decision may know.</param>
    public static IReadOnlyList<Decision> Decide(UnlinkEntry command, IReadOnlyList<Entry> entries, DecisionContext context)
    {
        var (entry, other) = (entries[0], entries.ElementAtOrDefault(1));
        var checks = new Checks()
            .Ends(entry, other)
            .Unless(
                command.Kind is not null,
                "kind",
                "required",
                "Choose the kind of the tie: risk-of-pursuing, brought-by-pursuing or related."
            )
            .Unless(
                other is null || command.Kind is not { } kind || entry.Links.Contains(new EntryLink(other.Reference, kind)),
                "to",
                "not-linked",
                $"{entry.Reference} has no such tie to {other?.Reference}. Its ties: {Told(entry)}."
            )
            .Required("reason", command.Reason, "Enter why the tie is taken away.");
        return Ties.Both(
            checks,
            () => new Unlinked(other!.Reference, command.Kind!.Value, command.Reason!.Trim()),
            () => new Unlinked(entry.Reference, Ties.Back(command.Kind!.Value), command.Reason!.Trim())
        );
    }

    private static string Told(Entry entry) =>
        string.Join(", ", entry.Links.Select(link => $"{link.To} {Words.Of(link.Kind)}").DefaultIfEmpty("none"));
}
