using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using RiskRegister.Reassessment;

namespace RiskRegister.Import.Storing;

/// <summary>Names one import; also the input of its orchestration.</summary>
public sealed record ImportKey(string Agency, string Import, int Pages)
{
    /// <summary>Id of the orchestration.</summary>
    public string InstanceId => $"import:{Agency}:{Import}";
}

/// <summary>Pages of an import, from the first one up to before the last one.</summary>
public sealed record ImportPages(ImportKey Key, int First, int End);

/// <summary>What an import came to in all.</summary>
public sealed record ImportEnd(ImportKey Key, ImportOutcome Outcome);

/// <summary>An import: it goes on to its end, whatever happens to the process or to the client that asked for it.</summary>
public static class ImportRun
{
    private const int PagesPerActivity = 20;

    /// <summary>The orchestration.</summary>
    [Function(nameof(ImportRun))]
    public static async Task<ImportOutcome> Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var key = context.GetInput<ImportKey>()!;
        var sum = new ImportOutcome(0, 0);
        for (var first = 0; first < key.Pages; first += PagesPerActivity)
        {
            var pages = new ImportPages(key, first, Math.Min(first + PagesPerActivity, key.Pages));
            sum = sum.Plus(
                await context.CallActivityAsync<ImportOutcome>(
                    nameof(ImportActivities.StoreImportPages),
                    pages,
                    Durable.Patiently
                )
            );
            context.SetCustomStatus(sum);
        }

        await context.CallActivityAsync(nameof(ImportActivities.EndImport), new ImportEnd(key, sum), Durable.Patiently);
        return sum;
    }
}

/// <summary>The activities of an import. Each may be carried out twice; the second time finds its work done.</summary>
public sealed class ImportActivities(ImportStore imports)
{
    /// <summary>Stores some pages.</summary>
    [Function(nameof(StoreImportPages))]
    public async Task<ImportOutcome> StoreImportPages([ActivityTrigger] ImportPages pages, CancellationToken cancellation)
    {
        var import = (await imports.FindAsync(pages.Key.Agency, pages.Key.Import, cancellation)).Value;
        return await imports.StorePagesAsync(import, pages.First, pages.End, cancellation);
    }

    /// <summary>Notes the end.</summary>
    [Function(nameof(EndImport))]
    public Task EndImport([ActivityTrigger] ImportEnd end) => imports.EndAsync(end.Key.Agency, end.Key.Import, end.Outcome);
}
