using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Access;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.Register.Records;

namespace RiskRegister.People;

/// <summary>Adds somebody to the agency.</summary>
public sealed record AddPerson : PersonDetails
{
    /// <summary>E-mail address, which the sign-in tells; upper and lower case are the same.</summary>
    public string? Email { get; init; }
}

/// <summary>Adding people.</summary>
public sealed class Add(PersonCommands commands)
{
    /// <summary>POST an <see cref="AddPerson"/>: 201 with Location and ETag.</summary>
    [Function("AddPerson")]
    [Operation(Takes = typeof(AddPerson), Gives = typeof(ShownPerson), Status = 201)]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/people")] HttpRequest request,
        string agency
    )
    {
        var command = await JsonBody.ReadAsync<AddPerson>(request);
        var email = Address.IsValid(command.Email) ? Address.Tidy(command.Email)! : "";
        var by = request.Caller();
        return await commands.AddAsync(request, agency, email, (person, context) => Decide(command, person, by, context));
    }

    /// <summary>An address is added once; who has left is not added again but returns.</summary>
    public static RecordDecision<Person> Decide(AddPerson command, Person? existing, Person by, DecisionContext context)
    {
        var person = new Person(by.Agency, Address.Tidy(command.Email) ?? "", "", [], null);
        var added = command.In(person);
        var details = PersonDetails.Of(added);
        var checks = new Checks()
            .Unless(
                Address.IsValid(command.Email),
                "email",
                "bad-address",
                "Enter an e-mail address, such as name@agency.example, of at most 200 characters."
            )
            .Unless(
                existing is null,
                "",
                "person-exists",
                $"{existing?.Name} ({existing?.Email}) is here already. Change their roles, or have them return if they had left."
            )
            .Required("name", command.Name, "Enter the name that pages and mails show.", Checks.MaxTitle)
            .Rights("", details, context)
            .Manager("manager", details.Manager, added, context)
            .Giving("", null, details, added, by);
        return PersonChange.Of(checks, () => added, "person-added");
    }
}
