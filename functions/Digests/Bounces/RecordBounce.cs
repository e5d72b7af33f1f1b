using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.People;
using RiskRegister.Register;
using RiskRegister.Register.Records;

namespace RiskRegister.Digests.Bounces;

/// <summary>Tells that a mail came back.</summary>
/// <param name="Reason">What the mail that came back, or the mail provider, says; must be given.</param>
/// <param name="Permanent">Whether it is for good (such as "no such user"); false for a delay.</param>
public sealed record RecordMailBounce(string? Reason, bool? Permanent);

/// <summary>Recording what came back, for who reads the mailbox or for what the mail provider calls.</summary>
public sealed class RecordBounce(Ledger ledger, RecordStore records, EntryStore store, Rosters rosters, TimeProvider time)
{
    /// <summary>Mails in a row that came back for good, after which no digest is sent any more.</summary>
    public const int Enough = 3;

    private static readonly TimeSpan Remembered = TimeSpan.FromDays(90);

    /// <summary>POST a <see cref="RecordMailBounce"/> on a mail that was sent: 200 with the mail. After three in a row that came back for good, the person gets no digests until they choose them anew.</summary>
    [Function("RecordBounce")]
    [Operation(Takes = typeof(RecordMailBounce), Gives = typeof(Mail))]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/{agency}/ledger/{id}/bounce")] HttpRequest request,
        string agency,
        string id
    )
    {
        var command = await JsonBody.ReadAsync<RecordMailBounce>(request);
        return ApiAnswer.Ok(await RecordAsync(agency, id, command, request.Actor(), request.HttpContext.RequestAborted));
    }

    /// <summary>Notes a bounce, and what follows from it.</summary>
    /// <exception cref="NotFoundException">There is no such mail.</exception>
    /// <exception cref="RefusedException">It was not sent, or the reason is missing.</exception>
    public async Task<Mail> RecordAsync(
        string agency,
        string id,
        RecordMailBounce command,
        string actor,
        CancellationToken cancellation
    )
    {
        var stored = await ledger.FindAsync(agency, id, cancellation) ?? throw new NotFoundException("The mail");
        var state = Decide(command, stored.Value);
        var mail = (await ledger.NoteAsync(stored, state, command.Reason!.Trim())).Value;
        if (state == MailState.Bounced)
        {
            await FollowAsync(mail, actor, cancellation);
        }

        return mail;
    }

    /// <summary>Only what was sent can come back; a delay changes nothing but what is known of it.</summary>
    /// <returns>The state of the mail afterwards.</returns>
    public static MailState Decide(RecordMailBounce command, Mail mail)
    {
        var checks = new Checks()
            .Unless(
                mail.State is MailState.Sent or MailState.Uncertain or MailState.Bounced,
                "",
                "was-not-sent",
                $"The mail is {Words.Of(mail.State)}; only one that was sent can come back."
            )
            .Required("reason", command.Reason, "Enter what the mail that came back says.")
            .Unless(command.Permanent is not null, "permanent", "required", "Say true when it is for good, false for a delay.");
        return checks.Refusals is { Count: > 0 } refusals ? throw new RefusedException(refusals)
            : command.Permanent == true ? MailState.Bounced
            : mail.State;
    }

    /// <summary>Whether the latest mails to somebody all came back.</summary>
    public static bool IsUndeliverable(IEnumerable<Mail> mails) =>
        mails
            .Where(mail => mail.State is MailState.Sent or MailState.Bounced)
            .OrderByDescending(mail => mail.QueuedAt)
            .Take(Enough)
            .Count(mail => mail.State == MailState.Bounced) == Enough;

    private async Task FollowAsync(Mail bounced, string actor, CancellationToken cancellation)
    {
        var (agency, to) = (bounced.Agency, bounced.SentTo ?? bounced.To);
        var mails = await ledger.LatestToAsync(agency, to, time.GetUtcNow() - Remembered, cancellation);
        if (!IsUndeliverable(mails) || await records.FindAsync<Person>(agency, Person.IdOf(to), cancellation) is null)
        {
            return;
        }

        await records.ChangeAsync<Person>(
            agency,
            Person.IdOf(to),
            await store.ContextAsync(agency, actor, cancellation),
            person =>
                person!.Undeliverable is not null
                    ? RecordDecision.Nothing<Person>()
                    : PersonChange.Of(
                        new Checks(),
                        () => person with { Undeliverable = new Undeliverable(time.GetUtcNow(), bounced.Reason!) },
                        "mail-undeliverable",
                        bounced.Reason
                    ),
            cancellation: cancellation
        );
        rosters.Forget(agency);
    }
}
