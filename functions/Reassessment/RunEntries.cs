using RiskRegister.Register;

namespace RiskRegister.Reassessment;

/// <summary>Finds the entries of a run.</summary>
public static class RunEntries
{
    private const string Waiting = "c.asked = true AND c.run = @run";
    private const string Late = " AND (c.entry.review.reminders > 0 OR IS_DEFINED(c.entry.review.escalatedTo))";

    /// <summary>
    /// References of the open entries of a section that a run asks about: what is due by its day, or what was requested; not where the review
    /// of another run waits. In order.
    /// </summary>
    public static Task<IReadOnlyList<string>> ToAskAsync(EntryList entries, RunSection section, RunRequest? request, int limit)
    {
        var (condition, value) = request?.Scope switch
        {
            RunScope.Entry => (" AND c.reference = @what", request.Reference!),
            RunScope.Category => (" AND c.category = @what", request.Category!),
            RunScope.Register => ("", ""),
            _ => (" AND c.dueOn <= @what", (object)section.Key.Date),
        };
        return entries.ReferencesAsync(
            section.Key.Agency,
            $"c.state != 'closed' AND (c.asked = false OR c.run = @run) AND c.reference <= @until{condition}",
            [("@run", section.Key.Run), ("@until", section.Until), .. condition == "" ? [] : new[] { ("@what", value) }],
            section.After,
            limit
        );
    }

    /// <summary>References of the entries whose review by a run waits for an answer; in order, after a cursor.</summary>
    public static Task<IReadOnlyList<string>> WaitingAsync(EntryList entries, RunCursor cursor, int limit) =>
        entries.ReferencesAsync(cursor.Key.Agency, Waiting, [("@run", cursor.Key.Run)], cursor.After, limit);

    /// <summary>One page of the entries whose review by a run waits for an answer.</summary>
    public static Task<Page<EntryDocument>> WaitingAsync(
        RegisterContainer container,
        RunDocument run,
        Paging paging,
        CancellationToken cancellation
    )
    {
        var query = EntryList.Query("*", [(Waiting, "@run", run.Run)], "c.type, c.reference");
        return container.QueryAsync<EntryDocument>(run.Agency, query, paging.Limit, paging.Continuation, cancellation);
    }

    /// <summary>How many reviews by a run wait for an answer; or only those whose owner was reminded already.</summary>
    public static async Task<int> CountWaitingAsync(
        RegisterContainer container,
        RunDocument run,
        bool late,
        CancellationToken cancellation
    )
    {
        var query = EntryList.Query("VALUE COUNT(1)", [(Waiting + (late ? Late : ""), "@run", run.Run)], null);
        return (await container.QueryAsync<int>(run.Agency, query, 1, null, cancellation)).Items.Sum();
    }
}
