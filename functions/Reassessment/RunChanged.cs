using System.Globalization;
using RiskRegister.Register;

namespace RiskRegister.Reassessment;

/// <summary>Body of the message that tells that somebody has requested, resumed or ended a run.</summary>
/// <param name="Agency">The agency.</param>
/// <param name="Run">Name of the run.</param>
public sealed record RunChanged(string Agency, string Run)
{
    /// <summary>The queue that these messages go to.</summary>
    public const string Queue = "run-changes";

    /// <summary>The message of the last step of a run, to be stored with it.</summary>
    public static IEnumerable<DocumentWrite> Message(RunDocument run)
    {
        var message = OutboxDocument.Of(
            string.Create(CultureInfo.InvariantCulture, $"run:{run.Run}:{run.Steps.Count}"),
            run.Agency,
            Queue,
            "run-changed",
            new RunChanged(run.Agency, run.Run)
        );
        return [DocumentWrite.Put(message.Id, message)];
    }
}
