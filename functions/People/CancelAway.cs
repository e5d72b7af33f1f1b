using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.Register.Records;

namespace RiskRegister.People;

/// <summary>Takes days of being away back: those to come, and the rest of those that have begun.</summary>
/// <param name="From">The first of these days.</param>
public sealed record CancelPersonAway(DateOnly? From);

/// <summary>Being there after all.</summary>
public sealed class CancelAway(PersonCommands commands)
{
    /// <summary>POST a <see cref="CancelPersonAway"/> with If-Match.</summary>
    [Function("CancelAway")]
    [Operation(Takes = typeof(CancelPersonAway), Gives = typeof(ShownPerson))]
    public Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/people/{email}/cancel-away")]
            HttpRequest request,
        string agency,
        string email
    ) => commands.ChangeOwnAsync<CancelPersonAway>(request, agency, email, Decide);

    /// <summary>What is over stays as it was, and what has begun ends yesterday.</summary>
    public static RecordDecision<Person> Decide(CancelPersonAway command, Person person, Person by, DecisionContext context)
    {
        var absence = person.Away.FirstOrDefault(a => a.From == command.From);
        var open = person.Away.Where(a => a.Until >= context.Today).Select(a => $"{a.From:yyyy-MM-dd}");
        var checks = new Checks()
            .Unless(
                absence is not null,
                "from",
                "unknown-absence",
                $"Enter the first day of an absence of {person.Name}. Those that are not over begin on: {string.Join(", ", open.DefaultIfEmpty("none"))}."
            )
            .Unless(
                absence is null || absence.Until >= context.Today,
                "from",
                "over-already",
                "This absence is over. There is nothing to take back."
            );
        return PersonChange.Of(
            checks,
            () => person with { Away = [.. Without(person, absence!, context.Today)] },
            "away-cancelled"
        );
    }

    private static IEnumerable<Absence> Without(Person person, Absence absence, DateOnly today) =>
        absence.From < today
            ? person.Away.Select(a => a == absence ? a with { Until = today.AddDays(-1) } : a)
            : person.Away.Where(a => a != absence);
}
