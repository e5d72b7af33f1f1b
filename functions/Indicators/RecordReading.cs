using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.Register.Records;

namespace RiskRegister.Indicators;

/// <summary>Tells what an indicator was found to be on a day.</summary>
/// <param name="Day">The day, in the agency's time zone; today or before.</param>
/// <param name="Value">The value, in the indicator's unit.</param>
/// <param name="Note">What is to be known about it.</param>
/// <param name="Reason">Why another value was told before; must be given to correct one.</param>
public sealed record RecordIndicatorReading(DateOnly? Day, decimal? Value, string? Note, string? Reason);

/// <summary>What a reading comes to.</summary>
/// <param name="Reading">The reading.</param>
/// <param name="Indicator">The indicator after it.</param>
/// <param name="Breaches">Whether a signal is to be made of it; its reference is not in the indicator yet.</param>
public sealed record ReadingChange(RecordChange<Reading> Reading, RecordChange<Indicator> Indicator, bool Breaches);

/// <summary>Recording a reading.</summary>
public sealed class RecordReading(IndicatorStore indicators)
{
    /// <summary>POST a <see cref="RecordIndicatorReading"/>: the indicator after it. Sent again, it changes nothing.</summary>
    [Function("RecordReading")]
    [Operation(Takes = typeof(RecordIndicatorReading), Gives = typeof(IndicatorShown))]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/indicators/{indicator}/readings")]
            HttpRequest request,
        string agency,
        string indicator
    )
    {
        var command = await JsonBody.ReadAsync<RecordIndicatorReading>(request);
        var context = await indicators.ContextAsync(agency, request);
        var read = await indicators.ReadAsync(
            agency,
            indicator,
            command,
            context,
            request.IfMatch(),
            request.IdempotencyKey(),
            request.HttpContext.RequestAborted
        );
        return IndicatorAnswer.Of(read, context);
    }

    /// <summary>The rules of a reading; there is one for each day, which is corrected for a reason.</summary>
    public static Checks Check(RecordIndicatorReading command, Indicator indicator, Reading? known, DateOnly today) =>
        new Checks()
            .Unless(
                indicator.Active,
                "",
                "retired",
                $"{indicator.Reference} is retired and takes no more readings. Define another indicator."
            )
            .Unless(command.Day is not null, "day", "required", "Enter the day that the reading is of.")
            .Unless(
                !(command.Day > today),
                "day",
                "in-the-future",
                "Enter today or a day before it: nothing was read yet on a day to come."
            )
            .Value("value", command.Value)
            .Optional("note", command.Note)
            .Optional("reason", command.Reason)
            .Unless(
                known is null || IsSaid(command, known) || command.Reason.OrNull() is not null,
                "reason",
                "required",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"There is a reading of that day already: {known?.Value}. Enter why it has to be corrected, or another day."
                )
            );

    /// <summary>Whether the reading is there already as it is told.</summary>
    public static bool IsSaid(RecordIndicatorReading command, Reading known) =>
        known.Value == command.Value && known.Note == command.Note.OrNull();

    /// <summary>
    /// What a reading that breaks no rule comes to. The latest day counts: when it goes into breach a signal is to be made, unless one of
    /// this indicator is open; when it comes back that is noted, and the signal stays to be answered.
    /// </summary>
    /// <param name="command">The command.</param>
    /// <param name="indicator">The indicator.</param>
    /// <param name="known">The reading of that day; null when there is none.</param>
    /// <param name="hasOpenSignal">Whether the indicator's last signal is open.</param>
    public static ReadingChange Decide(RecordIndicatorReading command, Indicator indicator, Reading? known, bool hasOpenSignal)
    {
        var (day, value) = (command.Day!.Value, IndicatorChecks.Plain(command.Value!.Value));
        var reading = (known ?? new Reading(indicator.Agency, indicator.Reference, day, value, null)) with
        {
            Value = value,
            Note = command.Note.OrNull(),
        };
        var recent = indicator.Recent.Where(r => r.Day != day).Append(new RecentReading(day, value)).OrderBy(r => r.Day);
        var after = indicator with { Recent = [.. recent.TakeLast(Indicator.MaxRecent)] };
        var isBreach = IndicatorReport.Of(after, after.Latest!.Value) == IndicatorStatus.Breach;
        var begins = isBreach && indicator.BreachSince is null;
        var ends = !isBreach && indicator.BreachSince is not null;
        return new ReadingChange(
            new(reading, known is null ? "reading-recorded" : "reading-corrected", command.Reason.OrNull()),
            new(
                after with
                {
                    BreachSince = isBreach ? indicator.BreachSince ?? after.Latest.Day : null,
                },
                begins ? "breach-began"
                    : ends && known is not null ? "breach-corrected"
                    : ends ? "breach-ended"
                    : "reading-recorded",
                command.Reason.OrNull() ?? command.Note.OrNull()
            ),
            Breaches: begins && !hasOpenSignal
        );
    }
}
