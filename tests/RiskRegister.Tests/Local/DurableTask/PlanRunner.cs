using System.Collections.Concurrent;
using Microsoft.DurableTask;

namespace RiskRegister.Tests.Local.DurableTask;

/// <summary>Carries plans out: one orchestrator for the generations of the root, one for children, and one activity.</summary>
/// <param name="effects">How often each activity has succeeded, by its place in the tree.</param>
public sealed class PlanRunner(ConcurrentDictionary<string, int> effects)
{
    private readonly ConcurrentDictionary<string, int> _tries = new();

    /// <summary>What a generation of the root begins with.</summary>
    public sealed record Start(Plan[] Generations, int Number, string Done);

    public void Register(EngineHarness engine) =>
        engine.Activity<EffectInput>("Effect", TakeEffect).Orchestrator("Root", RootAsync).Orchestrator("Child", ChildAsync);

    /// <summary>The events that the root waits for, in the order of the tree; those of one name have to be raised in this order.</summary>
    public static IEnumerable<string> Events(Plan[] generations) => generations.SelectMany((plan, n) => Events(plan, $"{n}"));

    private static IEnumerable<string> Events(Plan plan, string path) =>
        plan switch
        {
            Listen listen => Enumerable.Repeat(path, listen.Times),
            InTurn inTurn => inTurn.Plans.SelectMany((part, n) => Events(part, $"{path}.{n}")),
            Together together => together.Plans.SelectMany((part, n) => Events(part, $"{path}.{n}")),
            _ => [],
        };

    private async Task<object?> RootAsync(TaskOrchestrationContext context)
    {
        var start = context.GetInput<Start>()!;
        var done = $"{start.Done} {await RunAsync(context, start.Generations[start.Number], $"{start.Number}")}";
        context.SetCustomStatus(start.Number);
        if (start.Number + 1 < start.Generations.Length)
        {
            context.ContinueAsNew(start with { Number = start.Number + 1, Done = done });
        }

        return done;
    }

    private static async Task<object?> ChildAsync(TaskOrchestrationContext context)
    {
        var input = context.GetInput<ChildInput>()!;
        var done = await RunAsync(context, input.Child.Plan, input.Path);
        return input.Child.Throws ? throw new InvalidDataException(done) : done;
    }

    private static Task<string> RunAsync(TaskOrchestrationContext context, Plan plan, string path) =>
        plan switch
        {
            Effect effect => EffectAsync(context, effect, path),
            Sleep sleep => SleepAsync(context, sleep.Minutes),
            Race race => RaceAsync(context, race.Minutes),
            Listen listen => ListenAsync(context, listen.Times, path),
            InTurn inTurn => InTurnAsync(context, inTurn.Plans, path),
            Together together => TogetherAsync(context, together.Plans, path),
            Child child => ChildAsync(context, child, path),
            _ => throw new ArgumentException($"{plan}", nameof(plan)),
        };

    private static async Task<string> EffectAsync(TaskOrchestrationContext context, Effect effect, string path)
    {
        var retry = TaskOptions.FromRetryPolicy(new RetryPolicy(effect.Most, TimeSpan.FromMinutes(1)));
        try
        {
            return await context.CallActivityAsync<string>("Effect", new EffectInput(effect, path), retry);
        }
        catch (TaskFailedException e)
        {
            return e.FailureDetails.ErrorMessage;
        }
    }

    private static async Task<string> SleepAsync(TaskOrchestrationContext context, int minutes)
    {
        await context.CreateTimer(TimeSpan.FromMinutes(minutes), CancellationToken.None);
        return "slept";
    }

    private static async Task<string> RaceAsync(TaskOrchestrationContext context, int minutes)
    {
        using var cancellation = new CancellationTokenSource();
        var late = context.CreateTimer(TimeSpan.FromDays(minutes), cancellation.Token);
        var early = context.CreateTimer(TimeSpan.FromMinutes(minutes), CancellationToken.None);
        var first = await Task.WhenAny(late, early);
        cancellation.Cancel();
        return first == early ? "early" : "late";
    }

    private static async Task<string> ListenAsync(TaskOrchestrationContext context, int times, string path)
    {
        var heard = "";
        for (var n = 0; n < times; n++)
        {
            heard += await context.WaitForExternalEvent<string>(path);
        }

        return heard;
    }

    private static async Task<string> InTurnAsync(TaskOrchestrationContext context, Plan[] plans, string path)
    {
        var done = new List<string>();
        foreach (var (n, plan) in plans.Index())
        {
            done.Add(await RunAsync(context, plan, $"{path}.{n}"));
        }

        return $"({string.Join(' ', done)})";
    }

    private static async Task<string> TogetherAsync(TaskOrchestrationContext context, Plan[] plans, string path) =>
        $"[{string.Join(' ', await Task.WhenAll(plans.Select((plan, n) => RunAsync(context, plan, $"{path}.{n}"))))}]";

    private static async Task<string> ChildAsync(TaskOrchestrationContext context, Child child, string path)
    {
        var options = new SubOrchestrationOptions(instanceId: $"child{path}");
        try
        {
            return await context.CallSubOrchestratorAsync<string>("Child", new ChildInput(child, $"{path}.c"), options);
        }
        catch (TaskFailedException e)
        {
            return $"!{e.FailureDetails.ErrorMessage}";
        }
    }

    private string TakeEffect(EffectInput input)
    {
        var tries = _tries.AddOrUpdate(input.Path, 1, (_, times) => times + 1);
        if (!input.Effect.Succeeds || tries <= input.Effect.Failures)
        {
            throw new IOException("broken");
        }

        effects.AddOrUpdate(input.Path, 1, (_, times) => times + 1);
        return $"did {input.Path}";
    }

    private sealed record EffectInput(Effect Effect, string Path);

    private sealed record ChildInput(Child Child, string Path);
}
