using System.Globalization;
using RiskRegister.Digests.Unsubscribing;
using RiskRegister.People;

namespace RiskRegister.Calendar;

/// <summary>The private addresses of calendars: who has one, needs no sign-in. Renewing or revoking makes the one before worthless.</summary>
public sealed class CalendarLinks(SigningKey key, PeopleDirectory people)
{
    private const string Purpose = "calendar";
    private const string Extension = ".ics";

    /// <summary>The address of a person's calendar as it is now; only who has one.</summary>
    public async Task<Uri> OfAsync(Person person, Uri register, CancellationToken cancellation)
    {
        var generation = person.Calendar!.Generation.ToString(CultureInfo.InvariantCulture);
        var token = await key.SignAsync(Purpose, [person.Agency, person.Email, generation], cancellation);
        return new Uri(register, $"/calendar/{token}{Extension}");
    }

    /// <summary>Whose calendar the last part of an address is of; null for anything else than an address that is in force.</summary>
    public async Task<Person?> FindAsync(string file, CancellationToken cancellation)
    {
        if (
            !file.EndsWith(Extension, StringComparison.Ordinal)
            || await key.ReadAsync(Purpose, file[..^Extension.Length], cancellation)
                is not [var agency, var email, var generation]
        )
        {
            return null;
        }

        var person = await people.FindAsync(agency, email, cancellation);
        return person?.Calendar is { IsOn: true } feed && feed.Generation.ToString(CultureInfo.InvariantCulture) == generation
            ? person
            : null;
    }
}
