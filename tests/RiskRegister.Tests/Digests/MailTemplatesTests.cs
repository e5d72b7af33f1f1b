using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using RiskRegister.Digests.Overriding;
using RiskRegister.Register;
using RiskRegister.Tests.Register;
using RiskRegister.Web.Rendering;
using Xunit;

namespace RiskRegister.Tests.Digests;

public sealed class MailTemplatesTests
{
    private const string Name = "mail/digest.txt";
    private static readonly Templates Shipped = new(Templates.Folder);
    private static readonly object Model = SampleMails.ModelOf(Name, "full", Locale.Default);

    [Fact]
    public async Task An_agencys_own_template_is_used_for_its_mails_and_for_no_other_agency()
    {
        await using var register = await FilledRegister.MakeAsync();
        var log = new Listener();
        var mails = new MailTemplates(Shipped, register.Get<RegisterContainer>(), TimeProvider.System, log);
        await SaveAsync(register, "Ours, {{ name }}");

        Assert.Equal("Ours, Sam Sample", await mails.RenderAsync(FilledRegister.Agency, Name, Model, Locale.Default));
        Assert.StartsWith(
            "Office of Samples",
            await mails.RenderAsync("south", Name, Model, Locale.Default),
            StringComparison.Ordinal
        );
        Assert.Empty(log.Warnings);
    }

    [Theory]
    [InlineData("{{ gone_with_an_upgrade }}")]
    [InlineData("{{ if }}")]
    public async Task A_stored_template_that_fails_gives_way_to_the_shipped_one_with_a_warning(string text)
    {
        await using var register = await FilledRegister.MakeAsync();
        var log = new Listener();
        var mails = new MailTemplates(Shipped, register.Get<RegisterContainer>(), TimeProvider.System, log);
        await SaveAsync(register, text);

        var mail = await mails.RenderAsync(FilledRegister.Agency, Name, Model, Locale.Default);

        Assert.Equal(Shipped.Render(Name, Model), mail);
        Assert.Contains("mail/digest.txt", Assert.Single(log.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_another_instance_has_changed_is_used_half_a_minute_later()
    {
        await using var register = await FilledRegister.MakeAsync();
        var time = new FakeTimeProvider();
        var mails = new MailTemplates(Shipped, register.Get<RegisterContainer>(), time, new Listener());
        await mails.RenderAsync(FilledRegister.Agency, Name, Model, Locale.Default);
        await SaveAsync(register, "Ours");

        Assert.NotEqual("Ours", await mails.RenderAsync(FilledRegister.Agency, Name, Model, Locale.Default));
        time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal("Ours", await mails.RenderAsync(FilledRegister.Agency, Name, Model, Locale.Default));
    }

    private static Task SaveAsync(EmptyRegister register, string text)
    {
        var own = new MailTemplate(FilledRegister.Agency, Name, text) { Version = 1 };
        return register.Get<RegisterContainer>().CommitAsync(FilledRegister.Agency, [DocumentWrite.Put(own.Id, own)]);
    }

    private sealed class Listener : ILogger<MailTemplates>
    {
        public List<string> Warnings { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (logLevel == LogLevel.Warning)
            {
                Warnings.Add(formatter(state, exception));
            }
        }
    }
}
