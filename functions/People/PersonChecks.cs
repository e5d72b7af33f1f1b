using RiskRegister.Entries;

namespace RiskRegister.People;

/// <summary>The rules for people, for adding and changing alike. Fields are named as the command has them, such as <c>change.manager</c>.</summary>
public static class PersonChecks
{
    /// <summary>The roles must be there, and each once; an authority is that of an approver, for a level that there is.</summary>
    public static Checks Rights(this Checks checks, string before, PersonDetails details, DecisionContext context)
    {
        var levels = context.Settings.Criteria.Levels.Select(level => level.Id).ToList();
        return checks
            .Unless(
                details.Roles.Count > 0,
                $"{before}roles",
                "required",
                "Give at least one role: reader, contributor, owner, risk-manager, approver, auditor or administrator."
            )
            .Unless(
                details.Roles.Distinct().Count() == details.Roles.Count,
                $"{before}roles",
                "named-twice",
                "Name each role once."
            )
            .Unless(
                details.Authority is null || details.Roles.Contains(Role.Approver),
                $"{before}authority",
                "not-an-approver",
                "Only approvers have an authority. Give the role approver as well, or take the authority away."
            )
            .Unless(
                details.Authority is null || levels.Contains(details.Authority),
                $"{before}authority",
                "unknown-level",
                $"Name a level of this agency: {string.Join(", ", levels)}."
            );
    }

    /// <summary>Whoever is named must be somebody else who is here on that day.</summary>
    public static Checks Here(
        this Checks checks,
        string field,
        string? address,
        Person person,
        DateOnly day,
        DecisionContext context
    )
    {
        var named = context.People.Find(address);
        return checks
            .Unless(!person.Is(address), field, "oneself", "Name somebody else: nobody can be that for themselves.")
            .Unless(
                address is null || person.Is(address) || named?.HasLeft(day) == false,
                field,
                named is null ? "unknown-person" : "has-left",
                named is null
                    ? $"There is nobody with the address {address} here. Check its spelling, or add them first."
                    : $"{named.Name} {Leaving(named)}. Name somebody who is here."
            );
    }

    /// <summary>The manager must be somebody else who is here, and must not be managed by the person in turn.</summary>
    public static Checks Manager(this Checks checks, string field, string? manager, Person person, DecisionContext context)
    {
        var circle = Circle(manager, person, context.People);
        return checks
            .Here(field, manager, person, context.Today, context)
            .Unless(
                circle is null || person.Is(manager),
                field,
                "manager-cycle",
                $"{circle} works for {person.Name} in turn. Name somebody who does not."
            );
    }

    /// <summary>Only administrators make administrators and give authority, and nobody gives authority to themselves.</summary>
    public static Checks Giving(
        this Checks checks,
        string before,
        PersonDetails? was,
        PersonDetails now,
        Person person,
        Person by
    )
    {
        var isAdministrator = by.IsAny(Role.Administrator);
        var admin = was?.Roles.Contains(Role.Administrator) == true;
        return checks
            .Unless(
                isAdministrator || admin == now.Roles.Contains(Role.Administrator),
                $"{before}roles",
                "needs-administrator",
                "Only an administrator gives or takes the role administrator. Ask one."
            )
            .Unless(
                isAdministrator || was?.Authority == now.Authority,
                $"{before}authority",
                "needs-administrator",
                "Only an administrator gives or takes an authority. Ask one."
            )
            .Unless(
                now.Authority is null || was?.Authority == now.Authority || !by.Is(person.Email),
                $"{before}authority",
                "own-authority",
                "Nobody gives an authority to themselves. Ask another administrator."
            );
    }

    /// <summary>An agency keeps an administrator, or else nobody could give that role again.</summary>
    /// <param name="checks">The rules.</param>
    /// <param name="field">The field that takes the role, or the person, away.</param>
    /// <param name="before">The person as they are.</param>
    /// <param name="stays">Whether they are an active administrator afterwards.</param>
    /// <param name="context">What the decision may know.</param>
    public static Checks KeepsAnAdministrator(
        this Checks checks,
        string field,
        Person before,
        bool stays,
        DecisionContext context
    ) =>
        checks.Unless(
            stays
                || !before.IsAny(Role.Administrator)
                || context.People.All.Any(p => !p.Is(before.Email) && p.IsAny(Role.Administrator) && p.Left is null),
            field,
            "last-administrator",
            $"{before.Name} is the last administrator who stays. Make somebody else one first."
        );

    /// <summary>An owner, delegate or doer of entries who is known here must not have left; whoever is not known is let through, because imports bring names.</summary>
    public static Checks NotLeft(this Checks checks, string field, string? address, DecisionContext context)
    {
        var named = context.People.Find(address);
        var has = named?.HasLeft(context.Today) == true;
        var heir = has ? StandIn.Heir(named!, context.Today, context.People) : null;
        var instead = heir is null ? "somebody who is here" : $"{heir.Name} ({heir.Email})";
        return checks.Unless(!has, field, "has-left", $"{named?.Name} {Leaving(named)}. Choose {instead} instead.");
    }

    /// <summary>When somebody left, as a half sentence.</summary>
    public static string Leaving(Person? person) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"left on {person?.Left?.On:d MMMM yyyy}");

    /// <summary>Name of the manager, near or far, who is managed by the person; null when the line ends elsewhere.</summary>
    private static string? Circle(string? manager, Person person, Roster people)
    {
        var seen = new HashSet<string>();
        var last = people.Find(manager);
        for (var next = last; next is not null && seen.Add(next.Email); next = people.Find(next.Manager))
        {
            if (person.Is(next.Email))
            {
                return last!.Name;
            }

            last = next;
        }

        return null;
    }
}
