using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using RiskRegister.Access;
using RiskRegister.Api;
using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.Register;

namespace RiskRegister.People;

/// <summary>
/// How the API shows people. Everybody in the agency reads name, address, roles and whether somebody is there; the rest is read by the
/// person themselves and by who oversees the register.
/// </summary>
public sealed class PersonAnswers(Rosters rosters, EntryList entries, Agencies agencies, TimeProvider time)
{
    private static readonly string[] ForLists = ["leftOn"];

    /// <summary>Whether somebody may read all of a person.</summary>
    public static bool SeesAll(Person reader, Person person) =>
        reader.Is(person.Email) || reader.IsAny(Role.RiskManager, Role.Auditor, Role.Administrator);

    /// <summary>One person, 200 with ETag; for one who leaves with the number of entries that are still theirs.</summary>
    public async Task<ApiAnswer> OfAsync(HttpRequest request, Stored<Person> person)
    {
        var (agency, cancellation) = (person.Value.Agency, request.HttpContext.RequestAborted);
        var body = Body(person.Value, request.Caller(), await TodayAsync(agency, cancellation), await rosters.OfAsync(agency));
        if (person.Value.Left is not null && SeesAll(request.Caller(), person.Value))
        {
            body["entries"] = await entries.CountOfPersonAsync(agency, person.Value.Email, cancellation);
        }

        return new ApiAnswer(200, body) { Headers = { ["ETag"] = person.ETag } };
    }

    /// <summary>One page of a list.</summary>
    public async Task<ApiAnswer> ListAsync(HttpRequest request, string agency, Page<Person> page)
    {
        var today = await TodayAsync(agency, request.HttpContext.RequestAborted);
        var roster = await rosters.OfAsync(agency);
        return ApiAnswer.Ok(
            new ListAnswer<JsonObject>([.. page.Items.Select(p => Body(p, request.Caller(), today, roster))], page.Continuation)
        );
    }

    /// <summary>The day in the agency's time zone.</summary>
    public async Task<DateOnly> TodayAsync(string agency, CancellationToken cancellation) =>
        (await agencies.SettingsAsync(agency, cancellation)).DayOf(time.GetUtcNow());

    /// <summary>A person as somebody may read them.</summary>
    public static JsonObject Body(Person person, Person reader, DateOnly today, Roster people)
    {
        var body = SeesAll(reader, person)
            ? RecordAnswer.Body(person)
            : new JsonObject
            {
                ["email"] = person.Email,
                ["name"] = person.Name,
                ["roles"] = new JsonArray([.. person.Roles.Select(role => JsonValue.Create(Words.Of(role)))]),
            };
        foreach (var name in ForLists)
        {
            body.Remove(name);
        }

        body["active"] = !person.HasLeft(today);
        if (SeesAll(reader, person) && StandIn.For(person, today, people) is { } standIn && !standIn.Is(person.Email))
        {
            body["standIn"] = standIn.Email;
        }

        return body;
    }
}
