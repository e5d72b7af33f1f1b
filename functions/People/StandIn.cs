namespace RiskRegister.People;

/// <summary>
/// Who is asked in somebody's place. Who is away is represented by their delegate, and who has left by their successor, or else by their
/// manager; each of these may be away or have left as well. Nobody is asked twice, so a circle ends.
/// </summary>
public static class StandIn
{
    /// <summary>Who is asked on a day: the person while they are there, and also when they are away and nobody can stand in; null when they have left and nobody can.</summary>
    public static Person? For(Person person, DateOnly day, Roster people) =>
        Seek(person, day, people, []) ?? (person.HasLeft(day) ? null : person);

    /// <summary>
    /// Who takes over from somebody who leaves: the successor or else the manager, and where that one has left, too, whoever takes over
    /// from them. It is for good, so it does not matter who is away. Null when there is nobody.
    /// </summary>
    public static Person? Heir(Person leaver, DateOnly day, Roster people) => Inherit(leaver, day, people, [leaver.Email]);

    /// <summary>For whom somebody stands in on a day.</summary>
    public static IReadOnlyList<Person> Represented(string email, DateOnly day, Roster people) =>
        [
            .. people.All.Where(p =>
                (p.HasLeft(day) || p.AwayOn(day) is not null) && !p.Is(email) && For(p, day, people)?.Is(email) == true
            ),
        ];

    private static Person? Seek(Person? person, DateOnly day, Roster people, HashSet<string> asked)
    {
        if (person is null || !asked.Add(person.Email))
        {
            return null;
        }

        return person.HasLeft(day)
                ? Seek(people.Find(person.Left!.Successor), day, people, asked)
                    ?? Seek(people.Find(person.Manager), day, people, asked)
            : person.AwayOn(day) is { } absence ? Seek(people.Find(absence.Delegate), day, people, asked)
            : person;
    }

    private static Person? Inherit(Person leaver, DateOnly day, Roster people, HashSet<string> asked)
    {
        foreach (var address in new[] { leaver.Left?.Successor, leaver.Manager })
        {
            if (people.Find(address) is { } next && asked.Add(next.Email))
            {
                var heir = next.HasLeft(day) ? Inherit(next, day, people, asked) : next;
                if (heir is not null)
                {
                    return heir;
                }
            }
        }

        return null;
    }
}
