using System.Security.Cryptography;
using System.Text;
using RiskRegister.Access;
using RiskRegister.Entries;
using RiskRegister.People;
using RiskRegister.Register;
using RiskRegister.Register.Records;

namespace RiskRegister.Signals;

/// <summary>Takes signals in, however they come: each once.</summary>
public sealed class SignalIntake(NumberedRecords numbered, EntryStore entries, PeopleDirectory people)
{
    /// <summary>Stores a signal under the next number, or finds the one that was sent before.</summary>
    /// <returns>The signal, and whether its source has sent it before.</returns>
    /// <exception cref="RefusedException">A rule is broken.</exception>
    public async Task<(Stored<Signal> Signal, bool SentBefore)> TakeAsync(
        string agency,
        SendSignal command,
        DecisionContext context,
        string? key,
        CancellationToken cancellation
    )
    {
        var named = command.Named();
        // What is refused anyway is not read.
        var known = named.Count > 20 ? [] : await entries.FindManyAsync(agency, named, cancellation);
        var refusals = new Checks().Sent(command, [.. known.Select(e => e.Reference)], context.Today).Refusals;
        if (refusals.Count > 0)
        {
            throw new RefusedException(refusals);
        }

        var first = known.FirstOrDefault(e => e.Reference == named[0]);
        var assignee = await AssigneeAsync(agency, [first?.Owner], cancellation);
        var sent = MarkOf(agency, command.Source.OrNull() ?? context.Actor, command.ExternalId.OrNull());
        var (signal, knownBy) = await numbered.AddAsync(
            agency,
            context,
            counter => counter.NextSignal(),
            reference => SendingSignals.Made(command, reference, agency, assignee, context),
            [.. Marking.OfKey(agency, key), .. sent],
            cancellation
        );
        return (signal, knownBy is not null && sent.Any(mark => mark.Id == knownBy));
    }

    /// <summary>The first of some addresses that belongs to somebody here; the risk managers if none does.</summary>
    public async Task<string> AssigneeAsync(string agency, IEnumerable<string?> addresses, CancellationToken cancellation)
    {
        foreach (var address in addresses.OfType<string>())
        {
            if (await people.FindAsync(agency, address, cancellation) is { } person)
            {
                return person.Email;
            }
        }

        return Signal.RiskManagers;
    }

    private static IReadOnlyList<Marking> MarkOf(string agency, string source, string? externalId)
    {
        if (externalId is null)
        {
            return [];
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{source.Length}:{source}{externalId}"));
        var id = $"signal-mark:{Convert.ToHexStringLower(hash.AsSpan(0, 16))}";
        return [new(id, reference => DocumentWrite.Create(id, new SignalMark(id, agency, source, externalId, reference)))];
    }
}

/// <summary>Remembers for good which signal a source has sent under a name of its own.</summary>
/// <param name="Id">Document id.</param>
/// <param name="Agency">Partition.</param>
/// <param name="Source">The source.</param>
/// <param name="ExternalId">What the source calls it.</param>
/// <param name="Reference">The signal.</param>
public sealed record SignalMark(string Id, string Agency, string Source, string ExternalId, string Reference)
{
    /// <summary>Always <c>signal-mark</c>.</summary>
    public string Type => "signal-mark";
}
