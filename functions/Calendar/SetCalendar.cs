using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.People;
using RiskRegister.Register;
using RiskRegister.Register.Records;

namespace RiskRegister.Calendar;

/// <summary>Makes the private address of one's calendar, or a new one in place of it. It has no fields.</summary>
public sealed record MakePersonCalendar;

/// <summary>Takes the private address of a calendar back. It has no fields.</summary>
public sealed record RevokePersonCalendar;

/// <summary>The private address of a calendar.</summary>
/// <param name="Url">For calendar programs to subscribe to. Who has it reads the calendar, so it is told this once and to nobody else.</param>
public sealed record CalendarAddress(Uri Url);

/// <summary>Making, renewing and revoking the address of a calendar.</summary>
public sealed class SetCalendar(
    PersonCommands commands,
    PeopleDirectory people,
    CalendarLinks links,
    IConfiguration configuration
)
{
    /// <summary>POST <c>{}</c> with If-Match, for oneself only: 200 with the address. Another one that was made before is worth nothing any more.</summary>
    [Function("MakeCalendar")]
    [Operation(Takes = typeof(MakePersonCalendar), Gives = typeof(CalendarAddress))]
    public async Task<IActionResult> Make(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/people/{email}/calendar")] HttpRequest request,
        string agency,
        string email
    )
    {
        await commands.ChangeOwnAsync<MakePersonCalendar>(request, agency, email, Decide);
        var cancellation = request.HttpContext.RequestAborted;
        var person = await people.ReadAsync(agency, email, cancellation);
        var register = new Uri(configuration["Register:Url"] ?? "http://localhost:7071");
        return ApiAnswer.Ok(new CalendarAddress(await links.OfAsync(person!, register, cancellation)));
    }

    /// <summary>POST <c>{}</c> with If-Match, for oneself or by a risk manager or administrator.</summary>
    [Function("RevokeCalendar")]
    [Operation(Takes = typeof(RevokePersonCalendar), Gives = typeof(ShownPerson))]
    public Task<IActionResult> Revoke(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/people/{email}/calendar/revoke")]
            HttpRequest request,
        string agency,
        string email
    ) => commands.ChangeOwnAsync<RevokePersonCalendar>(request, agency, email, Decide);

    /// <summary>Whoever learns the address can read the calendar, so nobody makes it for somebody else.</summary>
    public static RecordDecision<Person> Decide(MakePersonCalendar command, Person person, Person by, DecisionContext context) =>
        by.Is(person.Email)
            ? PersonChange.Of(
                new Checks(),
                () => person with { Calendar = new CalendarFeed((person.Calendar?.Generation ?? 0) + 1, IsOn: true) },
                "calendar-made"
            )
            : throw new NotAllowedException("Everybody makes the address of their calendar themselves.");

    /// <summary>What is revoked stays so, whoever makes a new one.</summary>
    public static RecordDecision<Person> Decide(
        RevokePersonCalendar command,
        Person person,
        Person by,
        DecisionContext context
    ) =>
        person.Calendar is not { IsOn: true } feed
            ? RecordDecision.Nothing<Person>()
            : PersonChange.Of(new Checks(), () => person with { Calendar = feed with { IsOn = false } }, "calendar-revoked");
}
