using RiskRegister.Register;

namespace RiskRegister.Import.Storing;

/// <summary>Keeps an uploaded file for a day, so that its mapping can be looked at and corrected before anything is imported.</summary>
public sealed class UploadStore(RegisterContainer container)
{
    /// <summary>A document may have 2 MB, and base64 makes a file a third larger.</summary>
    private const int BytesPerPart = 1024 * 1024;

    /// <summary>Keeps a file, and returns the id to find it by.</summary>
    public async Task<string> KeepAsync(string agency, ImportFile file, CancellationToken cancellation)
    {
        var id = Guid.NewGuid().ToString("N");
        var parts = file.Bytes.Chunk(BytesPerPart).DefaultIfEmpty([]).ToList();
        for (var n = 0; n < parts.Count; n++)
        {
            var part = new UploadPart(agency, id, n, parts.Count, file.Name, parts[n]);
            await container.CommitAsync(agency, [DocumentWrite.Create(part.Id, part)], cancellation);
        }

        return id;
    }

    /// <summary>A kept file with the mapping that a person has chosen.</summary>
    /// <exception cref="NotFoundException">There is none, or its day is over.</exception>
    public async Task<ImportFile> FindAsync(
        string agency,
        string id,
        IReadOnlyList<MappedColumn> mapping,
        CancellationToken cancellation
    )
    {
        var bytes = new MemoryStream();
        var name = "";
        var count = 1;
        for (var n = 0; n < count; n++)
        {
            var part =
                await container.FindAsync<UploadPart>(agency, UploadPart.IdOf(id, n), cancellation)
                ?? throw new NotFoundException("The uploaded file");
            (name, count) = (part.Value.Name, part.Value.Count);
            bytes.Write(part.Value.Content);
        }

        return new ImportFile(name, bytes.ToArray(), mapping);
    }

    private sealed record UploadPart(string Agency, string Upload, int Part, int Count, string Name, byte[] Content)
    {
        public string Id => IdOf(Upload, Part);

        public string Type => "upload";

        /// <summary>Seconds until the store deletes it: one day.</summary>
        public int Ttl => 24 * 3600;

        public static string IdOf(string upload, int part) =>
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"upload:{upload}:{part:D2}");
    }
}
