using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Register;
using RiskRegister.Register.Records;

namespace RiskRegister.People;

/// <summary>Shows one person.</summary>
public sealed class GetPerson(RecordStore records, RecordCommands commands, PersonAnswers answers)
{
    /// <summary>GET with ETag: what the reader may know, whether the person is <c>active</c>, who stands in for them today, and how many entries are still theirs when they leave.</summary>
    [Function("GetPerson")]
    [Operation(Gives = typeof(ShownPerson))]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/people/{email}")] HttpRequest request,
        string agency,
        string email
    ) =>
        await answers.OfAsync(
            request,
            await records.LoadAsync<Person>(agency, IdOf(email), Person.NameOf(email), request.HttpContext.RequestAborted)
        );

    /// <summary>GET what was changed of a person, the first change first.</summary>
    [Function("GetPersonHistory")]
    [Operation(Gives = typeof(HistoryAnswer))]
    public Task<IActionResult> History(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/people/{email}/history")] HttpRequest request,
        string agency,
        string email
    ) => commands.HistoryAsync<Person>(request, agency, IdOf(email), Person.NameOf(email));

    private static string IdOf(string email) =>
        PeopleDirectory.IsNobodys(email) ? throw new NotFoundException(Person.NameOf(email)) : Person.IdOf(email);
}
