using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Serialization;
using RiskRegister.Entries;

namespace RiskRegister.Register;

/// <summary>The last numbers that an agency has given out.</summary>
/// <param name="Risk">Of risks.</param>
/// <param name="Opportunity">Of opportunities.</param>
public sealed record Counter(int Risk, int Opportunity)
{
    /// <summary>Of signals; 0 in counters of before there were any.</summary>
    public int Signal { get; init; }

    /// <summary>Of indicators; 0 in counters of before there were any.</summary>
    public int Indicator { get; init; }

    /// <summary>Whether a text has the form of an entry's reference; no document of another type has such an id.</summary>
    public static bool IsReference(string text) => IsNumbered(text, 'R') || IsNumbered(text, 'O');

    /// <summary>Whether a text has the form of a reference that begins with <paramref name="letter"/>.</summary>
    public static bool IsNumbered(string text, char letter) =>
        text is [_, '-', _, _, _, _, ..] && text[0] == letter && text.AsSpan(2).IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>All references of entries given out, risks first, in the order of their numbers.</summary>
    [JsonIgnore]
    public IEnumerable<string> References =>
        Enumerable
            .Range(1, Risk)
            .Select(number => Reference(EntryKind.Risk, number))
            .Concat(Enumerable.Range(1, Opportunity).Select(number => Reference(EntryKind.Opportunity, number)));

    /// <summary>Whether a reference was given out.</summary>
    public bool HasGivenOut(string reference) =>
        IsReference(reference)
        && int.TryParse(reference.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= 1
        && (
            reference[0] == 'R'
                ? number <= Risk && reference == Reference(EntryKind.Risk, number)
                : number <= Opportunity && reference == Reference(EntryKind.Opportunity, number)
        );

    /// <summary>The next reference of a kind, and the counter after it.</summary>
    public (string Reference, Counter After) Next(EntryKind kind) =>
        kind == EntryKind.Risk
            ? (Reference(kind, Risk + 1), this with { Risk = Risk + 1 })
            : (Reference(kind, Opportunity + 1), this with { Opportunity = Opportunity + 1 });

    /// <summary>The next reference of a signal, and the counter after it.</summary>
    public (string Reference, Counter After) NextSignal() => (Reference('S', Signal + 1), this with { Signal = Signal + 1 });

    /// <summary>The next reference of an indicator, and the counter after it.</summary>
    public (string Reference, Counter After) NextIndicator() =>
        (Reference('I', Indicator + 1), this with { Indicator = Indicator + 1 });

    private static string Reference(EntryKind kind, int number) => Reference(kind == EntryKind.Risk ? 'R' : 'O', number);

    private static string Reference(char letter, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{letter}-{number:D4}");
}

/// <summary>
/// Gives out references: sequential per agency and kind, never twice and without gaps, because the counter is part of the commit that
/// uses the number.
/// </summary>
public sealed class Numbering(RegisterContainer container)
{
    private readonly ConcurrentDictionary<string, NumberingGate> _gates = new(StringComparer.Ordinal);

    /// <summary>Commits what <paramref name="plan"/> makes of the counter, together with the counter. The plan may be made more than once.</summary>
    /// <returns>The plan's result and the ETags of its writes.</returns>
    /// <exception cref="CommitConflictException">One of the plan's own writes was refused.</exception>
    public async Task<(T Result, IReadOnlyList<string> ETags)> CommitAsync<T>(
        string agency,
        Func<Counter, (Counter After, IReadOnlyList<DocumentWrite> Writes, T Result)> plan,
        CancellationToken cancellation = default
    )
    {
        var (result, etags) = await GateOf(agency)
            .CommitAsync(
                counter =>
                {
                    var (after, writes, made) = plan(counter);
                    return new NumberedPlan(after, writes, made);
                },
                cancellation
            );
        return ((T)result!, etags);
    }

    /// <summary>The last numbers given out.</summary>
    public async Task<Counter> GivenOutAsync(string agency, CancellationToken cancellation = default) =>
        (await GateOf(agency).ReadAsync(cancellation)).Counter;

    private NumberingGate GateOf(string agency) => _gates.GetOrAdd(agency, _ => new NumberingGate(agency, container));
}
