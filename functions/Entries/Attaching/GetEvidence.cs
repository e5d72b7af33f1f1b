using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Register;

namespace RiskRegister.Entries.Attaching;

/// <summary>A file as the API shows it.</summary>
public sealed record EvidenceFile : Evidence
{
    private EvidenceFile(Entry entry, Evidence evidence)
        : base(evidence) => Address = $"/api/{entry.Agency}/entries/{entry.Reference}/evidence/{evidence.Id}";

    /// <summary>Where it is given out.</summary>
    [JsonPropertyOrder(1)]
    public string Address { get; }

    /// <summary>A file of an entry.</summary>
    public static EvidenceFile Of(Entry entry, Evidence evidence) => new(entry, evidence);
}

/// <summary>Lists the evidence of an entry, and gives its files out.</summary>
public sealed class GetEvidence(EntryStore store, EvidenceStore files, ILogger<GetEvidence> logger)
{
    /// <summary>GET the files of an entry, withdrawn ones included, each with the address where it is given out.</summary>
    [Function("ListEvidence")]
    [Operation(Gives = typeof(ListAnswer<EvidenceFile>))]
    public async Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/entries/{reference}/evidence")]
            HttpRequest request,
        string agency,
        string reference
    )
    {
        var entry = (await store.LoadAsync(agency, reference, request.HttpContext.RequestAborted)).Value;
        return ApiAnswer.Ok(
            new ListAnswer<EvidenceFile>([.. entry.Evidence.Select(evidence => EvidenceFile.Of(entry, evidence))], null)
        );
    }

    /// <summary>GET a file. 410 when it was withdrawn, 500 when it is missing or is not what was attached.</summary>
    [Function("GetEvidence")]
    [Operation(Gives = typeof(Stream), HasETag = true, Fails = [410, 500, 503])]
    public async Task<IActionResult> One(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/entries/{reference}/evidence/{id}")]
            HttpRequest request,
        string agency,
        string reference,
        string id
    )
    {
        var cancellation = request.HttpContext.RequestAborted;
        var entry = (await store.LoadAsync(agency, reference, cancellation)).Value;
        var evidence =
            entry.Evidence.FirstOrDefault(e => e.Id == id) ?? throw new NotFoundException($"The file {id} of {entry.Reference}");
        if (evidence.WithdrawnAt is not null)
        {
            return Problem.Of("withdrawn", "Withdrawn", 410, $"The file {id} was withdrawn: {evidence.WithdrawnReason}");
        }

        try
        {
            return await files.ReadAsync(agency, entry.Reference, evidence, cancellation) is { } bytes
                ? new EvidenceAnswer(evidence, bytes)
                : Altered(entry, evidence);
        }
        catch (EvidenceUnavailableException e)
        {
            return EvidenceAnswer.Unavailable(e);
        }
    }

    private ApiAnswer Altered(Entry entry, Evidence evidence)
    {
        logger.LogError(
            "The file {Id} of {Reference} in {Agency} is missing or altered: its hash is to be {Hash}",
            evidence.Id,
            entry.Reference,
            entry.Agency,
            evidence.Sha256
        );
        return Problem.Of(
            "altered",
            "Not what was attached",
            500,
            $"The file {evidence.Id} is missing or was altered in the storage since it was attached. Tell who runs the register."
        );
    }
}
