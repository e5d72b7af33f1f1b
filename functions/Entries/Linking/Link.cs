using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;

namespace RiskRegister.Entries.Linking;

/// <summary>Ties an entry to another one, which gets the tie back.</summary>
/// <param name="To">Reference of the other entry; must be given.</param>
/// <param name="Kind">What the other one is to this one: risk-of-pursuing (from an opportunity to a risk) or related.</param>
public sealed record LinkEntry(string? To, LinkKind? Kind);

/// <summary>Tying entries together.</summary>
public sealed class Link(EntryCommands commands)
{
    private static readonly JointDecision<LinkEntry> AtBothEnds = new((command, _) => Ties.Other(command.To), Decide);

    /// <summary>POST a <see cref="LinkEntry"/> with If-Match.</summary>
    [Function("LinkEntry")]
    [Operation(Takes = typeof(LinkEntry), Gives = typeof(EntryShown))]
    public Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/entries/{reference}/link")] HttpRequest request,
        string agency,
        string reference
    ) => commands.ChangeTogetherAsync(request, agency, reference, AtBothEnds);

    /// <summary>A tie joins two entries that are not closed, once for each kind; a risk of pursuing is a risk, tied to an opportunity.</summary>
    /// <param name="command">The command.</param>
    /// <param name="entries">The entry, and the other one if one is named.</param>
    /// <param name="context">What the decision may know.</param>
    public static IReadOnlyList<Decision> Decide(LinkEntry command, IReadOnlyList<Entry> entries, DecisionContext context)
    {
        var (entry, other) = (entries[0], entries.ElementAtOrDefault(1));
        var checks = new Checks()
            .Ends(entry, other)
            .Unless(
                command.Kind is LinkKind.RiskOfPursuing or LinkKind.Related,
                "kind",
                "required",
                "Choose what the other entry is to this one: risk-of-pursuing (told at the opportunity) or related."
            )
            .Unless(
                command.Kind != LinkKind.RiskOfPursuing || entry.Kind == EntryKind.Opportunity,
                "kind",
                "not-for-this-kind",
                $"{entry.Reference} is a risk: tie the opportunity to it, because only opportunities have risks of pursuing them."
            )
            .Unless(
                command.Kind != LinkKind.RiskOfPursuing || other?.Kind != EntryKind.Opportunity,
                "to",
                "not-for-this-kind",
                $"{other?.Reference} is an opportunity: name the risk of pursuing this one."
            );
        return Ties.Both(
            checks.Unless(
                other is null || command.Kind is not { } kind || !entry.Links.Contains(new EntryLink(other.Reference, kind)),
                "to",
                "linked-already",
                $"{entry.Reference} is tied to {other?.Reference} in this way already."
            ),
            () => new Linked(other!.Reference, command.Kind!.Value),
            () => new Linked(entry.Reference, Ties.Back(command.Kind!.Value))
        );
    }
}
