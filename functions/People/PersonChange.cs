using System.Globalization;
using RiskRegister.Entries;
using RiskRegister.Register;
using RiskRegister.Register.Records;

namespace RiskRegister.People;

/// <summary>Body of the message that tells that a person was changed.</summary>
/// <param name="Agency">The agency.</param>
/// <param name="Email">Address.</param>
/// <param name="CalledOff">Version of a departure that is not to be any more, see <see cref="Departure"/>; null for none.</param>
public sealed record PersonChanged(string Agency, string Email, int? CalledOff)
{
    /// <summary>The queue.</summary>
    public const string Queue = "people";
}

/// <summary>Makes decisions on people: with each change goes the message that brings in line what is kept elsewhere.</summary>
public static class PersonChange
{
    /// <summary>The command is refused if <paramref name="checks"/> found something, else carried out.</summary>
    public static RecordDecision<Person> Of(
        Checks checks,
        Func<Person> after,
        string name,
        string? why = null,
        int? calledOff = null
    )
    {
        var decision = RecordDecision.Of(checks, () => new RecordChange<Person>(after(), name, why.OrNull()));
        return decision.Change is { After: var person } ? decision with { Beside = [Message(person, calledOff)] } : decision;
    }

    private static DocumentWrite Message(Person person, int? calledOff)
    {
        var message = OutboxDocument.Of(
            string.Create(CultureInfo.InvariantCulture, $"{person.Id}:{person.Version + 1}"),
            person.Agency,
            PersonChanged.Queue,
            "person-changed",
            new PersonChanged(person.Agency, person.Email, calledOff)
        );
        return DocumentWrite.Create(message.Id, message);
    }
}
