using RiskRegister.People;

namespace RiskRegister.Digests.Notices;

/// <summary>Who gets a notice when it is sent.</summary>
public static class Recipient
{
    /// <summary>
    /// Who it is for, while they are there; else who stands in, if that one may know of it and can do what is asked; else a risk manager,
    /// because a statutory notice must not vanish. Null when there is nobody, or when others have got one of their own.
    /// </summary>
    /// <param name="to">Address of who it is for.</param>
    /// <param name="day">The day.</param>
    /// <param name="people">The people of the agency.</param>
    /// <param name="can">Whether somebody may know of it and can do what is asked.</param>
    /// <param name="others">Whether others are asked as well: then nobody has to stand in.</param>
    public static Person? Of(string to, DateOnly day, Roster people, Func<Person, bool> can, bool others = false)
    {
        var named = people.Find(to);
        var there = named is null ? null : StandIn.For(named, day, people);
        if (there is not null && can(there))
        {
            return there.Is(to) || !others ? there : null;
        }

        return others ? null : RiskManagers(day, people).FirstOrDefault();
    }

    /// <summary>The risk managers who have not left, those who are not away first.</summary>
    public static IEnumerable<Person> RiskManagers(DateOnly day, Roster people) =>
        people
            .All.Where(p => p.IsAny(Role.RiskManager) && !p.HasLeft(day))
            .OrderBy(p => p.AwayOn(day) is not null)
            .ThenBy(p => p.Email, StringComparer.Ordinal);
}
