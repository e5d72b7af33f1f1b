using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace RiskRegister.Tests.Local.Kill;

/// <summary>The orchestrations of the victim. Their outputs follow from their inputs and events, whatever happens meanwhile.</summary>
public sealed class Orchestrations(VictimStore store)
{
    public static string FollowId(string entry) => $"follow:{entry}";

    public static string RoundId(int number) => string.Create(CultureInfo.InvariantCulture, $"round:{number}");

    /// <summary>The effects of the activities of an instance, by what was asked of them.</summary>
    public static IEnumerable<string> Effects(string instance, int count) =>
        Enumerable.Range(1, count).Select(n => new Effect(instance, n).Id);

    /// <summary>Squares 1, 2 and 3, hears of every version of an entry, each in a generation of its own, and returns the sum of all.</summary>
    [Function("FollowEntry")]
    public static async Task<int> Follow([OrchestrationTrigger] TaskOrchestrationContext context, Followed followed)
    {
        if (followed.Versions.Count == 0)
        {
            var squares = Enumerable
                .Range(1, 3)
                .Select(n => context.CallActivityAsync<int>("Square", new Effect(context.InstanceId, n)));
            followed = followed with { Sum = (await Task.WhenAll(squares)).Sum() };
        }

        var change = await context.WaitForExternalEvent<Change>("changed");
        // A message that was delivered again has raised its event again.
        if (!followed.Versions.Contains(change.Version))
        {
            followed = followed with { Versions = [.. followed.Versions, change.Version], Sum = followed.Sum + change.Number };
        }

        if (followed.Versions.Count < followed.Expected)
        {
            context.ContinueAsNew(followed);
        }

        return followed.Sum;
    }

    /// <summary>Runs two laps as orchestrations of their own, and waits for the word to go.</summary>
    [Function("Round")]
    public static async Task<int> Round([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var go = context.WaitForExternalEvent<int>("go");
        var laps = Enumerable
            .Range(1, 2)
            .Select(n => context.CallSubOrchestratorAsync<int>("Lap", new Effect(context.InstanceId, n)));
        return (await Task.WhenAll(laps)).Sum() + await go;
    }

    [Function("Lap")]
    public static async Task<int> Lap([OrchestrationTrigger] TaskOrchestrationContext context, Effect effect)
    {
        await context.CreateTimer(TimeSpan.FromMilliseconds(20), CancellationToken.None);
        var square = await context.CallActivityAsync<int>("Square", effect);
        await context.CreateTimer(TimeSpan.FromMilliseconds(200), CancellationToken.None);
        return square;
    }

    [Function("Square")]
    public async Task<int> Square([ActivityTrigger] Effect effect)
    {
        await store.PutAsync(new Document(effect.Id, "effect", Number: effect.Number));
        return effect.Number * effect.Number;
    }
}

/// <summary>What an orchestration that follows an entry knows.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Expected">How many versions there will be.</param>
/// <param name="Versions">Those that it has heard of.</param>
/// <param name="Sum">Of the numbers so far.</param>
public sealed record Followed(string Entry, int Expected, IReadOnlyList<int> Versions, int Sum);

/// <summary>The event that tells of a new version.</summary>
public sealed record Change(int Version, int Number);

/// <summary>What an activity is to do, for which instance.</summary>
public sealed record Effect(string Instance, int Number)
{
    /// <summary>Id of the document that tells that it was done.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"effect:{Instance}:{Number}");
}
