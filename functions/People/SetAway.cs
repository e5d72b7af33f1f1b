using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.Register.Records;

namespace RiskRegister.People;

/// <summary>Tells when a person is away, and who stands in.</summary>
/// <param name="From">The first day.</param>
/// <param name="Until">The last day; not over, at most 366 days after the first.</param>
/// <param name="Delegate">E-mail address of who stands in.</param>
/// <param name="Note">More about it; only the person and who oversees the register read it.</param>
public sealed record SetPersonAway(DateOnly? From, DateOnly? Until, string? Delegate, string? Note);

/// <summary>Being away: a person says so themselves, or a risk manager or administrator does for them.</summary>
public sealed class SetAway(PersonCommands commands)
{
    private const int MaxDays = 366;

    /// <summary>POST a <see cref="SetPersonAway"/> with If-Match.</summary>
    [Function("SetAway")]
    [Operation(Takes = typeof(SetPersonAway), Gives = typeof(ShownPerson))]
    public Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/people/{email}/set-away")] HttpRequest request,
        string agency,
        string email
    ) => commands.ChangeOwnAsync<SetPersonAway>(request, agency, email, Decide);

    /// <summary>The days are in order, not over, and on none of them the person is away already; who stands in is somebody else who is here.</summary>
    public static RecordDecision<Person> Decide(SetPersonAway command, Person person, Person by, DecisionContext context)
    {
        var stand = Address.Tidy(command.Delegate);
        var (from, until) = (command.From ?? default, command.Until ?? default);
        var other = person.Away.FirstOrDefault(a => a.From <= until && from <= a.Until);
        var checks = new Checks()
            .Unless(command.From is not null, "from", "required", "Enter the first day, such as 2031-06-18.")
            .Unless(
                command.Until is not null
                    && until >= context.Today
                    && until >= from
                    && until.DayNumber - from.DayNumber <= MaxDays,
                "until",
                "bad-day",
                $"Enter the last day: not before the first one, not over, and at most {MaxDays} days after the first."
            )
            .Unless(
                command.From is null || command.Until is null || other is null,
                "from",
                "overlap",
                $"{person.Name} is away from {other?.From:yyyy-MM-dd} until {other?.Until:yyyy-MM-dd} already. Cancel that first, or choose other days."
            )
            .Unless(stand is not null, "delegate", "required", "Enter the address of who stands in.")
            .Here("delegate", stand, person, command.From is null || from < context.Today ? context.Today : from, context)
            .Optional("note", command.Note)
            .Unless(!person.HasLeft(context.Today), "", "has-left", $"{person.Name} has left. Have them return first.");
        return PersonChange.Of(
            checks,
            () =>
                person with
                {
                    Away = [.. person.Away.Append(new Absence(from, until, stand!, command.Note.OrNull())).OrderBy(a => a.From)],
                },
            "away-set"
        );
    }
}
