using RiskRegister.Criteria;
using RiskRegister.People;
using RiskRegister.Register;

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
    IConfiguration configuration,
    TimeProvider time,
    ILogger<DemoData> logger
) : IHostedService
{
    /// <summary>Id of the agency.</summary>
    public const string Agency = "demo";

    /// <summary>The most operations that the database takes as one commit.</summary>
    private const int MaxOperations = 100;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (
            configuration.GetValue<bool?>("Register:DemoData") is { } full
            && !await agencies.AllAsync(cancellationToken).AnyAsync(a => a.Slug == Agency, cancellationToken)
        )
        {
            await LoadAsync(full ? DemoFile.Content : DemoFile.Content with { Entries = [] }, cancellationToken);
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

        var today = settings.DayOf(time.GetUtcNow());
        await people.SaveAsync(Agency, [.. file.People.Select(p => p.In(Agency, today))], "demo");
        await agencies.SaveAsync(Agency, settings);
        logger.LogInformation("The demo agency has {Entries} entries, {People} people", file.Entries.Count, file.People.Count);
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
}
