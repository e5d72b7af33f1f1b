using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Register;

namespace RiskRegister.Entries.Acting;

/// <summary>Lets an open action serve other entries, too: it is typed in once, and what happens to it happens in all of them.</summary>
/// <param name="Action">Id of the action within the entry, such as A1.</param>
/// <param name="With">References of the other entries.</param>
public sealed record ShareEntryAction(string? Action, IReadOnlyList<string>? With) : ActionCommand(Action)
{
    /// <summary>The entries to share it with, each once.</summary>
    public IReadOnlyList<string> Added() => [.. (With ?? []).Select(reference => reference?.Trim() ?? "").Distinct()];
}

/// <summary>Sharing an action.</summary>
public sealed class ShareAction(EntryCommands commands)
{
    private const int MaxEntries = EntryStore.MaxOthers + 1;

    /// <summary>The decision for all entries that have the action, and those that get it.</summary>
    public static readonly JointDecision<ShareEntryAction> Everywhere = new(Others, Decide);

    /// <summary>POST a <see cref="ShareEntryAction"/> with If-Match.</summary>
    [Function("ShareAction")]
    [Operation(Takes = typeof(ShareEntryAction), Gives = typeof(EntryShown))]
    public Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/entries/{reference}/share-action")]
            HttpRequest request,
        string agency,
        string reference
    ) => commands.ChangeTogetherAsync(request, agency, reference, Everywhere);

    /// <summary>An open action is planned in each of the other entries as it is here, and all that have it know all the others.</summary>
    public static IReadOnlyList<Decision> Decide(ShareEntryAction command, IReadOnlyList<Entry> entries, DecisionContext context)
    {
        var decision = Check(command, entries).Or(() => Decision.Accept());
        return decision.Refusals.Count > 0 ? [decision] : Share(command.In(entries[0])!, command.Added(), entries);
    }

    private static IReadOnlyList<string> Others(ShareEntryAction command, Entry entry)
    {
        string[] others = [.. SharedAction.Twins(command, entry).Select(twin => twin.Reference), .. command.Added()];
        // What is refused anyway is not read.
        return others.Length > EntryStore.MaxOthers ? [] : [.. others.Where(other => other != entry.Reference).Distinct()];
    }

    private static Checks Check(ShareEntryAction command, IReadOnlyList<Entry> entries)
    {
        var (entry, added) = (entries[0], command.Added());
        var twins = SharedAction.Twins(command, entry).Select(twin => twin.Reference).ToList();
        var closed = entries.Skip(1).Where(e => e.State == EntryState.Closed && added.Contains(e.Reference));
        return new Checks()
            .NotClosed(entry)
            .IsOpen(command, entry)
            .Unless(added.Count > 0, "with", "required", "Name the other entries that the action serves, such as R-0042.")
            .Unless(!added.Contains(entry.Reference), "with", "itself", $"Leave {entry.Reference} out: the action is its own.")
            .Unless(
                !added.Intersect(twins).Any(),
                "with",
                "shared-already",
                $"Leave out {string.Join(", ", added.Intersect(twins))}: the action is shared with it already."
            )
            .Unless(
                added.Count + twins.Count < MaxEntries,
                "with",
                "too-many",
                $"Name fewer: an action can serve at most {MaxEntries} entries, and {twins.Count + 1} have it already."
            )
            .Unless(
                !closed.Any(),
                "with",
                "closed-entry",
                $"Leave out {string.Join(", ", closed.Select(e => e.Reference))}: it is closed."
            );
    }

    private static IReadOnlyList<Decision> Share(PlannedAction action, IReadOnlyList<string> added, IReadOnlyList<Entry> entries)
    {
        List<ActionTwin> all =
        [
            new(entries[0].Reference, action.Id),
            .. action.Twins ?? [],
            .. entries.Where(e => added.Contains(e.Reference)).Select(e => new ActionTwin(e.Reference, e.NextActionId())),
        ];
        return [.. entries.Select(entry => In(entry, all.First(twin => twin.Reference == entry.Reference)))];

        Decision In(Entry entry, ActionTwin own)
        {
            var shared = new ActionShared(own.Id, [.. all.Where(twin => twin != own)]);
            return entry.State == EntryState.Closed ? Decision.Accept()
                : added.Contains(entry.Reference) ? Decision.Accept(Planned(own.Id), shared)
                : Decision.Accept(shared);
        }

        // Without an owner of its own it would be done by somebody else in each entry.
        ActionPlanned Planned(string id) =>
            new(id, action.Title, action.Owner ?? entries[0].Owner, action.Due, action.Process, action.Measure)
            {
                Cost = action.Cost,
            };
    }
}
