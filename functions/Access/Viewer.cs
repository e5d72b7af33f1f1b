using RiskRegister.People;

namespace RiskRegister.Access;

/// <summary>
/// For whom entries are read. It goes with the call rather than through parameters, so that no read can forget it: the access check
/// sets it for every call over HTTP, and what the register does by itself (timers, messages, orchestrations) sees everything.
/// </summary>
/// <param name="Email">Address in lower case; empty for nobody in particular.</param>
/// <param name="SeesAll">Whether they oversee the register, and so see what is confidential.</param>
public sealed record Viewer(string Email, bool SeesAll)
{
    private static readonly Viewer Register = new("", SeesAll: true);
    private static readonly AsyncLocal<Viewer?> OfThisCall = new();

    /// <summary>Who reads in this call.</summary>
    public static Viewer Current
    {
        get => OfThisCall.Value ?? Register;
        set => OfThisCall.Value = value;
    }

    /// <summary>A person of an agency.</summary>
    public static Viewer Of(Person person) =>
        new(person.Email.ToLowerInvariant(), person.IsAny(Role.RiskManager, Role.Auditor, Role.Administrator));

    /// <summary>Somebody of whom no more is known than the address; null for nobody.</summary>
    public static Viewer Outside(string? email) => new(email?.ToLowerInvariant() ?? "", SeesAll: false);
}
