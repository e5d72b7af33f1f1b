using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Access;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.Register;
using RiskRegister.Register.Records;

namespace RiskRegister.People;

/// <summary>Which people are listed.</summary>
public sealed record PeopleFilter
{
    /// <summary>Only those with this role.</summary>
    public Role? Role { get; init; }

    /// <summary>Only those who are there, or only those who have left.</summary>
    public bool? Active { get; init; }

    /// <summary>Only those with this text in name or address.</summary>
    public string? Q { get; init; }

    /// <summary>Only those who work for this address; for who oversees the register, and for one's own address.</summary>
    public string? Manager { get; init; }
}

/// <summary>Lists the people of an agency.</summary>
public sealed class ListPeople(RecordStore records, PersonAnswers answers)
{
    /// <summary>GET one page of the people, by address.</summary>
    [Function("ListPeople")]
    [Operation(Query = [typeof(PeopleFilter), typeof(PagingQuery)], Gives = typeof(ListAnswer<ShownPerson>))]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/people")] HttpRequest request,
        string agency
    )
    {
        var cancellation = request.HttpContext.RequestAborted;
        var today = await answers.TodayAsync(agency, cancellation);
        var page = await records.PageAsync<Person>(
            agency,
            Person.DocumentType,
            Conditions(QueryParameters.Read<PeopleFilter>(request.Query), request.Caller(), today),
            PagingQuery.Read(request.Query),
            cancellation: cancellation
        );
        return await answers.ListAsync(request, agency, page);
    }

    private static IEnumerable<(string Text, string Parameter, object? Value)> Conditions(
        PeopleFilter filter,
        Person reader,
        DateOnly today
    ) =>
        filter.Manager is not null && !reader.Is(filter.Manager) && !ShownPerson.Oversees(reader)
            ? throw RefusedException.Because(
                "manager",
                "not-for-you",
                "Leave this out: who works for whom is told to the manager and to who oversees the register."
            )
            :
            [
                ("ARRAY_CONTAINS(c.roles, @role)", "@role", filter.Role is { } role ? Words.Of(role) : null),
                ("(NOT IS_DEFINED(c.leftOn) OR c.leftOn > @stays)", "@stays", filter.Active == true ? today : null),
                ("c.leftOn <= @left", "@left", filter.Active == false ? today : null),
                ("(CONTAINS(LOWER(c.name), @q) OR CONTAINS(c.email, @q))", "@q", filter.Q?.ToLowerInvariant()),
                ("c.manager = @manager", "@manager", Address.Tidy(filter.Manager)),
            ];
}
