using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using RiskRegister.Reassessment;

namespace RiskRegister.Entries.HandingOver;

/// <summary>Names the handover of one departure: its id makes a second start a no-op.</summary>
/// <param name="Agency">The agency.</param>
/// <param name="Email">Address of who leaves.</param>
/// <param name="Version">The version of the person by which it was told.</param>
public sealed record HandoverKey(string Agency, string Email, int Version)
{
    private const int MaxId = 100;

    /// <summary>Id of the orchestration. Durable Functions takes ids of at most 100 characters; a longer one stands as its hash.</summary>
    public string InstanceId
    {
        get
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"handover:{Agency}:{Email}:{Version}");
            return id.Length <= MaxId ? id : $"handover:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))}";
        }
    }
}

/// <summary>Where the pages of a handover have got to: what comes after <paramref name="After"/> in order.</summary>
public sealed record HandoverCursor(HandoverKey Key, string After);

/// <summary>One page that was handed over: how many entries, and the cursor of the next page; null when there is none.</summary>
public sealed record HandoverPage(int Entries, string? After);

/// <summary>One departure: waits for its day, unless it is called off before, and hands over page by page what is theirs.</summary>
public static class AwaitHandover
{
    /// <summary>Name of the external event that tells that the person stays, or leaves on another day.</summary>
    public const string CalledOff = "called-off";

    /// <summary>The orchestration; its output is how many entries were handed over.</summary>
    [Function(nameof(AwaitHandover))]
    public static async Task<int> Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var key = context.GetInput<HandoverKey>()!;
        var calledOff = context.WaitForExternalEvent<int>(CalledOff);
        // It may have been called off before this orchestration was there to hear of it; then there is no day.
        var day = await context.CallActivityAsync<DateTime?>(nameof(HandoverActivities.HandoverBegins), key, Durable.Patiently);
        if (day is null || await context.FirstAsync(day.Value, calledOff) == 0)
        {
            return 0;
        }

        await context.CallActivityAsync(nameof(HandoverActivities.EndMembership), key, Durable.Patiently);
        var entries = 0;
        for (string? after = ""; after is not null; )
        {
            var page = await context.CallActivityAsync<HandoverPage>(
                nameof(HandoverActivities.HandOverEntries),
                new HandoverCursor(key, after),
                Durable.Patiently
            );
            (entries, after) = (entries + page.Entries, page.After);
        }

        await context.CallActivityAsync(nameof(HandoverActivities.HandOverSignals), key, Durable.Patiently);
        return entries;
    }
}
