using Microsoft.Azure.Cosmos;
using RiskRegister.Register;

namespace RiskRegister.Reassessment;

/// <summary>Keeps the runs of agencies, and the pages of what they ask.</summary>
public sealed class RunStore(RegisterContainer container)
{
    private const int MaxAttempts = 20;

    /// <summary>A run by its name.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public async Task<RunDocument> LoadAsync(string agency, string run, CancellationToken cancellation = default) =>
        (await FindAsync(agency, run, cancellation) ?? throw new NotFoundException(RunDocument.CalledOf(run))).Value;

    /// <summary>A run by its name; null when there is none.</summary>
    public Task<Stored<RunDocument>?> FindAsync(string agency, string run, CancellationToken cancellation = default) =>
        container.FindAsync<RunDocument>(agency, RunDocument.IdOf(run), cancellation);

    /// <summary>Stores a run unless there is one of that name.</summary>
    /// <returns>Whether it was stored.</returns>
    public async Task<bool> AddAsync(RunDocument run, IEnumerable<DocumentWrite> beside, CancellationToken cancellation = default)
    {
        try
        {
            await container.CommitAsync(run.Agency, [DocumentWrite.Create(run.Id, run), .. beside], cancellation);
            return true;
        }
        catch (CommitConflictException e) when (e.Id == run.Id)
        {
            return false;
        }
    }

    /// <summary>Changes a run as it is; nothing is stored when the change gives the same back.</summary>
    /// <param name="agency">The agency.</param>
    /// <param name="run">Name of the run.</param>
    /// <param name="change">The change; it may throw what stands against it.</param>
    /// <param name="beside">Further writes of the same commit, made from the run after the change.</param>
    /// <param name="key">Idempotency key: the same key again changes nothing and returns the run as it is.</param>
    /// <param name="cancellation">Given up before the commit, nothing is changed.</param>
    /// <exception cref="NotFoundException">There is none.</exception>
    public async Task<RunDocument> ChangeAsync(
        string agency,
        string run,
        Func<RunDocument, RunDocument> change,
        Func<RunDocument, IEnumerable<DocumentWrite>>? beside = null,
        string? key = null,
        CancellationToken cancellation = default
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            var stored = await FindAsync(agency, run, cancellation) ?? throw new NotFoundException(RunDocument.CalledOf(run));
            if (await container.FindDoneAsync(agency, key, cancellation) is not null)
            {
                return stored.Value;
            }

            var after = change(stored.Value);
            if (after == stored.Value)
            {
                return after;
            }

            try
            {
                var own = DocumentWrite.Replace(after.Id, after, stored.ETag);
                var more = beside?.Invoke(after) ?? [];
                await container.CommitAsync(agency, [own, .. more, .. CommandDocument.Mark(agency, run, key)], cancellation);
                return after;
            }
            catch (CommitConflictException e) when (attempt < MaxAttempts && e.Id == after.Id)
            {
                // Somebody else was faster: change what is there now.
            }
        }
    }

    /// <summary>A page by its cursor.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public async Task<RunPage> PageAsync(RunCursor cursor, CancellationToken cancellation = default) =>
        await FindPageAsync(cursor, cancellation) ?? throw new NotFoundException(RunPage.IdOf(cursor.Key.Run, cursor.After));

    /// <summary>A page by its cursor; null when there is none yet.</summary>
    public async Task<RunPage?> FindPageAsync(RunCursor cursor, CancellationToken cancellation = default) =>
        (await container.FindAsync<RunPage>(cursor.Key.Agency, RunPage.IdOf(cursor.Key.Run, cursor.After), cancellation))?.Value;

    /// <summary>Stores a page, and gives back the one that is there: that of who was first.</summary>
    public async Task<RunPage> AddPageAsync(RunCursor cursor, RunPage page, CancellationToken cancellation)
    {
        try
        {
            await container.CommitAsync(page.Agency, [DocumentWrite.Create(page.Id, page)], cancellation);
            return page;
        }
        catch (CommitConflictException)
        {
            return await PageAsync(cursor, cancellation);
        }
    }

    /// <summary>Notes which entries of a page were asked about.</summary>
    public Task SavePageAsync(RunPage page, CancellationToken cancellation) =>
        container.CommitAsync(page.Agency, [DocumentWrite.Put(page.Id, page)], cancellation);

    /// <summary>The cursors of the pages of a section, in order.</summary>
    public async Task<IReadOnlyList<string>> PagesAsync(RunSection section, CancellationToken cancellation)
    {
        var query = Pages("VALUE c.after", section.Key.Run, "AND c.after >= @after AND c.after < @until")
            .WithParameter("@after", section.After)
            .WithParameter("@until", section.Until);
        return await container.QueryAllAsync<string>(section.Key.Agency, query, cancellation).ToListAsync(cancellation);
    }

    /// <summary>How many reviews all pages so far have asked for.</summary>
    public async Task<int> CountAskedAsync(string agency, string run, CancellationToken cancellation)
    {
        var counts = container.QueryAllAsync<int>(agency, Pages("VALUE c.count", run, ""), cancellation);
        return await counts.SumAsync(cancellation);
    }

    private static QueryDefinition Pages(string select, string run, string condition) =>
        new QueryDefinition($"SELECT {select} FROM c WHERE c.type = @type AND c.run = @run {condition} ORDER BY c.type, c.id")
            .WithParameter("@type", RunPage.DocumentType)
            .WithParameter("@run", run);
}
