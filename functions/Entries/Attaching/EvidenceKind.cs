namespace RiskRegister.Entries.Attaching;

/// <summary>A kind of file that is taken as evidence.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Endings">The endings that its name may have.</param>
public sealed record EvidenceKind(string Name, string ContentType, params IReadOnlyList<string> Endings)
{
    /// <summary>
    /// Documents, pictures and tables, as offices make them. What a browser or a desktop might run is not among them: web pages, SVG,
    /// scripts, programs, documents with macros. Nor are archives and mails, which can hold all of that.
    /// </summary>
    public static readonly IReadOnlyList<EvidenceKind> All =
    [
        new("PDF", "application/pdf", ".pdf"),
        new("PNG picture", "image/png", ".png"),
        new("JPEG picture", "image/jpeg", ".jpg", ".jpeg"),
        new("GIF picture", "image/gif", ".gif"),
        new("WebP picture", "image/webp", ".webp"),
        new("plain text", "text/plain", ".txt"),
        new("CSV table", "text/csv", ".csv"),
        new("Word document", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"),
        new("Excel workbook", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"),
        new("PowerPoint presentation", "application/vnd.openxmlformats-officedocument.presentationml.presentation", ".pptx"),
        new("OpenDocument text", "application/vnd.oasis.opendocument.text", ".odt"),
        new("OpenDocument spreadsheet", "application/vnd.oasis.opendocument.spreadsheet", ".ods"),
        new("OpenDocument presentation", "application/vnd.oasis.opendocument.presentation", ".odp"),
    ];

    // Browsers name these for a CSV file, depending on what is installed.
    private static readonly string[] OtherTypesOfCsv = ["text/plain", "application/vnd.ms-excel", "application/csv"];

    /// <summary>The kind with a media type.</summary>
    public static EvidenceKind OfType(string contentType) => All.Single(kind => kind.ContentType == contentType);

    /// <summary>Whether a file of this kind may be called so.</summary>
    public bool FitsEnding(string fileName) => Endings.Contains(FileNames.EndingOf(fileName));

    /// <summary>Whether a client may have claimed this type for a file of this kind; null and the type of any bytes claim nothing.</summary>
    public bool FitsType(string? claimed) =>
        claimed is null or "application/octet-stream"
        || claimed == ContentType
        || (ContentType == "text/csv" && OtherTypesOfCsv.Contains(claimed));
}
