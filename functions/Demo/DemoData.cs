using RiskRegister.Context;
using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.People;
using RiskRegister.Register;
using RiskRegister.Register.Records;

namespace RiskRegister.Demo;

/// <summary>
/// Makes the agency <c>demo</c> with its people where the setting <c>Register:DemoData</c> is there, as it is on the local host: with its
/// entries when it is true, and an empty register when it is false. The agency itself is written last: while it is
/// not there, a start goes on where the one before was ended, and once it is there, what users made of it is kept.
/// </summary>
public sealed class DemoData(
    Agencies agencies,
    PeopleDirectory people,
    Numbering numbering,
    RecordStore records,
    IConfiguration configuration,
    TimeProvider time,
    ILogger<DemoData> logger
) : IHostedService
{
    /// <summary>Id of the agency.</summary>
    public const string Agency = "demo";

    /// <summary>The most operations that the database takes as one commit.</summary>
    private const int MaxOperations = 100;

    /// <summary>Days before the day of loading on which the context was determined: before the first entry.</summary>
    private const int DaysOfContext = 420;

    private const string ManagerOfContext = "manager@demo.example";

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (
            configuration.GetValue<bool?>("Register:DemoData") is { } full
            && !await agencies.AllAsync(cancellationToken).AnyAsync(a => a.Slug == Agency, cancellationToken)
        )
        {
            await LoadAsync(
                full ? DemoFile.Content : DemoFile.Content with { Entries = [], Signals = [], Indicators = [] },
                cancellationToken
            );
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task LoadAsync(DemoFile file, CancellationToken cancellation)
    {
        var settings = file.Settings();
        while (await LoadSomeAsync(file, settings, cancellation) < file.Entries.Count)
        {
            // One commit after the other, because each takes its references from where the one before ended.
        }

        while (!await IsRecordLoadedAsync(file, settings, cancellation))
        {
            // One record after the other, for the same reason.
        }

        await LoadContextAsync(file, settings, cancellation);
        var today = settings.DayOf(time.GetUtcNow());
        await people.SaveAsync(Agency, [.. file.People.Select(p => p.In(Agency, today))], "demo");
        await agencies.SaveAsync(Agency, settings);
        logger.LogInformation("The demo agency has {Entries} entries, {People} people", file.Entries.Count, file.People.Count);
    }

    /// <summary>Adds the items of the context that are not there yet, by the decision that users' commands go through.</summary>
    private async Task LoadContextAsync(DemoFile file, AgencySettings settings, CancellationToken cancellation)
    {
        var at = time.GetUtcNow().AddDays(-DaysOfContext);
        var context = new DecisionContext(at, settings.DayOf(at), ManagerOfContext, settings);
        var items = await records
            .AllAsync<ContextItem>(Agency, ContextItem.DocumentType, null, cancellation)
            .ToListAsync(cancellation);
        foreach (var command in file.Context)
        {
            var place = AddItem.Place(Agency, command, items);
            var added = await records.ChangeAsync<ContextItem>(
                Agency,
                place.Id,
                context,
                present => present is null ? AddItem.Decide(Agency, command, null, items) : RecordDecision.Nothing<ContextItem>(),
                cancellation: cancellation
            );
            items.Add(added.Value);
        }
    }

    /// <summary>Commits as many further entries as fit; the counter, which is part of the commit, tells how many are there already.</summary>
    private async Task<int> LoadSomeAsync(DemoFile file, AgencySettings settings, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var (loaded, _) = await numbering.CommitAsync<int>(
            Agency,
            counter =>
            {
                var writes = new List<DocumentWrite>();
                foreach (var entry in file.Entries.Skip(counter.Risk + counter.Opportunity))
                {
                    var (reference, after) = counter.Next(entry.Kind);
                    var change = entry.Replay(Agency, reference, settings, now);
                    List<DocumentWrite> more = [DocumentWrite.Create(reference, change.Document), .. change.Appended(null)];
                    if (writes.Count + more.Count >= MaxOperations)
                    {
                        break;
                    }

                    writes.AddRange(more);
                    counter = after;
                }

                return (counter, writes, counter.Risk + counter.Opportunity);
            },
            cancellation
        );
        return loaded;
    }

    /// <summary>Commits the next indicator with what it has brought about, or after them the next signal; true when all are there.</summary>
    private async Task<bool> IsRecordLoadedAsync(DemoFile file, AgencySettings settings, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var (isLoaded, _) = await numbering.CommitAsync<bool>(
            Agency,
            counter =>
            {
                if (counter.Indicator < file.Indicators.Count)
                {
                    var (reference, after) = counter.NextIndicator();
                    var indicator = file.Indicators[counter.Indicator].Replay(file, reference, after, settings, now);
                    return (indicator.Counter, [.. indicator.Writes], false);
                }

                var sent = counter.Signal - file.Breaches(settings, now);
                if (sent >= file.Signals.Count)
                {
                    return (counter, [], true);
                }

                var (number, next) = counter.NextSignal();
                return (next, [.. file.Signals[sent].Replay(file, number, settings, now).Writes], false);
            },
            cancellation
        );
        return isLoaded;
    }
}
