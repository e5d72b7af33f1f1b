using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using RiskRegister.Access;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.Register;
using RiskRegister.Register.Records;

namespace RiskRegister.People;

/// <summary>The way of every command on a person: decide on them with all people of the agency known, store, and bring in line what is kept elsewhere.</summary>
public sealed class PersonCommands(
    RecordStore records,
    EntryStore store,
    PeopleDirectory people,
    Rosters rosters,
    PersonAnswers answers
)
{
    /// <summary>A command that adds somebody: 201 with Location.</summary>
    public async Task<IActionResult> AddAsync(
        HttpRequest request,
        string agency,
        string email,
        Func<Person?, DecisionContext, RecordDecision<Person>> decide
    )
    {
        var added = await ChangeAsync(request, agency, email, decide);
        var answer = await answers.OfAsync(request, added);
        return new ApiAnswer(201, answer.Body)
        {
            Headers = { ["ETag"] = added.ETag, ["Location"] = $"/api/{agency}/people/{Uri.EscapeDataString(email)}" },
        };
    }

    /// <summary>A command on somebody who is known: 200.</summary>
    public async Task<IActionResult> ChangeAsync<TCommand>(
        HttpRequest request,
        string agency,
        string email,
        Func<TCommand, Person, Person, DecisionContext, RecordDecision<Person>> decide
    )
    {
        var command = await JsonBody.ReadAsync<TCommand>(request);
        var by = request.Caller();
        var changed = await ChangeAsync(
            request,
            agency,
            email,
            (person, context) => decide(command, person ?? throw new NotFoundException(Person.NameOf(email)), by, context)
        );
        return await answers.OfAsync(request, changed);
    }

    /// <summary>A command that people give for themselves, and those who keep the register for others: 403 for anybody else.</summary>
    public Task<IActionResult> ChangeOwnAsync<TCommand>(
        HttpRequest request,
        string agency,
        string email,
        Func<TCommand, Person, Person, DecisionContext, RecordDecision<Person>> decide
    )
    {
        var by = request.Caller();
        return by.Is(email) || by.IsAny(Role.RiskManager, Role.Administrator)
            ? ChangeAsync(request, agency, email, decide)
            : throw new NotAllowedException("For somebody else, this needs one of the roles: risk manager, administrator.");
    }

    private async Task<Stored<Person>> ChangeAsync(
        HttpRequest request,
        string agency,
        string email,
        Func<Person?, DecisionContext, RecordDecision<Person>> decide
    )
    {
        var cancellation = request.HttpContext.RequestAborted;
        var context = await store.ContextAsync(agency, request.Actor(), cancellation) with
        {
            People = await rosters.FreshAsync(agency),
        };
        // No document has an id for an address that is nobody's; the decision tells what is wrong with it.
        var id = Person.IdOf(PeopleDirectory.IsNobodys(email) ? "" : email);
        var changed = await records.ChangeAsync<Person>(
            agency,
            id,
            context,
            person => decide(person, context),
            request.IfMatch(),
            request.IdempotencyKey(),
            cancellation
        );
        rosters.Forget(agency);
        // The message does the same, in case this call is broken off here; but who was added may want to begin at once.
        await people.FollowMembershipAsync(agency, changed.Value.Email, cancellation);
        return changed;
    }
}
