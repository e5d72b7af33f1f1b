using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace RiskRegister.Tests.Local.Kill;

/// <summary>What the tests call. An answer acknowledges that what was asked for is done.</summary>
public sealed class HttpFunctions(VictimStore store)
{
    /// <summary>Commits a new entry under the next number of the counter, with its first event and its outbox document.</summary>
    [Function("Raise")]
    public async Task<IActionResult> Raise([HttpTrigger("post", Route = "entries")] HttpRequest request)
    {
        var asked = (await request.ReadFromJsonAsync<Document>())!;
        while (true)
        {
            var counter = await store.FindAsync("counter") ?? new Document("counter", "counter");
            counter = counter with { Number = counter.Number + 1 };
            var entry = asked with { Id = $"E-{counter.Number}", Type = "entry", Version = 1 };
            var tally = new Document($"tally:{entry.Id}", "tally", entry.Id);
            if (await store.CommitAsync([counter, entry, tally, .. Appended(entry)]) is { } etags)
            {
                return new OkObjectResult(entry with { ETag = etags[1] });
            }
        }
    }

    /// <summary>Commits a change of the entry whose ETag is given; 412 when that is no longer its ETag.</summary>
    [Function("Change")]
    public async Task<IActionResult> Change([HttpTrigger("post", Route = "entries/{id}")] HttpRequest request, string id)
    {
        var asked = (await request.ReadFromJsonAsync<Document>())!;
        var entry = (await store.FindAsync(id))!;
        var changed = asked with { Id = id, Type = "entry", Version = entry.Version + 1, Planned = entry.Planned };
        return entry.ETag == asked.ETag && await store.CommitAsync([changed, .. Appended(changed)]) is { } etags
            ? new OkObjectResult(changed with { ETag = etags[0] })
            : new StatusCodeResult(StatusCodes.Status412PreconditionFailed);
    }

    [Function("Read")]
    public async Task<IActionResult> Read([HttpTrigger("get", Route = "entries/{id}")] HttpRequest request, string id) =>
        new OkObjectResult(await store.FindAsync(id));

    /// <summary>Writes a single item.</summary>
    [Function("Note")]
    public async Task<IActionResult> Note([HttpTrigger("put", Route = "notes")] HttpRequest request) =>
        new OkObjectResult(await store.PutAsync((await request.ReadFromJsonAsync<Document>())!));

    [Function("StartRound")]
    public async Task StartRound(
        [HttpTrigger("post", Route = "rounds/{number}")] HttpRequest request,
        int number,
        [DurableClient] DurableTaskClient client
    ) =>
        await client.ScheduleNewOrchestrationInstanceAsync(
            "Round",
            number,
            new StartOrchestrationOptions(Orchestrations.RoundId(number)),
            CancellationToken.None
        );

    [Function("Go")]
    public Task Go(
        [HttpTrigger("post", Route = "rounds/{number}/go")] HttpRequest request,
        int number,
        [DurableClient] DurableTaskClient client
    ) => client.RaiseEventAsync(Orchestrations.RoundId(number), "go", number, CancellationToken.None);

    [Function("Documents")]
    public async Task<IActionResult> Documents([HttpTrigger("get", Route = "documents")] HttpRequest request) =>
        new OkObjectResult(await store.AllAsync());

    [Function("Instances")]
    public static async Task<IActionResult> Instances(
        [HttpTrigger("get", Route = "instances")] HttpRequest request,
        [DurableClient] DurableTaskClient client
    )
    {
        var found = new List<Instance>();
        await foreach (var one in client.GetAllInstancesAsync(new OrchestrationQuery(FetchInputsAndOutputs: true)))
        {
            found.Add(new Instance(one.InstanceId, one.Name, one.RuntimeStatus.ToString(), one.SerializedOutput));
        }

        return new OkObjectResult(found);
    }

    private static Document[] Appended(Document entry) =>
        [
            entry with
            {
                Id = $"{entry.Id}:{entry.Version}",
                Type = "event",
                Of = entry.Id,
                ETag = null,
            },
            entry with
            {
                Id = $"outbox:{entry.Id}:{entry.Version}",
                Type = "outbox",
                Of = entry.Id,
                ETag = null,
            },
        ];
}

/// <summary>How an orchestration stands.</summary>
public sealed record Instance(string Id, string Name, string Status, string? Output);
