namespace RiskRegister.Local.Worker;

/// <summary>The local mailbox: takes all mail by SMTP and shows it on a web page (maildev). Mail outlasts restarts.</summary>
internal sealed class Mailbox(LocalSwitches switches)
{
    private readonly int _smtp = Ports.Choose(switches.MailPort, 1025);
    private readonly int _web = Ports.Choose(switches.MailboxPort, 1080);

    /// <summary>Where its web page is, and where it takes mail.</summary>
    public string Address => $"http://localhost:{_web} (SMTP port {_smtp})";

    /// <summary>The settings that point the app to it.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings => [new("Mail:Host", "127.0.0.1"), new("Mail:Port", $"{_smtp}")];

    /// <summary>Starts it, and returns whether it answers.</summary>
    public Task<bool> StartAsync(NodeTools tools)
    {
        var mails = Directory.CreateDirectory(Path.Combine(switches.Data, "mail")).FullName;
        return tools.StartAsync(
            "mailbox",
            "maildev/bin/maildev",
            _web,
            ["--smtp", $"{_smtp}", "--web", $"{_web}", "--ip", "127.0.0.1", "--mail-directory", mails, "--silent"]
        );
    }
}
