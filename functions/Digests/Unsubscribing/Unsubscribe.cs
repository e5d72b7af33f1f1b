using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Entries;
using RiskRegister.People;
using RiskRegister.Register;
using RiskRegister.Register.Records;
using RiskRegister.Web;

namespace RiskRegister.Digests.Unsubscribing;

/// <summary>
/// Turns a digest off by the link of a mail (RFC 8058). Mail programs call it for their users, without sign-in and from anywhere; who
/// calls learns nothing: valid, old and forged links are answered alike.
/// </summary>
public sealed class Unsubscribe(UnsubscribeLinks links, RecordStore records, EntryStore store, Rosters rosters, Pages pages)
{
    /// <summary>Name of the function that changes something, which other sites may call.</summary>
    public const string Name = "UnsubscribeForm";

    /// <summary>GET asks, and changes nothing: programs that look at links call it, too.</summary>
    [Function("UnsubscribePage")]
    public IActionResult Page(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "unsubscribe/{token}")] HttpRequest request,
        string token
    ) => pages.Show("unsubscribe", new { Token = token, Done = false }, Frame.Bare);

    /// <summary>POST, with whatever body.</summary>
    [Function(Name)]
    public async Task<IActionResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "unsubscribe/{token}")] HttpRequest request,
        string token
    )
    {
        var cancellation = request.HttpContext.RequestAborted;
        if (await links.ReadAsync(token, cancellation) is { } said)
        {
            await TurnOffAsync(said, cancellation);
        }

        return pages.Show("unsubscribe", new { Token = token, Done = true }, Frame.Bare);
    }

    /// <summary>Turns the digest off, unless it is off already or the link is void.</summary>
    public static RecordDecision<Person> Decide(UnsubscribeToken token, Person? person) =>
        person is null || person.LinkGeneration != token.Generation || person.Digests.Of(token.Kind) == DigestFrequency.None
            ? RecordDecision.Nothing<Person>()
            : PersonChange.Of(
                new Checks(),
                () => person with { Digests = person.Digests.Without(token.Kind) },
                "unsubscribed",
                "By the link of a mail."
            );

    private async Task TurnOffAsync(UnsubscribeToken token, CancellationToken cancellation)
    {
        try
        {
            var context = await store.ContextAsync(token.Agency, token.Email, cancellation);
            await records.ChangeAsync<Person>(
                token.Agency,
                Person.IdOf(token.Email),
                context,
                person => Decide(token, person),
                cancellation: cancellation
            );
            rosters.Forget(token.Agency);
        }
        catch (NotFoundException)
        {
            // The agency or the person is gone, and with them all mails.
        }
    }
}
