using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using RiskRegister.Digests;
using RiskRegister.Digests.Sending;
using RiskRegister.Digests.Unsubscribing;
using RiskRegister.People;
using RiskRegister.Register;
using RiskRegister.Tests.Entries;
using RiskRegister.Tests.Register;
using Xunit;
using static RiskRegister.Tests.People.Staff;

namespace RiskRegister.Tests.Digests.Sending;

public sealed class EnvelopeTests : IAsyncLifetime
{
    private static readonly Mail Digest = Mail.Digest("demo", DigestKind.Digest, "2031-06-18", Nora.Email, States.Now);

    private static readonly Mail Notice = Mail.Notice(
        "demo",
        MailKinds.ReviewEscalated,
        "R-0001",
        7,
        Nora.Email,
        Today,
        States.Now
    );

    private EmptyRegister _register = null!;

    public async ValueTask InitializeAsync() => _register = await EmptyRegister.MakeAsync();

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task A_digest_says_who_sends_it_what_it_is_and_how_to_be_rid_of_it()
    {
        var (message, raw) = await SendAsync(Digest, Saying("Office of Samples", Nora, "3 things need you"));

        Assert.Equal("\"Office of Samples\" <register@samples.example>", message.From.ToString());
        Assert.Equal("\"Nora\" <nora@demo.example>", message.To.ToString());
        Assert.Equal(("3 things need you", States.Now), (message.Subject, message.Date));
        Assert.Equal(Digest.MessageId, message.MessageId);
        Assert.Equal("auto-generated", message.Headers[HeaderId.AutoSubmitted]);
        Assert.Equal("<digest.demo.register.example>", message.Headers[HeaderId.ListId]);
        Assert.Equal("List-Unsubscribe=One-Click", message.Headers["List-Unsubscribe-Post"]);
        Assert.Matches("^<https://register.example/unsubscribe/[A-Za-z0-9_.-]+>$", message.Headers[HeaderId.ListUnsubscribe]);
        Assert.All(raw.Split("\r\n"), line => Assert.True(line.Length <= 998));
    }

    [Fact]
    public async Task A_statutory_notice_has_no_unsubscribe()
    {
        var (message, _) = await SendAsync(Notice, Saying("Office", Nora, "Late"));

        Assert.Equal("<review-escalated.demo.register.example>", message.Headers[HeaderId.ListId]);
        Assert.DoesNotContain(message.Headers, h => h.Field.StartsWith("List-Unsubscribe", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Text_and_HTML_are_alternatives_and_the_text_comes_first()
    {
        var (message, _) = await SendAsync(Digest, new(Nora, "Büro", "Fällig", "Grüße: 北京", "<p>Grüße: 北京</p>"));

        var parts = Assert.IsType<MultipartAlternative>(message.Body).Cast<TextPart>().ToList();
        Assert.Equal(["text/plain", "text/html"], parts.Select(p => p.ContentType.MimeType));
        Assert.All(parts, p => Assert.Equal("utf-8", p.ContentType.Charset));
        Assert.Equal(("Grüße: 北京", "<p>Grüße: 北京</p>"), (message.TextBody!.TrimEnd(), message.HtmlBody!.TrimEnd()));
        Assert.Equal(("Fällig", "Büro"), (message.Subject, message.From.Single().Name));
    }

    [Theory]
    [InlineData("Eve\r\nBcc: all@evil.example")]
    [InlineData("Eve\r\n\r\n<script>x()</script>")]
    [InlineData("Eve\nSubject: other\rX-Evil: 1")]
    [InlineData("Eve\u2028X-Evil: 1\u0085X-Evil: 2\u0000")]
    [InlineData("\"Eve\" <eve@evil.example>, \"x\" <y@evil.example>")]
    [InlineData("=?utf-8?q?Eve=0D=0ABcc:_all=40evil.example?=")]
    [InlineData("Eve\\\" <eve@evil.example>")]
    public async Task Whatever_people_are_called_and_call_their_entries_no_header_and_no_address_comes_about_by_it(string evil)
    {
        var (plain, _) = await SendAsync(Digest, Saying("Office", Nora, "Subject"));

        var (message, raw) = await SendAsync(Digest, Saying(evil, Nora with { Name = evil }, evil));

        Assert.Equal(plain.Headers.Select(h => h.Field), message.Headers.Select(h => h.Field));
        Assert.Equal([Nora.Email], message.To.Mailboxes.Select(m => m.Address));
        Assert.Equal(["register@samples.example"], message.From.Mailboxes.Select(m => m.Address));
        Assert.DoesNotContain("\nX-Evil", raw, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\nBcc:", raw, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("nora@demo.example\r\nBcc: x@y.example")]
    [InlineData("nora@demo.example, eve@evil.example")]
    [InlineData("nora")]
    [InlineData("nora(x)@demo.example")]
    public async Task An_address_that_is_none_gets_no_mail(string address) =>
        await Assert.ThrowsAsync<FormatException>(() =>
            SendAsync(Digest, Saying("Office", Nora with { Email = address }, "Hello"))
        );

    [Fact]
    public async Task The_same_line_of_the_ledger_is_the_same_message_and_those_about_the_same_are_one_thread()
    {
        var content = Saying("Office", Nora, "Hello");
        var (first, _) = await SendAsync(Digest, content);
        var (again, _) = await SendAsync(Digest with { Attempt = 4 }, content);
        var (next, _) = await SendAsync(Mail.Digest("demo", DigestKind.Digest, "2031-06-19", Nora.Email, States.Now), content);
        var (notice, _) = await SendAsync(Notice, content);
        var (later, _) = await SendAsync(
            Mail.Notice("demo", MailKinds.AcceptanceAsked, "R-0001", 9, Nora.Email, Today, States.Now),
            content
        );

        Assert.Equal(first.MessageId, again.MessageId);
        Assert.Equal(3, new[] { first.MessageId, next.MessageId, notice.MessageId }.Distinct().Count());
        Assert.Equal(first.InReplyTo, next.InReplyTo);
        Assert.Equal(first.InReplyTo, Assert.Single(next.References));
        Assert.Equal(notice.References, later.References);
        Assert.NotEqual(first.InReplyTo, notice.InReplyTo);
    }

    private static MailContent Saying(string sender, Person to, string subject) =>
        new(to, sender, subject, "Text", "<p>Text</p>");

    /// <summary>The message as a mail program reads it.</summary>
    private async Task<(MimeMessage Message, string Raw)> SendAsync(Mail mail, MailContent content)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Register:Url"] = "https://register.example",
            ["Mail:From"] = "register@samples.example",
        };
        var envelope = new Envelope(
            new UnsubscribeLinks(new SigningKey(_register.Get<RegisterContainer>())),
            new ConfigurationBuilder().AddInMemoryCollection(settings).Build(),
            new FakeTimeProvider(States.Now)
        );
        var made = await envelope.MakeAsync(mail, content, TestContext.Current.CancellationToken);
        using var bytes = new MemoryStream();
        await made.WriteToAsync(FormatOptions.Default, bytes);
        var raw = Encoding.UTF8.GetString(bytes.ToArray()).ReplaceLineEndings("\r\n");
        bytes.Position = 0;
        return (await MimeMessage.LoadAsync(bytes), raw);
    }
}
