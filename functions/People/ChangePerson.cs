using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Access;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.Register.Records;

namespace RiskRegister.People;

/// <summary>Changes details of a person.</summary>
/// <param name="Change">New values by name: name, roles, manager, authority; null clears (RFC 7396). What is not named stays.</param>
/// <param name="Reason">Why; must be given.</param>
public sealed record ChangePerson(IReadOnlyDictionary<string, JsonElement>? Change, string? Reason);

/// <summary>Changing people.</summary>
public sealed class ChangeDetails(PersonCommands commands)
{
    /// <summary>POST a <see cref="ChangePerson"/> with If-Match.</summary>
    [Function("ChangePerson")]
    [Operation(Takes = typeof(ChangePerson), Gives = typeof(ShownPerson))]
    public Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/people/{email}/change")] HttpRequest request,
        string agency,
        string email
    ) => commands.ChangeAsync<ChangePerson>(request, agency, email, Decide);

    /// <summary>The new details obey the rules of adding, as far as they are changed; what is there already is left out, and something must be left.</summary>
    public static RecordDecision<Person> Decide(ChangePerson command, Person person, Person by, DecisionContext context)
    {
        var checks = new Checks().Required("reason", command.Reason, "Enter why this changes.");
        var patch = MergePatch.Read<PersonDetails>(command.Change, checks);
        var before = PersonDetails.Of(person);
        var after = MergePatch.Merge(before, patch.DifferentFrom(before)).In(person);
        var now = PersonDetails.Of(after);
        checks.Unless(
            patch.IsEmpty || !IsSame(before, now),
            "change",
            "nothing-changed",
            $"All of this is said of {person.Name} already. Send at least one value that differs."
        );
        if (before.Name != now.Name)
        {
            checks.Required("change.name", now.Name, "Enter the name that pages and mails show.", Checks.MaxTitle);
        }

        if (!before.Roles.SequenceEqual(now.Roles) || before.Authority != now.Authority)
        {
            checks
                .Rights("change.", now, context)
                .Giving("change.", before, now, person, by)
                .KeepsAnAdministrator("change.roles", person, now.Roles.Contains(Role.Administrator), context);
        }

        if (before.Manager != now.Manager)
        {
            checks.Manager("change.manager", now.Manager, after, context);
        }

        return PersonChange.Of(checks, () => after, "person-changed", command.Reason);
    }

    private static bool IsSame(PersonDetails before, PersonDetails now) =>
        before.Roles.SequenceEqual(now.Roles) && before with { Roles = now.Roles } == now;
}
