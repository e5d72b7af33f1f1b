using RiskRegister.Digests.Composing;
using RiskRegister.Digests.Overriding;
using RiskRegister.Digests.Sending;
using RiskRegister.Digests.Stakeholders;
using RiskRegister.Entries;
using RiskRegister.People;

namespace RiskRegister.Digests;

/// <summary>Makes the mail of a ledger line. Who the person is and what they may see is found out now, not when it was queued.</summary>
public sealed class DigestComposer(DigestReader reader, RegisterReader register, MailTemplates templates) : IMailComposer
{
    /// <inheritdoc/>
    public bool Composes(string kind) => MailKinds.DigestOf(kind) is not null;

    /// <summary>The mail; null when the person has left, is away and represented, or does not want it, or when there is nothing to tell.</summary>
    public async Task<MailContent?> ComposeAsync(Mail mail, CancellationToken cancellation)
    {
        var kind = MailKinds.DigestOf(mail.Kind)!.Value;
        var facts = await reader.ReadAsync(mail, kind, cancellation);
        return facts is null ? null
            : kind == DigestKind.Digest ? await OfWorkAsync(mail, facts, cancellation)
            : await OfRegisterAsync(mail, facts, cancellation);
    }

    private async Task<MailContent?> OfWorkAsync(Mail mail, DigestFacts facts, CancellationToken cancellation)
    {
        if (await reader.WithWorkAsync(facts, cancellation) is not { } work)
        {
            return null;
        }

        var digest = Digest.Compose(work);
        return digest.IsEmpty && !facts.Person.Digests.EvenWhenEmpty
            ? null
            : await ToContentAsync("digest", digest, SubjectOf(digest, facts), mail, facts, cancellation);
    }

    private async Task<MailContent?> OfRegisterAsync(Mail mail, DigestFacts facts, CancellationToken cancellation)
    {
        // Whole days, so that all who get the digest on a day are told the same.
        var from = new DateTimeOffset(facts.Settings.StartOf(facts.SinceDay));
        var digest = StakeholderDigest.Compose(facts, await register.ReadAsync(mail.Agency, from, cancellation));
        var subject = facts.Locale.Text("stakeholder.subject", ("agency", digest.Agency));
        return digest.IsEmpty && !facts.Person.Digests.EvenWhenEmpty
            ? null
            : await ToContentAsync("stakeholders", digest, subject, mail, facts, cancellation);
    }

    /// <summary>Subject of a digest.</summary>
    public static string SubjectOf(Digest digest, DigestFacts facts) =>
        digest.Waiting > 0
            ? facts.Locale.Text("digest.subject", ("agency", digest.Agency), ("count", digest.Waiting))
            : facts.Locale.Text("digest.subject-quiet", ("agency", digest.Agency));

    private async Task<MailContent> ToContentAsync(
        string template,
        object model,
        string subject,
        Mail mail,
        DigestFacts facts,
        CancellationToken cancellation
    )
    {
        return new MailContent(
            facts.Person,
            facts.Settings.Name,
            subject,
            await templates.RenderAsync(mail.Agency, $"mail/{template}.txt", model, facts.Locale, cancellation),
            await templates.RenderAsync(mail.Agency, $"mail/{template}.html", model, facts.Locale, cancellation)
        );
    }
}
