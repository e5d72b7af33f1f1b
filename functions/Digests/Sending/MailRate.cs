using RiskRegister.Register;

namespace RiskRegister.Digests.Sending;

/// <summary>How many mails were let through in the minute that is being given out.</summary>
/// <param name="Minute">Its beginning; it may lie ahead.</param>
/// <param name="Taken">The turns of it that are taken.</param>
public sealed record MailMinute(DateTimeOffset Minute, int Taken)
{
    /// <summary>Document id.</summary>
    public const string DocumentId = "mail-minute";

    /// <summary>Document id.</summary>
    public string Id => DocumentId;

    /// <summary>Always <c>mail-minute</c>.</summary>
    public string Type => "mail-minute";

    /// <summary>Partition.</summary>
    public string Agency => RegisterContainer.Directory;

    /// <summary>Takes the next turn: now while the minute has some left, else in the next one that has.</summary>
    /// <param name="before">What was given out; null for nothing yet.</param>
    /// <param name="now">Now.</param>
    /// <param name="perMinute">Turns of a minute.</param>
    public static (MailMinute After, DateTimeOffset Turn) Next(MailMinute? before, DateTimeOffset now, int perMinute)
    {
        var thisMinute = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMinute), now.Offset);
        var open =
            before is null || before.Minute < thisMinute ? new MailMinute(thisMinute, 0)
            : before.Taken < perMinute ? before
            : new MailMinute(before.Minute.AddMinutes(1), 0);
        // Turns ahead are spread over their minute; of this one, all that are left may be used at once.
        var turn = open.Minute > thisMinute ? open.Minute + (TimeSpan.FromMinutes(1) * open.Taken / perMinute) : now;
        return (open with { Taken = open.Taken + 1 }, turn);
    }
}

/// <summary>
/// Keeps to the setting Mail:PerMinute, for all agencies and all instances of the app together, because they share one mail server. The
/// default of 30 is what the strictest of the usual ones take (Exchange Online: 30 messages a minute); 0 is for no limit.
/// </summary>
public sealed class MailRate(RegisterContainer container, IConfiguration configuration, TimeProvider time) : IDisposable
{
    private const int Default = 30;

    // The instances of the app compete for the document, and what runs in this one waits its turn here.
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Takes the next turn: the instant for which the mail has to wait; null when it is now.</summary>
    public async Task<DateTimeOffset?> TakeAsync(CancellationToken cancellation)
    {
        var perMinute = configuration.GetValue("Mail:PerMinute", Default);
        if (perMinute <= 0)
        {
            return null;
        }

        await _one.WaitAsync(cancellation);
        try
        {
            return await TakeAsync(perMinute, cancellation);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task<DateTimeOffset?> TakeAsync(int perMinute, CancellationToken cancellation)
    {
        while (true)
        {
            var stored = await container.FindAsync<MailMinute>(RegisterContainer.Directory, MailMinute.DocumentId, cancellation);
            var now = time.GetUtcNow();
            var (after, turn) = MailMinute.Next(stored?.Value, now, perMinute);
            try
            {
                var write = stored is null
                    ? DocumentWrite.Create(after.Id, after)
                    : DocumentWrite.Replace(after.Id, after, stored.ETag);
                await container.CommitAsync(RegisterContainer.Directory, [write], cancellation);
                return turn > now ? turn : null;
            }
            catch (CommitConflictException)
            {
                // Another instance took that turn: take the next one.
            }
        }
    }
}
