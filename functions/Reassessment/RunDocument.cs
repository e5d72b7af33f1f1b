using System.Text.Json.Serialization;

namespace RiskRegister.Reassessment;

/// <summary>One run, for people to look at.</summary>
/// <param name="Agency">Partition.</param>
/// <param name="Run">Name of the run, see <see cref="RunKey.Run"/>.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When the last review had ended; null until then.</param>
/// <param name="Summary">What it came to; null until then.</param>
public sealed record RunDocument(
    string Agency,
    string Run,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    RunSummary? Summary
)
{
    /// <summary>Value of <see cref="Type"/>.</summary>
    public const string DocumentType = "run";

    /// <summary>Document id.</summary>
    public string Id => IdOf(Run);

    /// <summary>Always <c>run</c>.</summary>
    public string Type => DocumentType;

    /// <summary>What somebody has asked for; null for the run of the day, which asks about what is due.</summary>
    public RunRequest? Request { get; init; }

    /// <summary>How many reviews it has asked for; null until all are asked, and for runs of before it was kept.</summary>
    public int? Asked { get; init; }

    /// <summary>Since when it is paused; null while it is not.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>Who has ended it early; null when nobody has.</summary>
    public string? EndedBy { get; init; }

    /// <summary>Why it was ended early.</summary>
    public string? EndedWhy { get; init; }

    /// <summary>What people have done with it, the first first.</summary>
    public IReadOnlyList<RunStep> Steps { get; init; } = [];

    /// <summary>Whether it asks, reminds and escalates nothing for now.</summary>
    [JsonIgnore]
    public bool IsPaused => PausedAt is not null;

    /// <summary>Whether it was ended early, and asks nothing any more.</summary>
    [JsonIgnore]
    public bool IsEndedEarly => EndedBy is not null;

    /// <summary>The document of a run.</summary>
    public static string IdOf(string run) => $"run:{run}";

    /// <summary>What messages call a run.</summary>
    public static string CalledOf(string run) => $"The run {run}";
}

/// <summary>What a requested run asks about.</summary>
public enum RunScope
{
    /// <summary>One entry.</summary>
    Entry,

    /// <summary>All open entries of a category.</summary>
    Category,

    /// <summary>All open entries.</summary>
    Register,
}

/// <summary>What somebody has requested.</summary>
/// <param name="Scope">What it is about.</param>
/// <param name="Reference">The entry, when it is about one.</param>
/// <param name="Category">The category, when it is about one.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">Who: e-mail address.</param>
public sealed record RunRequest(RunScope Scope, string? Reference, string? Category, string Reason, string By);

/// <summary>What somebody has done with a run.</summary>
/// <param name="What"><c>requested</c>, <c>paused</c>, <c>resumed</c> or <c>ended</c>.</param>
/// <param name="At">When.</param>
/// <param name="By">Who: e-mail address.</param>
/// <param name="Why">Why.</param>
public sealed record RunStep(string What, DateTimeOffset At, string By, string Why);
