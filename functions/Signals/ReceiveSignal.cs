using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Register;

namespace RiskRegister.Signals;

/// <summary>Receiving a signal through the API.</summary>
public sealed class ReceiveSignal(SignalIntake intake, EntryStore store)
{
    /// <summary>POST a <see cref="SendSignal"/>: 201 with Location and ETag; 200 with the first one when its source has sent it before.</summary>
    [Function("ReceiveSignal")]
    [Operation(Takes = typeof(SendSignal), Gives = typeof(Signal), Status = 201, OrStatus = 200)]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/signals")] HttpRequest request,
        string agency
    )
    {
        var command = await JsonBody.ReadAsync<SendSignal>(request);
        var cancellation = request.HttpContext.RequestAborted;
        var context = await store.ContextAsync(agency, request.Actor(), cancellation);
        var (signal, sentBefore) = await intake.TakeAsync(agency, command, context, request.IdempotencyKey(), cancellation);
        return sentBefore
            ? RecordAnswer.Of(signal)
            : RecordAnswer.Created(signal, $"/api/{agency}/signals/{signal.Value.Reference}");
    }
}
