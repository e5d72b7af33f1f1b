using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Access;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.Register;
using RiskRegister.Register.Records;

namespace RiskRegister.People;

/// <summary>Lists the people of an agency.</summary>
public sealed class ListPeople(RecordStore records, PersonAnswers answers)
{
    private static readonly IReadOnlyList<string> Roles = [.. Enum.GetValues<Role>().Select(Words.Of)];

    /// <summary>
    /// GET <c>{"items":[],"continuation":null}</c>, by address; narrowed by <c>role</c>, <c>active</c> (true or false), <c>q</c> (in name
    /// and address) and <c>manager</c> (an address; for who oversees the register).
    /// </summary>
    [Function("ListPeople")]
    [Operation(Gives = typeof(ListAnswer<ShownPerson>))]
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
            Conditions(request.Query, request.Caller(), today),
            PagingQuery.Read(request.Query),
            cancellation: cancellation
        );
        return await answers.ListAsync(request, agency, page);
    }

    private static IEnumerable<(string Text, string Parameter, object? Value)> Conditions(
        IQueryCollection query,
        Person reader,
        DateOnly today
    )
    {
        string? Text(string name) => ((string?)query[name]).OrNull();
        var checks = new Checks()
            .Unless(
                Text("role") is not { } role || Roles.Contains(role),
                "role",
                "unknown-word",
                $"Use one of: {string.Join(", ", Roles)}."
            )
            .Unless(Text("active") is null or "true" or "false", "active", "unknown-word", "Use one of: true, false.")
            .Unless(
                Text("manager") is null || reader.Is(Text("manager")) || ShownPerson.Oversees(reader),
                "manager",
                "not-for-you",
                "Leave this out: who works for whom is told to the manager and to who oversees the register."
            );
        if (checks.Refusals is { Count: > 0 } refusals)
        {
            throw new RefusedException(refusals);
        }

        DateOnly? On(string word) => Text("active") == word ? today : null;
        return
        [
            ("ARRAY_CONTAINS(c.roles, @role)", "@role", Text("role")),
            ("(NOT IS_DEFINED(c.leftOn) OR c.leftOn > @stays)", "@stays", On("true")),
            ("c.leftOn <= @left", "@left", On("false")),
            ("(CONTAINS(LOWER(c.name), @q) OR CONTAINS(c.email, @q))", "@q", Text("q")?.ToLowerInvariant()),
            ("c.manager = @manager", "@manager", Address.Tidy(Text("manager"))),
        ];
    }
}
