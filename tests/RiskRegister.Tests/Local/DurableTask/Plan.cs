using System.Text.Json;
using System.Text.Json.Serialization;
using FsCheck;
using FsCheck.Fluent;

namespace RiskRegister.Tests.Local.DurableTask;

/// <summary>What an orchestration has to do: a tree of steps. Its outcome must not depend on when anything happens.</summary>
[JsonDerivedType(typeof(Effect), "effect")]
[JsonDerivedType(typeof(Sleep), "sleep")]
[JsonDerivedType(typeof(Race), "race")]
[JsonDerivedType(typeof(Listen), "listen")]
[JsonDerivedType(typeof(InTurn), "in turn")]
[JsonDerivedType(typeof(Together), "together")]
[JsonDerivedType(typeof(Child), "child")]
public abstract record Plan
{
    private static readonly Gen<int> Small = Gen.Choose(0, 3);

    private static readonly Gen<Plan> Leaf = Gen.OneOf<Plan>(
        Small.Select(n => (Plan)new Effect(n, Effect.Attempts)),
        Small.Select(n => (Plan)new Effect(n, 1)),
        Small.Select(n => (Plan)new Sleep(n)),
        Small.Select(n => (Plan)new Race(n + 1))
    );

    /// <summary>One to three generations, each with a plan.</summary>
    public static Gen<Plan[]> Generations { get; } =
        Gen.Sized(size => Gen.Choose(1, 3).SelectMany(count => Any(size, listens: true).ArrayOf(count)));

    private static Gen<Plan> Any(int size, bool listens)
    {
        var leaf = listens ? Gen.OneOf(Leaf, Gen.Choose(1, 2).Select(n => (Plan)new Listen(n))) : Leaf;
        if (size < 3)
        {
            return leaf;
        }

        var parts = Gen.Choose(1, 4).SelectMany(count => Any(size / 4, listens).ArrayOf(count));
        return Gen.OneOf(
            leaf,
            parts.Select(plans => (Plan)new InTurn(plans)),
            parts.Select(plans => (Plan)new Together(plans)),
            // An event for a child could come before the child is there, and would be lost.
            Any(size / 2, listens: false).SelectMany(plan => Small.Select(n => (Plan)new Child(plan, Throws: n == 0)))
        );
    }

    /// <summary>Shows the tree when a test fails.</summary>
    public sealed override string ToString() => JsonSerializer.Serialize(this);
}

/// <summary>An activity with a retry policy; it fails the first <paramref name="Failures"/> times, or always when these are 3.</summary>
public sealed record Effect(int Failures, int Most) : Plan
{
    public const int Attempts = 3;

    [JsonIgnore]
    public bool Succeeds => Failures == 0 || (Failures < Attempts && Most == Attempts);
}

/// <summary>A timer.</summary>
public sealed record Sleep(int Minutes) : Plan;

/// <summary>Two timers, of which the later one is cancelled.</summary>
public sealed record Race(int Minutes) : Plan;

/// <summary>So many events of one name.</summary>
public sealed record Listen(int Times) : Plan;

/// <summary>One after the other.</summary>
public sealed record InTurn(Plan[] Plans) : Plan;

/// <summary>At the same time.</summary>
public sealed record Together(Plan[] Plans) : Plan;

/// <summary>A sub-orchestration, which may throw at its end.</summary>
public sealed record Child(Plan Plan, bool Throws) : Plan;
