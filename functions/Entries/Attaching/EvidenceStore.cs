using System.Security.Cryptography;
using Azure;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace RiskRegister.Entries.Attaching;

/// <summary>
/// Keeps the files in blob storage. A file's name there is made of its hash, so what is there never changes, and the same file twice is
/// there once. It is stored before the event that tells of it: an event without its file can't come about, and a file whose event was
/// refused is found by nobody.
/// </summary>
public sealed class EvidenceStore(IConfiguration configuration)
{
    /// <summary>Name of the container.</summary>
    public const string ContainerName = "evidence";

    private readonly Lazy<BlobContainerClient> _container = new(() => MakeClient(configuration));

    /// <summary>Stores a file under its hash.</summary>
    /// <exception cref="EvidenceUnavailableException">There is no blob storage, or it does not answer.</exception>
    public Task KeepAsync(string agency, string reference, EvidenceUpload file, CancellationToken cancellation) =>
        AskAsync(async () =>
        {
            if (configuration.GetValue("Register:CreateContainers", false))
            {
                await _container.Value.CreateIfNotExistsAsync(cancellationToken: cancellation);
            }

            try
            {
                await _container
                    .Value.GetBlobClient(NameOf(agency, reference, file.Sha256))
                    .UploadAsync(
                        BinaryData.FromBytes(file.Bytes),
                        new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } },
                        cancellation
                    );
            }
            catch (RequestFailedException e) when (e.Status is 409 or 412)
            {
                // It is there: whatever has this name has this content.
            }

            return true;
        });

    /// <summary>Reads a file; null when it is missing, or is not what was stored.</summary>
    /// <exception cref="EvidenceUnavailableException">There is no blob storage, or it does not answer.</exception>
    public Task<byte[]?> ReadAsync(string agency, string reference, Evidence evidence, CancellationToken cancellation) =>
        AskAsync(async () =>
        {
            try
            {
                var blob = _container.Value.GetBlobClient(NameOf(agency, reference, evidence.Sha256));
                var answer = await blob.DownloadStreamingAsync(cancellationToken: cancellation);
                using var download = answer.Value;
                var bytes = new byte[evidence.Bytes];
                // Its length is checked first, so that no more is read than was stored.
                var isWhole = download.Details.ContentLength == bytes.Length;
                var read = isWhole ? await download.Content.ReadAtLeastAsync(bytes, bytes.Length, false, cancellation) : 0;
                return isWhole && read == bytes.Length && Convert.ToHexStringLower(SHA256.HashData(bytes)) == evidence.Sha256
                    ? bytes
                    : null;
            }
            catch (RequestFailedException e) when (e.Status == 404)
            {
                return null;
            }
        });

    private static string NameOf(string agency, string reference, string sha256) => $"{agency}/{reference}/{sha256}";

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        // The client throws several at once when it has tried several times in vain.
        catch (Exception e)
            when (e
                    is AuthenticationFailedException
                        or RequestFailedException { Status: 0 or 403 or >= 500 }
                        or AggregateException
                        or HttpRequestException
                        or IOException
            )
        {
            throw new EvidenceUnavailableException("The storage of files does not answer. Try again later.", e);
        }
    }

    private static BlobContainerClient MakeClient(IConfiguration configuration)
    {
        if (configuration["EvidenceConnection"] is { Length: > 0 } connection)
        {
            return new BlobContainerClient(connection, ContainerName);
        }

        return configuration["EvidenceConnection:blobServiceUri"] is { Length: > 0 } address
            ? new BlobServiceClient(new Uri(address), new DefaultAzureCredential()).GetBlobContainerClient(ContainerName)
            : throw new EvidenceUnavailableException(
                "This deployment has no storage for files. Set EvidenceConnection, or EvidenceConnection__blobServiceUri; "
                    + "on the local host, start without --no-azurite."
            );
    }
}

/// <summary>Files can't be stored or read now.</summary>
public sealed class EvidenceUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
