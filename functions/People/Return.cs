using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.Register.Records;

namespace RiskRegister.People;

/// <summary>Tells that a person who was to leave stays, or that who had left is there again.</summary>
/// <param name="Reason">Why; must be given.</param>
public sealed record ReturnToAgency(string? Reason);

/// <summary>Returning. What was handed over stays where it is, because others have made it theirs since.</summary>
public sealed class Return(PersonCommands commands)
{
    /// <summary>POST a <see cref="ReturnToAgency"/> with If-Match.</summary>
    [Function("ReturnToAgency")]
    [Operation(Takes = typeof(ReturnToAgency), Gives = typeof(ShownPerson))]
    public Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/people/{email}/return")] HttpRequest request,
        string agency,
        string email
    ) => commands.ChangeAsync<ReturnToAgency>(request, agency, email, Decide);

    /// <summary>Only who leaves can return; rights that only an administrator gives come back by one alone.</summary>
    public static RecordDecision<Person> Decide(ReturnToAgency command, Person person, Person by, DecisionContext context)
    {
        var details = PersonDetails.Of(person);
        var hadLeft = person.HasLeft(context.Today);
        var checks = new Checks()
            .Required("reason", command.Reason, "Enter why they are there again.")
            .Unless(person.Left is not null, "", "has-not-left", $"{person.Name} is here, and is not about to leave.")
            .Unless(
                !hadLeft || by.IsAny(Role.Administrator) || (details.Authority is null && !person.IsAny(Role.Administrator)),
                "",
                "needs-administrator",
                $"{person.Name} would be administrator or have an authority again. Ask an administrator."
            );
        return PersonChange.Of(
            checks,
            () => person with { Left = null },
            "person-returned",
            command.Reason,
            calledOff: person.Left?.Version
        );
    }
}
