using Microsoft.AspNetCore.Http;
using RiskRegister.Access;
using RiskRegister.Api;
using RiskRegister.Criteria;
using RiskRegister.Register;

namespace RiskRegister.People;

/// <summary>Answers of the API about people, see <see cref="ShownPerson"/>.</summary>
public sealed class PersonAnswers(Rosters rosters, EntryList entries, Agencies agencies, TimeProvider time)
{
    /// <summary>One person, 200 with ETag; for one who leaves with the number of entries that are still theirs.</summary>
    public async Task<ApiAnswer> OfAsync(HttpRequest request, Stored<Person> person)
    {
        var (agency, reader, cancellation) = (person.Value.Agency, request.Caller(), request.HttpContext.RequestAborted);
        var today = await TodayAsync(agency, cancellation);
        var shown = ShownPerson.Of(person.Value, reader, today, await rosters.OfAsync(agency));
        if (person.Value.Left is not null && ShownPerson.ReadsAll(reader, person.Value))
        {
            shown = shown with { Entries = await entries.CountOfPersonAsync(agency, person.Value.Email, cancellation) };
        }

        return new ApiAnswer(200, shown) { Headers = { ["ETag"] = person.ETag } };
    }

    /// <summary>One page of a list.</summary>
    public async Task<ApiAnswer> ListAsync(HttpRequest request, string agency, Page<Person> page)
    {
        var today = await TodayAsync(agency, request.HttpContext.RequestAborted);
        var roster = await rosters.OfAsync(agency);
        var items = page.Items.Select(person => ShownPerson.Of(person, request.Caller(), today, roster));
        return ApiAnswer.Ok(new ListAnswer<ShownPerson>([.. items], page.Continuation));
    }

    /// <summary>The day in the agency's time zone.</summary>
    public async Task<DateOnly> TodayAsync(string agency, CancellationToken cancellation) =>
        (await agencies.SettingsAsync(agency, cancellation)).DayOf(time.GetUtcNow());
}
