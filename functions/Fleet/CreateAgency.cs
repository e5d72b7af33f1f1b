using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Access;
using RiskRegister.Api;
using RiskRegister.Criteria;
using RiskRegister.Criteria.Changing;
using RiskRegister.Entries;

namespace RiskRegister.Fleet;

/// <summary>Makes an agency: its settings begin with the defaults, its people with an administrator.</summary>
/// <param name="Id">First segment of its addresses: 2 to 40 lower-case letters, digits and hyphens, beginning with a letter.</param>
/// <param name="Name">Its name as pages and mails show it.</param>
/// <param name="TimeZone">IANA name of its time zone; Europe/London if left out.</param>
/// <param name="Administrator">The first person, who adds the others.</param>
/// <param name="Edition">The edition of ISO 9001 in force: 2015 or 2026, which it is if left out.</param>
public sealed record CreateAgency(string? Id, string? Name, string? TimeZone, AgencyAdministrator? Administrator, int? Edition)
{
    /// <summary>The settings that the agency begins with.</summary>
    public AgencySettings Settings()
    {
        var defaults = DefaultSettings.For(Name!.Trim());
        return defaults with { TimeZone = TimeZone.OrNull() ?? defaults.TimeZone, IsoEdition = Edition ?? defaults.IsoEdition };
    }
}

/// <summary>The first person of an agency.</summary>
/// <param name="Email">Address that they sign in with.</param>
/// <param name="Name">As pages and mails show it; the address if left out.</param>
public sealed record AgencyAdministrator(string? Email, string? Name);

/// <summary>Making agencies; for the administrator of the deployment.</summary>
public sealed class Creation(AgencyMaker maker)
{
    private const int MaxEmail = 200;

    /// <summary>POST a <see cref="CreateAgency"/>: 201 with Location; 409 when the agency exists. A call that was broken off can be repeated.</summary>
    [Function("CreateAgency")]
    [Operation(Takes = typeof(CreateAgency), Gives = typeof(CreatedAgency), Status = 201)]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/agencies")] HttpRequest request
    )
    {
        var command = await JsonBody.ReadAsync<CreateAgency>(request);
        if (Check(command).Refusals is { Count: > 0 } refusals)
        {
            throw new Register.RefusedException(refusals);
        }

        var made = await maker.MakeAsync(command, request.Actor(), request.IdempotencyKey(), request.HttpContext.RequestAborted);
        return new ApiAnswer(201, made) { Headers = { ["Location"] = $"/api/{made.Id}/settings" } };
    }

    /// <summary>An agency has an id that no other address needs, a name, a known time zone and edition, and somebody who begins.</summary>
    public static Checks Check(CreateAgency command)
    {
        var defaults = DefaultSettings.For("");
        var email = command.Administrator?.Email?.Trim() ?? "";
        return new Checks()
            .Unless(
                AgencyId.IsValid(command.Id),
                "id",
                "bad-id",
                "Use 2 to 40 lower-case letters, digits and hyphens, beginning with a letter, and none of the words that addresses need, such as api."
            )
            .Required("name", command.Name, "Enter the name of the agency.", Checks.MaxTitle)
            .TimeZone("timeZone", command.TimeZone.OrNull() ?? defaults.TimeZone)
            .Edition("edition", command.Edition ?? defaults.IsoEdition)
            .Unless(
                IsAddress(email),
                "administrator.email",
                "bad-address",
                "Enter the e-mail address that the agency's administrator signs in with, such as ada@agency.example."
            )
            .Optional("administrator.name", command.Administrator?.Name, Checks.MaxTitle);
    }

    /// <summary>An address is part of a document id, which can't hold every character.</summary>
    private static bool IsAddress(string email) =>
        email.Length <= MaxEmail
        && email.Split('@') is [{ Length: > 0 }, { Length: > 0 }]
        && !email.AsSpan().ContainsAny("/\\?#")
        && !email.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));
}
