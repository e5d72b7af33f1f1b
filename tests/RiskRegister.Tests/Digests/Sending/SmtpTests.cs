using RiskRegister.Digests;
using Xunit;
using static RiskRegister.Tests.Digests.Sending.MailWorld;
using static RiskRegister.Tests.People.Staff;

namespace RiskRegister.Tests.Digests.Sending;

public sealed class SmtpTests
{
    [Fact]
    public async Task A_mail_that_the_server_takes_is_sent_once_and_the_ledger_says_so()
    {
        await using var world = await MakeAsync(new ScriptedSmtp());

        var sent = await world.SendAsync(DigestOf(Nora));
        await world.Ledger.QueueAsync(DigestOf(Nora), TestContext.Current.CancellationToken);
        await world.DeliverAgainAsync(sent);
        await world.SendAsync(DigestOf(Otto));

        Assert.Equal((MailState.Sent, 1, Nora.Email), (sent.State, sent.Attempt, sent.SentTo));
        Assert.Equal(2, world.Server.Arrived.Count);
        Assert.Contains($"Message-Id: <{sent.MessageId}>", world.Server.Arrived.First(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("CONNECT", ScriptedSmtp.Drop)]
    [InlineData("CONNECT", ScriptedSmtp.Silence)]
    [InlineData("CONNECT", "421 too busy")]
    [InlineData("CONNECT", "554 not for you")]
    [InlineData("EHLO", ScriptedSmtp.Drop)]
    [InlineData("MAIL", "421 closing")]
    [InlineData("MAIL", "450 too fast")]
    [InlineData("MAIL", "451 local error")]
    [InlineData("MAIL", "452 no room")]
    [InlineData("MAIL", "530 login first")]
    [InlineData("MAIL", ScriptedSmtp.Drop)]
    [InlineData("RCPT", "450 mailbox busy")]
    [InlineData("RCPT", ScriptedSmtp.Silence)]
    [InlineData("DATA", "451 not now")]
    [InlineData("DATA", ScriptedSmtp.Drop)]
    [InlineData(".", "451 try again")]
    [InlineData(".", "421 closing")]
    public async Task A_server_that_has_not_taken_a_mail_is_asked_again_until_it_has(string step, string answer)
    {
        await using var world = await MakeAsync(new ScriptedSmtp().Answering(step, answer, answer));

        var sent = await world.SendAsync(DigestOf(Nora));

        Assert.Equal((MailState.Sent, 3, 2), (sent.State, sent.Attempt, sent.Failures));
        Assert.Equal(step == "." ? 3 : 1, world.Server.Arrived.Count);
    }

    [Theory]
    [InlineData("RCPT", "550 no such user")]
    [InlineData("RCPT", "552 mailbox full")]
    [InlineData("MAIL", "553 not your address")]
    [InlineData(".", "554 that is spam")]
    [InlineData(".", "552 too big")]
    public async Task A_refusal_for_good_is_dead_lettered_with_its_reason_and_can_be_sent_again(string step, string answer)
    {
        await using var world = await MakeAsync(new ScriptedSmtp().Answering(step, answer));

        var failed = await world.SendAsync(DigestOf(Nora));
        var again = await world.Ledger.SendAgainAsync("demo", failed.Id, TestContext.Current.CancellationToken);
        var sent = await world.UntilAsync(again, line => line.State == MailState.Sent);

        Assert.Equal((MailState.Failed, answer[4..]), (failed.State, failed.Reason));
        var dead = await world.DeadAsync();
        Assert.Equal(("MailFailed", answer[4..]), (dead?.DeadLetterReason, dead?.DeadLetterErrorDescription));
        Assert.Equal(failed.MessageId, sent.MessageId);
    }

    [Theory]
    [InlineData(ScriptedSmtp.Drop)]
    [InlineData(ScriptedSmtp.Silence)]
    public async Task A_digest_whose_acknowledgement_is_lost_is_uncertain_and_not_sent_again_by_itself(string end)
    {
        await using var world = await MakeAsync(new ScriptedSmtp().Answering(".", end));

        var lost = await world.SendAsync(DigestOf(Nora));
        await world.DeliverAgainAsync(lost);
        await world.SendAsync(DigestOf(Otto));

        Assert.Equal(MailState.Uncertain, lost.State);
        Assert.StartsWith("The connection broke while sending", lost.Reason, StringComparison.Ordinal);
        Assert.Single(world.Server.Arrived, mail => mail.Contains(Nora.Email, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_statutory_notice_whose_acknowledgement_is_lost_is_sent_again_with_the_same_id()
    {
        await using var world = await MakeAsync(new ScriptedSmtp().Answering(".", ScriptedSmtp.Drop));

        var sent = await world.SendAsync(NoticeTo(Nora));

        Assert.Equal((MailState.Sent, 2), (sent.State, sent.Attempt));
        Assert.Equal(2, world.Server.Arrived.Count);
        Assert.All(
            world.Server.Arrived,
            mail => Assert.Contains($"Message-Id: <{sent.MessageId}>", mail, StringComparison.OrdinalIgnoreCase)
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_a_mail_whose_sender_ended_half_way_a_notice_is_sent_again_and_a_digest_is_uncertain(bool isNotice)
    {
        await using var world = await MakeAsync(new ScriptedSmtp());
        var mail = (isNotice ? NoticeTo(Nora) : DigestOf(Nora)) with { State = MailState.Sending };

        var line = await world.SendAsync(mail);

        Assert.Equal(isNotice ? MailState.Sent : MailState.Uncertain, line.State);
        Assert.Equal(isNotice ? 1 : 0, world.Server.Arrived.Count);
    }

    [Fact]
    public async Task After_some_hours_without_a_server_a_mail_has_failed_and_is_not_lost()
    {
        var never = Enumerable.Repeat("421 closed", 40).ToArray();
        await using var world = await MakeAsync(new ScriptedSmtp().Answering("CONNECT", never));

        var failed = await world.SendAsync(DigestOf(Nora));

        Assert.Equal((MailState.Failed, 16), (failed.State, failed.Attempt));
        Assert.True(failed.ChangedAt - failed.QueuedAt > TimeSpan.FromHours(3));
    }

    [Fact]
    public async Task Where_encryption_is_asked_for_nothing_is_sent_without_it()
    {
        await using var world = await MakeAsync(new ScriptedSmtp(), ("Mail:Tls", "starttls"));
        await world.Ledger.QueueAsync(DigestOf(Nora), TestContext.Current.CancellationToken);

        var waiting = await world.UntilAsync(DigestOf(Nora), line => line.Failures > 0);

        Assert.Equal(MailState.Queued, waiting.State);
        Assert.DoesNotContain(world.Server.Said, line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_login_that_fails_waits_for_the_settings_to_be_mended_and_one_that_works_is_used()
    {
        var server = new ScriptedSmtp("AUTH PLAIN").Answering("AUTH", "535 wrong password");
        await using var world = await MakeAsync(server, ("Mail:User", "register"), ("Mail:Password", "secret"));

        var sent = await world.SendAsync(DigestOf(Nora));

        Assert.Equal((MailState.Sent, 2), (sent.State, sent.Attempt));
        Assert.Equal(2, server.Said.Count(line => line.StartsWith("AUTH PLAIN", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Beyond_the_limit_per_minute_mails_wait_for_their_turn_and_all_are_sent_once()
    {
        await using var world = await MakeAsync(new ScriptedSmtp(), ("Mail:PerMinute", "3"));
        var mails = Enumerable.Range(0, 8).Select(n => DigestOf(Make($"n{n}"))).ToList();
        foreach (var mail in mails)
        {
            await world.Ledger.QueueAsync(mail, TestContext.Current.CancellationToken);
        }

        var lines = new List<Mail>();
        foreach (var mail in mails)
        {
            lines.Add(await world.UntilAsync(mail, line => line.State == MailState.Sent));
        }

        Assert.Equal(8, world.Server.Arrived.Count);
        Assert.All(lines, line => Assert.True(line.Turn is null ? line.Attempt == 1 : line.ChangedAt >= line.Turn));
        Assert.True(lines.Max(line => line.Turn) >= lines[0].QueuedAt.AddMinutes(1));
    }

    [Fact]
    public async Task Who_has_nothing_to_be_told_gets_no_mail()
    {
        await using var world = await MakeAsync(new ScriptedSmtp());

        Assert.Equal(MailState.NotNeeded, (await world.SendAsync(DigestOf(Make("nobody")))).State);
        Assert.Empty(world.Server.Arrived);
    }
}
