using RiskRegister.Criteria;
using RiskRegister.Digests;
using RiskRegister.Digests.Bounces;
using RiskRegister.People;
using RiskRegister.Register;
using RiskRegister.Register.Records;
using RiskRegister.Tests.Entries;
using RiskRegister.Tests.Register;
using Xunit;
using static RiskRegister.Tests.People.Staff;

namespace RiskRegister.Tests.Digests.Bounces;

public sealed class RecordBounceTests
{
    private static readonly Mail Sent = Mail.Digest("demo", DigestKind.Digest, "2031-06-18", Nora.Email, States.Now) with
    {
        State = MailState.Sent,
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void What_comes_back_for_good_has_bounced_and_a_delay_leaves_it_sent()
    {
        Assert.Equal(MailState.Bounced, RecordBounce.Decide(new("550 no such user", true), Sent));
        Assert.Equal(MailState.Sent, RecordBounce.Decide(new("4.2.2 mailbox full", false), Sent));
    }

    [Fact]
    public void Only_what_was_sent_can_come_back_and_the_reason_must_be_told()
    {
        Assert.Equal(["was-not-sent"], Refused(new("x", true), Sent with { State = MailState.Queued }));
        Assert.Equal(["required", "required"], Refused(new(" ", null), Sent));
    }

    [Theory]
    [InlineData("BBB", true)]
    [InlineData("SBBB", true)]
    [InlineData("BB", false)]
    [InlineData("BSBB", false)]
    [InlineData("BBBS", false)]
    [InlineData("BBFB", true)]
    public void An_address_is_undeliverable_when_the_last_three_mails_that_were_sent_came_back(string mails, bool isUndeliverable)
    {
        var sent = mails.Select(
            (letter, n) =>
                Sent with
                {
                    QueuedAt = States.Now.AddDays(n),
                    State = letter switch
                    {
                        'B' => MailState.Bounced,
                        'S' => MailState.Sent,
                        _ => MailState.Failed,
                    },
                }
        );

        Assert.Equal(isUndeliverable, RecordBounce.IsUndeliverable(sent.Reverse()));
    }

    [Fact]
    public async Task After_three_bounces_the_person_is_noted_and_choosing_digests_anew_ends_that()
    {
        await using var register = await EmptyRegister.MakeAsync();
        await register.Get<Agencies>().SaveAsync("demo", DefaultSettings.For("Demo"));
        await register.Get<PeopleDirectory>().SaveAsync("demo", [Nora]);
        var ledger = new Ledger(register.Get<RegisterContainer>(), TimeProvider.System);
        var bounces = new RecordBounce(
            ledger,
            register.Get<RecordStore>(),
            register.Get<EntryStore>(),
            register.Get<Rosters>(),
            TimeProvider.System
        );

        foreach (var day in new[] { "2031-06-16", "2031-06-17", "2031-06-18" })
        {
            Assert.Null((await register.Get<PeopleDirectory>().FindAsync("demo", Nora.Email, Cancellation))!.Undeliverable);
            await ledger.QueueAsync("demo", DigestKind.Digest, day, Nora.Email, Cancellation);
            var id = $"mail:digest:{day}:{Nora.Email}";
            await ledger.NoteAsync((await ledger.FindAsync("demo", id, Cancellation))!, MailState.Sent, sentTo: Nora.Email);
            await bounces.RecordAsync("demo", id, new("550 no such user", true), "manager@demo.example", Cancellation);
        }

        var noted = (await register.Get<PeopleDirectory>().FindAsync("demo", Nora.Email, Cancellation))!;
        Assert.Equal("550 no such user", noted.Undeliverable!.Reason);
        Assert.False(noted.Wants(DigestKind.Digest, Today));
        Assert.Null(SetDigests.Decide(new(), noted, noted, Here).After().Undeliverable);
    }

    private static IEnumerable<string> Refused(RecordMailBounce command, Mail mail) =>
        Assert.Throws<RefusedException>(() => RecordBounce.Decide(command, mail)).Refusals.Select(r => r.Rule);
}
