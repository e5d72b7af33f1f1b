using RiskRegister.Register;

namespace RiskRegister.Import.Storing;

/// <summary>One import, for people to look at.</summary>
/// <param name="Agency">Partition.</param>
/// <param name="Import">Id of the import.</param>
/// <param name="File">Name of the file.</param>
/// <param name="By">Who imports: e-mail address.</param>
/// <param name="StartedAt">When.</param>
/// <param name="Pages">Number of pages that hold the rows.</param>
/// <param name="Rows">Data rows of the file.</param>
/// <param name="Rejected">Rows that can't be imported.</param>
/// <param name="Repeated">Rows that repeat an earlier one word for word.</param>
/// <param name="Mapping">Which column went into which field.</param>
/// <param name="Problems">The first messages about rows and columns.</param>
/// <param name="ProblemsTotal">How many messages there are in all.</param>
/// <param name="Outcome">What it came to; null until its end.</param>
public sealed record ImportDocument(
    string Agency,
    string Import,
    string File,
    string By,
    DateTimeOffset StartedAt,
    int Pages,
    int Rows,
    int Rejected,
    int Repeated,
    IReadOnlyList<MappedColumn> Mapping,
    IReadOnlyList<ImportProblem> Problems,
    int ProblemsTotal,
    ImportOutcome? Outcome
)
{
    /// <summary>Messages that are kept with the import; the answer to the import itself has them all.</summary>
    public const int MostProblems = 500;

    /// <summary>Document id.</summary>
    public string Id => IdOf(Import);

    /// <summary>Always <c>import</c>.</summary>
    public string Type => "import";

    /// <summary>The document of an import.</summary>
    public static string IdOf(string import) => $"import:{import}";
}

/// <summary>What rows came to.</summary>
/// <param name="Imported">New entries.</param>
/// <param name="Unchanged">Rows that are in the register already.</param>
public sealed record ImportOutcome(int Imported, int Unchanged)
{
    /// <summary>Both together.</summary>
    public ImportOutcome Plus(ImportOutcome other) => new(Imported + other.Imported, Unchanged + other.Unchanged);
}

/// <summary>Some rows of an import that are stored in one commit; the commit puts the outcome in the place of the rows.</summary>
public sealed record ImportPageDocument(
    string Agency,
    string Import,
    int Page,
    IReadOnlyList<ImportedRow>? Rows,
    ImportOutcome? Outcome
)
{
    /// <summary>Document id.</summary>
    public string Id => IdOf(Import, Page);

    /// <summary>Always <c>import-page</c>.</summary>
    public string Type => "import-page";

    /// <summary>Seconds until the store deletes it: long after the import has ended.</summary>
    public int Ttl => 30 * 24 * 3600;

    /// <summary>The document of a page.</summary>
    public static string IdOf(string import, int page) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"import:{import}:{page:D5}");
}

/// <summary>Marks that a row is in the register, so that the same row again adds nothing.</summary>
/// <param name="Agency">Partition.</param>
/// <param name="Key">What tells the row from all others, see <see cref="ImportedRow.ContentKey"/>.</param>
/// <param name="Hash">Hash of its content.</param>
/// <param name="Reference">The entry that it became.</param>
public sealed record ImportedMark(string Agency, string Key, string Hash, string Reference)
{
    /// <summary>Document id.</summary>
    public string Id => IdOf(Key);

    /// <summary>Always <c>imported-row</c>.</summary>
    public string Type => "imported-row";

    /// <summary>The mark of a key.</summary>
    public static string IdOf(string key) => $"imported:{key}";
}
