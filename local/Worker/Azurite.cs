namespace RiskRegister.Local.Worker;

/// <summary>Local blob storage (Azurite).</summary>
internal sealed class Azurite(LocalSwitches switches)
{
    private readonly int _port = Ports.Choose(wish: 0, usual: 0);

    /// <summary>The settings that point the app to it. Account and key are Azurite's well-known ones.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings =>
        [new("AzureWebJobsStorage", Connection), new("EvidenceConnection", Connection)];

    private string Connection =>
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;"
        + "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
        + $"BlobEndpoint=http://127.0.0.1:{_port}/devstoreaccount1;";

    /// <summary>Starts it, and returns whether it answers.</summary>
    public Task<bool> StartAsync(NodeTools tools)
    {
        var blobs = Directory.CreateDirectory(Path.Combine(switches.Data, "blobs")).FullName;
        // The API version check is off because the client library may be newer than Azurite.
        return tools.StartAsync(
            "blob storage",
            "azurite/dist/src/blob/main.js",
            _port,
            [
                "--blobHost",
                "127.0.0.1",
                "--blobPort",
                $"{_port}",
                "--location",
                blobs,
                "--silent",
                "--disableTelemetry",
                "--skipApiVersionCheck",
            ]
        );
    }
}
