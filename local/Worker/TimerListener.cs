using System.Globalization;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using RiskRegister.Local.State;

namespace RiskRegister.Local.Worker;

/// <summary>Runs functions on schedules, in the time zone that the setting WEBSITE_TIME_ZONE names (UTC without it).</summary>
internal sealed class TimerListener(IConfiguration settings, StateDatabase state, TimeProvider time, ILogger log)
    : ITriggerListener,
        IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Dictionary<HostedFunction, TimerLoop> _loops = [];
    private Task _running = Task.CompletedTask;

    public bool Handles(Type attribute) => attribute == typeof(TimerTriggerAttribute);

    public bool TakesRetries => true;

    public IEnumerable<string> Problems(HostedFunction function)
    {
        var written = ((TimerTriggerAttribute)function.Trigger).Schedule;
        var zoneName = settings["WEBSITE_TIME_ZONE"] ?? "UTC";
        if (Settings.Resolve(settings, written) is not { } expression)
        {
            yield return $"the schedule '{written}' names a setting that is missing.";
        }
        else if (!TimeZoneInfo.TryFindSystemTimeZoneById(zoneName, out var zone))
        {
            yield return $"the setting WEBSITE_TIME_ZONE names no time zone: '{zoneName}'.";
        }
        else if (TimeSpan.TryParse(expression, CultureInfo.InvariantCulture, out _))
        {
            yield return $"the schedule '{expression}' is a time span, which is not supported: write six fields.";
        }
        else if (Schedule.Parse(expression, zone) is not { } schedule)
        {
            yield return $"the schedule '{expression}' is wrong: it has six fields, second minute hour day month weekday.";
        }
        else
        {
            _loops[function] = new TimerLoop(function, schedule, state, time, log);
        }
    }

    public Binder? Bind(HostedFunction function, ParameterInfo parameter) =>
        parameter == function.TriggerParameter && parameter.ParameterType == typeof(TimerInfo)
            ? invocation => invocation.Trigger
            : null;

    public async Task StartAsync(IReadOnlyList<HostedFunction> functions, FunctionInvoker invoker, ILogger logger)
    {
        await state.WriteAsync(TimerStatus.CreateTable);
        var retries = new Retries(invoker, time, log);
        _running = Task.WhenAll(functions.Select(function => RunAsync(function, retries)));
    }

    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await _running;
    }

    public object? EventByHand(HostedFunction function, string? input) => _loops[function].Info();

    public void Dispose() => _stopping.Dispose();

    private async Task RunAsync(HostedFunction function, Retries retries)
    {
        try
        {
            await _loops[function].RunAsync(retries, _stopping.Token);
        }
        catch (Exception) when (_stopping.IsCancellationRequested)
        {
            // The host stops; a run that was missed or cut off is made up for at the next start.
        }
        catch (Exception e)
        {
            log.LogCritical(e, "{Function} won't run again before the next start.", function.Name);
        }
    }
}
