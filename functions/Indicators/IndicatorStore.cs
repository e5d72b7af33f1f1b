using Microsoft.AspNetCore.Http;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.Entries.CallingReview;
using RiskRegister.Register;
using RiskRegister.Register.Records;
using RiskRegister.Signals;

namespace RiskRegister.Indicators;

/// <summary>Stores readings, each in one commit with its indicator and with the signal of a breach.</summary>
public sealed class IndicatorStore(
    RegisterContainer container,
    RecordStore records,
    Numbering numbering,
    EntryStore entries,
    SignalIntake intake
)
{
    private const int MaxAttempts = 20;

    /// <summary>What decisions may know, for the command of a request.</summary>
    public Task<DecisionContext> ContextAsync(string agency, HttpRequest request) =>
        entries.ContextAsync(agency, request.Actor(), request.HttpContext.RequestAborted);

    /// <summary>Decides on a reading and stores it.</summary>
    /// <exception cref="NotFoundException">There is no such indicator.</exception>
    /// <exception cref="StaleException">The indicator was changed since <paramref name="ifMatch"/>.</exception>
    /// <exception cref="RefusedException">A rule is broken.</exception>
    public async Task<Stored<Indicator>> ReadAsync(
        string agency,
        string reference,
        RecordIndicatorReading command,
        DecisionContext context,
        string? ifMatch,
        string? key,
        CancellationToken cancellation
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            var id = Indicator.IdOf(reference);
            var indicator = await records.LoadAsync<Indicator>(agency, id, Indicator.CalledOf(reference), cancellation);
            if (await records.IsDoneAsync(agency, key, cancellation))
            {
                return indicator;
            }

            if (ifMatch is not null and not "*" && ifMatch != indicator.ETag)
            {
                throw new StaleException(indicator.Value.Called, indicator.ETag);
            }

            var known = command.Day is { } day
                ? await records.FindAsync<Reading>(agency, Reading.IdOf(reference, day), cancellation)
                : null;
            if (RecordReading.Check(command, indicator.Value, known?.Value, context.Today).Refusals is { Count: > 0 } refusals)
            {
                throw new RefusedException(refusals);
            }

            if (known is not null && RecordReading.IsSaid(command, known.Value))
            {
                return indicator;
            }

            try
            {
                return await CommitAsync(command, indicator, known, context, key, cancellation);
            }
            catch (CommitConflictException) when (attempt < MaxAttempts)
            {
                // Another reading was faster: decide again on the indicator as it is now.
            }
        }
    }

    private async Task<Stored<Indicator>> CommitAsync(
        RecordIndicatorReading command,
        Stored<Indicator> indicator,
        Stored<Reading>? known,
        DecisionContext context,
        string? key,
        CancellationToken cancellation
    )
    {
        var (agency, before) = (indicator.Value.Agency, indicator.Value);
        var signal = before.Signal is { } last ? await records.FindAsync<Signal>(agency, last, cancellation) : null;
        var change = RecordReading.Decide(command, before, known?.Value, signal?.Value.State == SignalState.Open);
        var (_, reading) = RecordStore.Writes(change.Reading, known?.ETag, context);
        reading = [.. reading, .. CommandDocument.Mark(agency, before.Reference, key)];
        if (!change.Breaches)
        {
            var (after, writes) = RecordStore.Writes(change.Indicator, indicator.ETag, context);
            var etags = await container.CommitAsync(agency, [.. writes, .. reading], cancellation);
            return new Stored<Indicator>(after, etags[0]);
        }

        var assignee = await AssigneeAsync(before, cancellation);
        var (made, tags) = await numbering.CommitAsync<Indicator>(
            agency,
            counter =>
            {
                var (number, next) = counter.NextSignal();
                var breach = Breach.Of(change.Indicator.After, number, assignee, context);
                var named = change.Indicator with { After = change.Indicator.After with { Signal = number } };
                var (after, writes) = RecordStore.Writes(named, indicator.ETag, context);
                var signalled = RecordStore.Writes(breach, null, context).Writes;
                return (next, [.. writes, .. reading, .. signalled, .. CallReviews.Message(breach.After)], after);
            },
            cancellation
        );
        return new Stored<Indicator>(made, tags[0]);
    }

    /// <summary>The owner of the first entry that the indicator is tied to; else who keeps the indicator.</summary>
    private async Task<string> AssigneeAsync(Indicator indicator, CancellationToken cancellation)
    {
        var first = await entries.FindManyAsync(indicator.Agency, indicator.Entries.Take(1), cancellation);
        return await intake.AssigneeAsync(
            indicator.Agency,
            [first is [var entry] ? entry.Owner : null, indicator.Owner],
            cancellation
        );
    }
}
