using System.Globalization;
using System.Text.Json.Serialization;

namespace RiskRegister.Reassessment;

/// <summary>Names a run of an agency: its id makes a second start a no-op.</summary>
/// <param name="Agency">The agency.</param>
/// <param name="Date">The day in the agency's time zone.</param>
public sealed record RunKey(string Agency, DateOnly Date)
{
    private const string Format = "yyyy-MM-dd";

    /// <summary>1 for the run of the day; from 2 on for those that somebody has requested on that day.</summary>
    public int Number { get; init; } = 1;

    /// <summary>Name of the run: its day, such as 2031-06-18; with its number behind a dot for one that was requested.</summary>
    public string Run =>
        Date.ToString(Format, CultureInfo.InvariantCulture)
        + (Number == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $".{Number}"));

    /// <summary>Id of the orchestration.</summary>
    public string InstanceId => $"reassess:{Agency}:{Run}";

    /// <summary>Id that the orchestration of the day had in older versions of the product, see <see cref="ReassessmentRun"/>.</summary>
    [JsonIgnore]
    public string BeforeId => $"reassessment:{Agency}:{Run}";

    /// <summary>The run of an agency that has this name; null when no run can have it.</summary>
    public static RunKey? Find(string agency, string run)
    {
        var parts = run.Split('.');
        var isDay = DateOnly.TryParseExact(parts[0], Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        var number = 1;
        return
            isDay
            && (parts.Length == 1 || int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out number))
            && new RunKey(agency, day) { Number = number } is var key
            && key.Run == run
            ? key
            : null;
    }
}

/// <summary>Names one review of a run.</summary>
public sealed record ReviewKey(RunKey Run, string Reference)
{
    /// <summary>Id of the orchestration.</summary>
    public string InstanceId => $"review:{Run.Agency}:{Run.Run}:{Reference}";
}

/// <summary>Where the pages of a run have got to: what comes after <paramref name="After"/> in order.</summary>
public sealed record RunCursor(RunKey Key, string After);

/// <summary>A part of the entries of a run: those after <paramref name="After"/>, up to <paramref name="Until"/> itself.</summary>
public sealed record RunSection(RunKey Key, string After, string Until);

/// <summary>A run with its summary.</summary>
public sealed record RunResult(RunKey Key, RunSummary Summary);
