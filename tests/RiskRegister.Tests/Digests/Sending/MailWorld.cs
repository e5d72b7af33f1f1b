using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using RiskRegister.Criteria;
using RiskRegister.Digests;
using RiskRegister.Digests.Sending;
using RiskRegister.People;
using RiskRegister.Register;
using RiskRegister.Tests.Entries;
using RiskRegister.Tests.Local.Worker;
using Xunit;
using static RiskRegister.Tests.People.Staff;

namespace RiskRegister.Tests.Digests.Sending;

/// <summary>The way of a mail from the ledger to a scripted mail server, over the embedded host and on a clock that the test moves.</summary>
internal sealed class MailWorld : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new(States.Now);
    private readonly Dictionary<string, string?> _settings;
    private HostFixture _host = null!;

    private MailWorld(ScriptedSmtp server, IEnumerable<(string Name, string Value)> settings)
    {
        Server = server;
        _settings = new Dictionary<string, string?>
        {
            ["Register:CreateContainers"] = "true",
            ["Mail:Host"] = "127.0.0.1",
            ["Mail:Port"] = $"{server.Port}",
            ["Mail:PerMinute"] = "0",
            ["Mail:TimeoutSeconds"] = "2",
        };
        foreach (var (name, value) in settings)
        {
            _settings[name] = value;
        }
    }

    public ScriptedSmtp Server { get; }

    public Ledger Ledger => Services.GetRequiredService<Ledger>();

    private IServiceProvider Services => _host.Host.Services;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<MailWorld> MakeAsync(ScriptedSmtp server, params IEnumerable<(string Name, string Value)> settings)
    {
        var world = new MailWorld(server, settings);
        world._host = await HostFixture.StartAsync([typeof(OutboxRelay), typeof(SendMail)], world.Configure, world._time);
        await world.Services.GetRequiredService<Agencies>().SaveAsync("demo", DefaultSettings.For("Demo"));
        return world;
    }

    public static Mail DigestOf(Person person) => Mail.Digest("demo", DigestKind.Digest, "2031-06-18", person.Email, States.Now);

    public static Mail NoticeTo(Person person) =>
        Mail.Notice("demo", MailKinds.ReviewEscalated, "R-0001", 7, person.Email, Today, States.Now);

    /// <summary>Queues a mail and returns its line when that is in a state which only a person changes, or in the given one.</summary>
    public async Task<Mail> SendAsync(Mail mail, MailState? until = null)
    {
        await Ledger.QueueAsync(mail, Cancellation);
        return await UntilAsync(
            mail,
            line => until is null ? line.State is not (MailState.Queued or MailState.Sending) : line.State == until
        );
    }

    /// <summary>Moves the clock until a line is as wanted.</summary>
    public async Task<Mail> UntilAsync(Mail mail, Func<Mail, bool> isWanted)
    {
        // The clock is moved by hours in all, so a line that is not as wanted by then never will be.
        for (var n = 0; n < 3_000; n++)
        {
            var line = (await Ledger.FindAsync("demo", mail.Id, Cancellation))!.Value;
            if (isWanted(line))
            {
                return line;
            }

            _time.Advance(TimeSpan.FromSeconds(1 + (line.Failures * line.Failures)));
            await Task.Delay(15, Cancellation);
        }

        throw new InvalidOperationException($"It stays {(await Ledger.FindAsync("demo", mail.Id, Cancellation))!.Value}");
    }

    /// <summary>Has the queue deliver the message of a mail once more, as it does when the sender ends before it has settled it.</summary>
    public async Task DeliverAgainAsync(Mail mail)
    {
        await using var sender = Services.GetRequiredService<ServiceBusClient>().CreateSender(MailQueued.Queue);
        var body = new MailQueued("demo", mail.Id, mail.Attempt);
        await sender.SendMessageAsync(
            new ServiceBusMessage(BinaryData.FromObjectAsJson(body, RegisterJson.Options)) { MessageId = $"again {mail.Id}" },
            Cancellation
        );
    }

    public async Task<ServiceBusReceivedMessage?> DeadAsync()
    {
        var options = new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter };
        await using var dead = Services.GetRequiredService<ServiceBusClient>().CreateReceiver(MailQueued.Queue, options);
        return await dead.PeekMessageAsync(cancellationToken: Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await Server.DisposeAsync();
    }

    private void Configure(FunctionsApplicationBuilder builder)
    {
        builder.Configuration.AddInMemoryCollection(_settings);
        builder.Services.AddRegister().AddPeople().AddSending().AddSingleton<IMailComposer, Greeter>();
        builder.Services.AddSingleton<TimeProvider>(_time);
    }

    /// <summary>Writes the same to everybody.</summary>
    private sealed class Greeter : IMailComposer
    {
        public bool Composes(string kind) => true;

        public Task<MailContent?> ComposeAsync(Mail mail, CancellationToken cancellation) =>
            Task.FromResult<MailContent?>(
                mail.To.StartsWith("nobody", StringComparison.Ordinal)
                    ? null
                    : new MailContent(
                        Make(mail.To.Split('@')[0], Role.Owner),
                        "Demo",
                        $"Hello {mail.To}",
                        "Hello",
                        "<p>Hello</p>"
                    )
            );
    }
}
