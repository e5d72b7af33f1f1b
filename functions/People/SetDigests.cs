using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.Register.Records;

namespace RiskRegister.People;

/// <summary>Says when a person wants which digest; what is left out stays. Statutory notices (acceptance asked, escalation) can't be turned off.</summary>
public sealed record SetPersonDigests
{
    /// <summary>How often they want the digest of their own work.</summary>
    public DigestFrequency? Frequency { get; init; }

    /// <summary>How often they want the stakeholders' digest.</summary>
    public DigestFrequency? Stakeholder { get; init; }

    /// <summary>The hour of the day, 0 to 23, in the agency's time zone.</summary>
    public int? Hour { get; init; }

    /// <summary>The day of a weekly digest; a monthly one comes on the first such day of the month.</summary>
    public DayOfWeek? Weekday { get; init; }

    /// <summary>Language of all mails: en or fr; empty for the agency's.</summary>
    public string? Language { get; init; }

    /// <summary>Whether a digest is wanted also when there is nothing to tell.</summary>
    public bool? EvenWhenEmpty { get; init; }

    /// <summary>True makes the unsubscribe links of all mails so far void, for instance because some were passed on.</summary>
    public bool? VoidLinks { get; init; }
}

/// <summary>Choosing digests: a person does so themselves, or a risk manager or administrator for them.</summary>
public sealed class SetDigests(PersonCommands commands)
{
    /// <summary>POST a <see cref="SetPersonDigests"/> with If-Match. It also has mails sent again to an address that was noted as undeliverable.</summary>
    [Function("SetDigests")]
    [Operation(Takes = typeof(SetPersonDigests), Gives = typeof(ShownPerson))]
    public Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/people/{email}/set-digests")]
            HttpRequest request,
        string agency,
        string email
    ) => commands.ChangeOwnAsync<SetPersonDigests>(request, agency, email, Decide);

    /// <summary>The hour is one of the day, the language one that mails are written in, and the person is here.</summary>
    public static RecordDecision<Person> Decide(SetPersonDigests command, Person person, Person by, DecisionContext context)
    {
        var language = command.Language.OrNull();
        var checks = new Checks()
            .Unless(command.Hour is null or (>= 0 and <= 23), "hour", "bad-hour", "Enter a whole hour from 0 to 23.")
            .Unless(
                language is null || DigestPreferences.Languages.Contains(language),
                "language",
                "unknown-word",
                $"Use one of: {string.Join(", ", DigestPreferences.Languages)}; or nothing for the language of the agency."
            )
            .Unless(!person.HasLeft(context.Today), "", "has-left", $"{person.Name} has left. Have them return first.");
        var after = person with
        {
            Digests = Chosen(command, person.Digests),
            Undeliverable = null,
            LinkGeneration = person.LinkGeneration + (command.VoidLinks == true ? 1 : 0),
        };
        return after == person && checks.Refusals.Count == 0
            ? RecordDecision.Nothing<Person>()
            : PersonChange.Of(checks, () => after, "digests-set");
    }

    private static DigestPreferences Chosen(SetPersonDigests command, DigestPreferences before) =>
        before with
        {
            Frequency = command.Frequency ?? before.Frequency,
            Stakeholder = command.Stakeholder ?? before.Stakeholder,
            Hour = command.Hour ?? before.Hour,
            Weekday = command.Weekday ?? before.Weekday,
            Language = command.Language is null ? before.Language : command.Language.OrNull(),
            EvenWhenEmpty = command.EvenWhenEmpty ?? before.EvenWhenEmpty,
        };
}
