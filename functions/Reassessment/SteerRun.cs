using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.Register;

namespace RiskRegister.Reassessment;

/// <summary>Pauses, resumes or ends a run.</summary>
/// <param name="Reason">Why; must be given.</param>
public sealed record ChangeRun(string? Reason);

/// <summary>Pausing, resuming and ending a run. Doing it twice does it once.</summary>
public sealed class SteerRun(RunStore runs, EntryStore store)
{
    internal const string Paused = "paused";
    internal const string Resumed = "resumed";
    internal const string Ended = "ended";

    /// <summary>POST a <see cref="ChangeRun"/>: the run asks, reminds and escalates nothing until it is resumed; answers are taken.</summary>
    [Function("PauseRun")]
    [Operation(Takes = typeof(ChangeRun), Gives = typeof(RunDocument))]
    public Task<IActionResult> Pause(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/runs/{run}/pause")] HttpRequest request,
        string agency,
        string run
    ) => ChangeAsync(request, agency, run, Paused);

    /// <summary>POST a <see cref="ChangeRun"/>: a paused run goes on; a deadline that has passed meanwhile is dealt with within a day.</summary>
    [Function("ResumeRun")]
    [Operation(Takes = typeof(ChangeRun), Gives = typeof(RunDocument))]
    public Task<IActionResult> Resume(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/runs/{run}/resume")] HttpRequest request,
        string agency,
        string run
    ) => ChangeAsync(request, agency, run, Resumed);

    /// <summary>POST a <see cref="ChangeRun"/>: the run asks nothing more, and its open reviews are withdrawn; nothing else changes.</summary>
    [Function("EndRun")]
    [Operation(Takes = typeof(ChangeRun), Gives = typeof(RunDocument))]
    public Task<IActionResult> End(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/runs/{run}/end")] HttpRequest request,
        string agency,
        string run
    ) => ChangeAsync(request, agency, run, Ended);

    /// <summary>The run after a step; the same run where the step was taken already.</summary>
    /// <exception cref="RefusedException">The reason is missing, or the run has ended.</exception>
    public static RunDocument Decide(ChangeRun command, RunDocument run, string step, DecisionContext context)
    {
        var refusals = new Checks()
            .Required("reason", command.Reason, "Enter why.")
            .Unless(
                run.EndedAt is null && (step == Ended || !run.IsEndedEarly),
                "",
                "run-has-ended",
                $"The run {run.Run} has ended. Request another one if entries have to be reviewed."
            )
            .Refusals;
        if (refusals.Count > 0)
        {
            throw new RefusedException(refusals);
        }

        var why = command.Reason!.Trim();
        var taken = run with { Steps = [.. run.Steps, new RunStep(step, context.Now, context.Actor, why)] };
        return step switch
        {
            Paused => run.IsPaused ? run : taken with { PausedAt = context.Now },
            Resumed => run.IsPaused ? taken with { PausedAt = null } : run,
            _ => run.IsEndedEarly ? run : taken with { PausedAt = null, EndedBy = context.Actor, EndedWhy = why },
        };
    }

    private async Task<IActionResult> ChangeAsync(HttpRequest request, string agency, string run, string step)
    {
        var cancellation = request.HttpContext.RequestAborted;
        var command = await JsonBody.ReadAsync<ChangeRun>(request);
        var context = await store.ContextAsync(agency, request.Actor(), cancellation);
        return ApiAnswer.Ok(
            await runs.ChangeAsync(
                agency,
                run,
                found => Decide(command, found, step, context),
                RunChanged.Message,
                request.IdempotencyKey(),
                cancellation
            )
        );
    }
}
