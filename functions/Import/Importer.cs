using System.Text.Json.Serialization;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using RiskRegister.Criteria;
using RiskRegister.Import.Storing;
using RiskRegister.Register;

namespace RiskRegister.Import;

/// <summary>A file to be imported.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">Its content.</param>
/// <param name="Mapping">Columns that a person assigned; the others are proposed.</param>
public sealed record ImportFile(string Name, byte[] Bytes, IReadOnlyList<MappedColumn> Mapping);

/// <summary>How far an import is.</summary>
public enum ImportState
{
    /// <summary>It goes on by itself, whatever happens to the client.</summary>
    Running,

    /// <summary>All rows are dealt with.</summary>
    Done,

    /// <summary>It has given up; the same file can be imported again, and goes on where this one stopped.</summary>
    Failed,
}

/// <summary>What an import did, or would do.</summary>
/// <param name="Import">Id of the import; null for a dry run.</param>
/// <param name="State">How far it is; null for a dry run.</param>
/// <param name="Rows">Data rows of the file: imported, unchanged and rejected ones.</param>
/// <param name="Imported">Rows that became new entries.</param>
/// <param name="Unchanged">Rows that were in the register already, or that repeat another row of the file.</param>
/// <param name="Rejected">Rows that can't be imported; each has a problem that says why.</param>
/// <param name="Mapping">Which column goes into which field; without field: kept in the notes.</param>
/// <param name="Problems">Messages about rows and columns.</param>
public sealed record ImportResult(
    string? Import,
    ImportState? State,
    int Rows,
    int Imported,
    int Unchanged,
    int Rejected,
    IReadOnlyList<MappedColumn> Mapping,
    IReadOnlyList<ImportProblem> Problems
)
{
    /// <summary>Name of the file.</summary>
    public string File { get; init; } = "";

    /// <summary>How many messages there are, also those that are not kept with an import that ended long ago.</summary>
    public int ProblemsTotal { get; init; }

    /// <summary>The first text of each column, to recognise it by; of a dry run only.</summary>
    [JsonIgnore]
    public IReadOnlyList<string?> Samples { get; init; } = [];
}

/// <summary>Imports files: reads them, tells what would happen, and lets a durable run do it.</summary>
public sealed class Importer(Agencies agencies, ImportStore imports, TimeProvider time)
{
    private const int SampleLength = 80;

    /// <summary>What an import of the file would do; nothing is stored.</summary>
    /// <exception cref="ImportFileException">The file is no table.</exception>
    /// <exception cref="RefusedException">The given mapping does not fit the file.</exception>
    public async Task<ImportResult> TryAsync(string agency, ImportFile file, CancellationToken cancellation)
    {
        var (reading, mapping, table) = await ReadAsync(agency, file, cancellation);
        var known = await imports.KnownAsync(agency, reading.Rows, cancellation);
        var unchanged = reading.Rows.Count(row => known.ContainsKey(row.ContentKey));
        var problems = Problems(reading, known);
        return new ImportResult(
            null,
            null,
            reading.DataRows,
            reading.Rows.Count - unchanged,
            unchanged + reading.Duplicates,
            reading.Rejected,
            mapping.Columns,
            problems
        )
        {
            File = file.Name,
            ProblemsTotal = problems.Count,
            Samples = [.. table.Columns.Select(column => Sample(table, column))],
        };
    }

    /// <summary>Stores what is to be imported and starts the run that does it.</summary>
    /// <returns>The key of the run and all messages.</returns>
    /// <exception cref="ImportFileException">The file is no table.</exception>
    /// <exception cref="RefusedException">The given mapping does not fit the file.</exception>
    public async Task<(ImportKey Key, IReadOnlyList<ImportProblem> Problems)> StartAsync(
        string agency,
        ImportFile file,
        string actor,
        DurableTaskClient client,
        CancellationToken cancellation
    )
    {
        var (reading, mapping, _) = await ReadAsync(agency, file, cancellation);
        var problems = Problems(reading, await imports.KnownAsync(agency, reading.Rows, cancellation));
        var now = time.GetUtcNow();
        var id = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{now:yyyyMMddHHmmss}-{Guid.NewGuid():N}")[
            ..23
        ];
        var import = new ImportDocument(
            agency,
            id,
            file.Name,
            actor,
            now,
            0,
            reading.DataRows,
            reading.Rejected,
            reading.Duplicates,
            mapping.Columns,
            [.. problems.Take(ImportDocument.MostProblems)],
            problems.Count,
            null
        );
        var pages = await imports.BeginAsync(import, reading.Rows, cancellation);
        var key = new ImportKey(agency, id, pages);
        await client.ScheduleNewOrchestrationInstanceAsync(
            nameof(ImportRun),
            key,
            new StartOrchestrationOptions(key.InstanceId),
            CancellationToken.None
        );
        return (key, problems);
    }

    /// <summary>What an import has done so far, or in all.</summary>
    /// <exception cref="NotFoundException">There is no such import.</exception>
    public async Task<ImportResult> ResultAsync(
        string agency,
        string import,
        DurableTaskClient client,
        CancellationToken cancellation
    )
    {
        var stored = (await imports.FindAsync(agency, import, cancellation)).Value;
        var run = await client.GetInstanceAsync(new ImportKey(agency, import, stored.Pages).InstanceId, true, cancellation);
        var state =
            stored.Outcome is not null ? ImportState.Done
            : run is null or { IsCompleted: true } ? ImportState.Failed
            : ImportState.Running;
        var outcome = stored.Outcome ?? run?.ReadCustomStatusAs<ImportOutcome>() ?? new ImportOutcome(0, 0);
        return new ImportResult(
            import,
            state,
            stored.Rows,
            outcome.Imported,
            outcome.Unchanged + stored.Repeated,
            stored.Rejected,
            stored.Mapping,
            stored.Problems
        )
        {
            File = stored.File,
            ProblemsTotal = stored.ProblemsTotal,
        };
    }

    private async Task<(ImportReading Reading, ColumnMapping Mapping, Table Table)> ReadAsync(
        string agency,
        ImportFile file,
        CancellationToken cancellation
    )
    {
        var criteria = (await agencies.SettingsAsync(agency, cancellation)).Criteria;
        var table = TableReader.Read(file.Bytes);
        var (mapping, errors) = ColumnMapping.Propose(table).With(file.Mapping);
        if (errors.Count > 0)
        {
            throw new RefusedException([.. errors.Select(e => new Entries.Refusal("mapping", "bad-mapping", e))]);
        }

        var options = new ImportOptions(
            criteria.Likelihood.Count,
            criteria.Consequence.Count,
            criteria.Feasibility.Count,
            criteria.Benefit.Count
        );
        return (ImportRows.Read(table, mapping, options), mapping, table);
    }

    private static string? Sample(Table table, TableColumn column)
    {
        var text = table.Rows.Select(row => row.Cells[column.Index]).FirstOrDefault(cell => cell.Length > 0);
        return text?.Length > SampleLength ? $"{text[..SampleLength]}…" : text;
    }

    private static List<ImportProblem> Problems(ImportReading reading, IReadOnlyDictionary<string, ImportedMark> known)
    {
        var changed = reading
            .Rows.Where(row => known.TryGetValue(row.ContentKey, out var mark) && mark.Hash != row.ContentHash)
            .Select(row => new ImportProblem(
                row.Row,
                null,
                $"This row was imported before as {known[row.ContentKey].Reference} and has other content now. The register keeps what it has: change {known[row.ContentKey].Reference} there."
            ));
        return [.. reading.Problems.Concat(changed).OrderBy(p => p.Row)];
    }
}
