using System.Text.Json;
using System.Text.Json.Nodes;
using RiskRegister.Access;
using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.Register.Records;

namespace RiskRegister.Register;

/// <summary>Verifies that the register is what was written.</summary>
public sealed class Verification(
    RegisterContainer container,
    EntryList entries,
    Numbering numbering,
    Agencies agencies,
    RecordHistory records
)
{
    /// <summary>
    /// Verifies one entry: each event must be there, be readable, have the hash that its content gives, and name the hash of the one
    /// before it; the entry must have the state that its events make; and lists must find it by what the entry says.
    /// </summary>
    /// <returns>What is wrong, named by document; empty when nothing is.</returns>
    /// <exception cref="NotFoundException">There never was such an entry, or not for who reads.</exception>
    public async Task<IReadOnlyList<ChainBreak>> VerifyAsync(
        string agency,
        string reference,
        CancellationToken cancellation = default
    )
    {
        var counter = await numbering.GivenOutAsync(agency, cancellation);
        return await VerifyAsync(agency, reference, counter, cancellation);
    }

    /// <summary>Verifies whatever has a number, so that an entry that vanished whole is missed.</summary>
    /// <returns>How many numbers were given out, and what is wrong.</returns>
    public async Task<(int Entries, IReadOnlyList<ChainBreak> Breaks)> VerifyAllAsync(
        string agency,
        CancellationToken cancellation = default
    )
    {
        var counter = await numbering.GivenOutAsync(agency, cancellation);
        var breaks = new List<ChainBreak>();
        foreach (var reference in counter.References)
        {
            breaks.AddRange(await VerifyAsync(agency, reference, counter, cancellation));
        }

        var listed = await entries.CountAsync(agency, new EntryFilter(), cancellation);
        var later = await numbering.GivenOutAsync(agency, cancellation);
        if (listed > later.Risk + later.Opportunity)
        {
            breaks.Add(new ChainBreak("counter", "There are more entries than numbers were given out."));
        }

        breaks.AddRange(await records.VerifyAsync(agency, cancellation));
        return (counter.Risk + counter.Opportunity, breaks);
    }

    private async Task<IReadOnlyList<ChainBreak>> VerifyAsync(
        string agency,
        string reference,
        Counter counter,
        CancellationToken cancellation
    )
    {
        while (true)
        {
            var text = Counter.IsReference(reference) ? await container.ReadTextAsync(agency, reference, cancellation) : null;
            var breaks =
                text is not null ? await VerifyAsync(agency, reference, text, cancellation)
                : counter.HasGivenOut(reference) ? [new ChainBreak(reference, "The entry is missing: its number was given out.")]
                : throw new NotFoundException($"The entry {reference}");
            // What was changed while it was verified is verified again.
            if (breaks.Count == 0 || text == await container.ReadTextAsync(agency, reference, cancellation))
            {
                return breaks;
            }
        }
    }

    private async Task<IReadOnlyList<ChainBreak>> VerifyAsync(
        string agency,
        string reference,
        string text,
        CancellationToken cancellation
    )
    {
        if (Read(text) is not { } stored)
        {
            return [new ChainBreak(reference, "The entry can't be read any more.")];
        }

        if (!stored.IsSeenBy(Viewer.Current))
        {
            throw new NotFoundException($"The entry {reference}");
        }

        var breaks = await VerifyChainAsync(agency, reference, stored, cancellation);
        if (breaks.Count == 0)
        {
            var settings = await agencies.SettingsAsync(agency, cancellation);
            breaks.AddRange(ListedOtherwise(stored, JsonNode.Parse(text)!.AsObject(), settings));
        }

        return breaks;
    }

    private static EntryDocument? Read(string text)
    {
        try
        {
            var document = JsonSerializer.Deserialize<EntryDocument>(text, RegisterJson.Options);
            return document?.Entry is null ? null : document;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidOperationException)
        {
            return null;
        }
    }

    private async Task<List<ChainBreak>> VerifyChainAsync(
        string agency,
        string reference,
        EntryDocument stored,
        CancellationToken cancellation
    )
    {
        var breaks = new List<ChainBreak>();
        string? previous = null;
        var replayed = Entry.Unborn(agency, reference);
        var next = 1;
        for (; next <= stored.Entry.Version; next++)
        {
            var id = EventDocument.IdOf(reference, next);
            var link = StoredEvent.Parse(await container.ReadTextAsync(agency, id, cancellation), id, previous, breaks);
            previous = link?.Hash;
            // What was altered may have no effect that could be applied.
            replayed = breaks.Count == 0 ? replayed.Apply(link!.Data, link.At, link.By) : replayed;
        }

        var beyond = EventDocument.IdOf(reference, next);
        if (await container.ReadTextAsync(agency, beyond, cancellation) is not null)
        {
            breaks.Add(new ChainBreak(beyond, "The event is later than the entry's version."));
        }

        if (breaks.Count == 0 && (previous != stored.Head || !Same(replayed, stored.Entry)))
        {
            breaks.Add(new ChainBreak(reference, "The entry's state is not the one that its events make."));
        }

        return breaks;
    }

    /// <summary>The standing may be that of an older day, and can be recomputed only by the settings that it was computed by.</summary>
    private static IEnumerable<ChainBreak> ListedOtherwise(EntryDocument stored, JsonObject json, AgencySettings settings)
    {
        // A document of an older form has not all the fields yet that lists use; the next nightly pass writes it anew.
        if (stored.StandingOn is not { } day || stored.Form < EntryDocument.CurrentForm)
        {
            return [];
        }

        var given = EntryDocument.Of(stored.Entry, stored.Head, settings, day);
        given =
            stored.StandingBy == settings.Version
                ? given
                : given with
                {
                    Standing = stored.Standing,
                    StandingBy = stored.StandingBy,
                    DueOn = stored.DueOn,
                };
        var fields = JsonSerializer.SerializeToNode(given, RegisterJson.Options)!.AsObject();
        var others = json.Select(field => field.Key)
            .Where(name => name[0] != '_')
            .Union(fields.Select(field => field.Key))
            .Where(name => !JsonNode.DeepEquals(json[name], fields[name]))
            .ToList();
        return others.Count == 0
            ? []
            :
            [
                new ChainBreak(
                    stored.Reference,
                    $"Lists see the entry otherwise than it is, by what is stored as {string.Join(", ", others)}."
                ),
            ];
    }

    private static bool Same(Entry one, Entry other) =>
        JsonSerializer.Serialize(one, RegisterJson.Options) == JsonSerializer.Serialize(other, RegisterJson.Options);
}

/// <summary>A place where a history is not what was written.</summary>
/// <param name="Document">Id of the document.</param>
/// <param name="Problem">What is wrong with it.</param>
public sealed record ChainBreak(string Document, string Problem);
