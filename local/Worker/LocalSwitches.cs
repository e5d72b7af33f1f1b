using System.Globalization;

namespace RiskRegister.Local.Worker;

/// <summary>The switches of the local host. Each is also an environment variable: <c>--mail-port</c> is <c>RISKREGISTER_MAIL_PORT</c>.</summary>
internal sealed record LocalSwitches
{
    private static readonly string[] Values = ["port", "data", "mail-port", "mailbox-port"];
    private static readonly string[] Flags = ["empty", "no-mailbox", "no-azurite"];

    /// <summary>Where the app answers; 0 for a free port.</summary>
    public int Port { get; init; } = 7071;

    /// <summary>The folder of all state, relative to the current directory.</summary>
    public string Data { get; init; } = ".local";

    /// <summary>Without demonstration entries: the register of the demo agency begins empty.</summary>
    public bool Empty { get; init; }

    /// <summary>The mailbox's SMTP port, 0 for a free one; null for 1025 or, when that is taken, a free one.</summary>
    public int? MailPort { get; init; }

    /// <summary>The mailbox's web port, 0 for a free one; null for 1080 or, when that is taken, a free one.</summary>
    public int? MailboxPort { get; init; }

    /// <summary>Without a mailbox: the settings Mail:Host and Mail:Port come from the environment.</summary>
    public bool NoMailbox { get; init; }

    /// <summary>Without blob storage: the settings AzureWebJobsStorage and EvidenceConnection come from the environment.</summary>
    public bool NoAzurite { get; init; }

    /// <summary>Reads the command line, and for what it leaves out the environment.</summary>
    /// <exception cref="StartRefusedException">A switch is unknown, or its value is wrong.</exception>
    public static LocalSwitches Parse(IReadOnlyList<string> args, Func<string, string?> variable)
    {
        var given = ReadArguments(args);
        foreach (var name in Values.Concat(Flags))
        {
            var fromEnvironment = variable("RISKREGISTER_" + name.Replace('-', '_').ToUpperInvariant());
            if (!string.IsNullOrEmpty(fromEnvironment))
            {
                given.TryAdd(name, fromEnvironment);
            }
        }

        return new LocalSwitches
        {
            Port = PortOf(given, "port") ?? 7071,
            Data = given.GetValueOrDefault("data", ".local"),
            Empty = IsSet(given, "empty"),
            MailPort = PortOf(given, "mail-port"),
            MailboxPort = PortOf(given, "mailbox-port"),
            NoMailbox = IsSet(given, "no-mailbox"),
            NoAzurite = IsSet(given, "no-azurite"),
        };
    }

    private static Dictionary<string, string> ReadArguments(IReadOnlyList<string> args)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < args.Count; i++)
        {
            var parts = args[i].Split('=', 2);
            var name = parts[0].StartsWith("--", StringComparison.Ordinal) ? parts[0][2..] : "";
            if (Flags.Contains(name))
            {
                given[name] = parts.ElementAtOrDefault(1) ?? "true";
            }
            else if (Values.Contains(name))
            {
                given[name] =
                    parts.ElementAtOrDefault(1) ?? args.ElementAtOrDefault(++i) ?? throw Wrong($"--{name} needs a value.");
            }
            else
            {
                throw Wrong($"{args[i]} is no switch of the local host.");
            }
        }

        return given;
    }

    private static int? PortOf(Dictionary<string, string> given, string name)
    {
        if (!given.TryGetValue(name, out var text))
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535
            ? port
            : throw Wrong($"--{name} takes a port from 0 to 65535, not '{text}'.");
    }

    private static bool IsSet(Dictionary<string, string> given, string name) =>
        given.GetValueOrDefault(name, "false") switch
        {
            "true" or "True" or "1" => true,
            "false" or "False" or "0" => false,
            var other => throw Wrong($"--{name} takes true or false, not '{other}'."),
        };

    private static StartRefusedException Wrong(string what) =>
        new(
            $"{what} The switches are: {string.Join(", ", Values.Select(name => $"--{name} VALUE").Concat(Flags.Select(name => $"--{name}")))}.",
            exitCode: 2
        );
}
