using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.Register.Records;

namespace RiskRegister.People;

/// <summary>Tells that a person leaves, or has left; told again it changes day or successor.</summary>
/// <param name="On">The first day on which they are not there any more, at most 366 days ahead. From then on they can't sign in.</param>
/// <param name="Successor">E-mail address of who takes over their entries, actions and requests; left out for their manager.</param>
/// <param name="Reason">Why; must be given. Only who oversees the register reads it.</param>
public sealed record LeaveAgency(DateOnly? On, string? Successor, string? Reason);

/// <summary>Leaving. What is theirs is handed over on the day, see <see cref="Entries.HandingOver.AwaitHandover"/>.</summary>
public sealed class Leave(PersonCommands commands)
{
    private const int MaxDays = 366;

    /// <summary>POST a <see cref="LeaveAgency"/> with If-Match.</summary>
    [Function("LeaveAgency")]
    [Operation(Takes = typeof(LeaveAgency), Gives = typeof(ShownPerson))]
    public Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/people/{email}/leave")] HttpRequest request,
        string agency,
        string email
    ) => commands.ChangeAsync<LeaveAgency>(request, agency, email, Decide);

    /// <summary>There is a day and a reason, the successor is somebody else who is here then, and an administrator stays.</summary>
    public static RecordDecision<Person> Decide(LeaveAgency command, Person person, Person by, DecisionContext context)
    {
        var (on, successor) = (command.On ?? default, Address.Tidy(command.Successor));
        var day = on > context.Today ? on : context.Today;
        var checks = new Checks()
            .Unless(
                command.On is not null && on <= context.Today.AddDays(MaxDays),
                "on",
                "bad-day",
                $"Enter the first day on which they are not there any more, at most {MaxDays} days ahead."
            )
            .Here("successor", successor, person, day, context)
            .Required("reason", command.Reason, "Enter why they leave, such as \"Retires\".")
            .KeepsAnAdministrator("", person, stays: false, context)
            .Unless(
                by.IsAny(Role.Administrator) || !person.IsAny(Role.Administrator),
                "",
                "needs-administrator",
                $"{person.Name} is an administrator. Ask another one to tell that they leave."
            )
            .Unless(
                person.Left is not { } left || (left.On, left.Successor) != (on, successor),
                "",
                "nothing-changed",
                $"It is known already that {person.Name} {(person.HasLeft(context.Today) ? "has left" : "leaves")} on that day."
            );
        return PersonChange.Of(
            checks,
            () => person with { Left = new Departure(on, successor, command.Reason!.Trim(), person.Version + 1) },
            "person-left",
            command.Reason,
            calledOff: person.Left?.Version
        );
    }
}
