using RiskRegister.Local.Worker;
using Xunit;

namespace RiskRegister.Tests.Local.Worker;

public sealed class LocalSwitchesTests
{
    [Fact]
    public void Without_switches_everything_has_its_default() =>
        Assert.Equal(new LocalSwitches { Port = 7071, Data = ".local" }, LocalSwitches.Parse([], _ => null));

    [Fact]
    public void Switches_are_read_in_both_forms() =>
        Assert.Equal(
            new LocalSwitches
            {
                Port = 0,
                Data = "/tmp/x",
                Empty = true,
                MailPort = 2525,
                MailboxPort = 8025,
                NoMailbox = true,
                NoAzurite = true,
            },
            LocalSwitches.Parse(
                [
                    "--port",
                    "0",
                    "--data=/tmp/x",
                    "--empty",
                    "--mail-port=2525",
                    "--mailbox-port",
                    "8025",
                    "--no-mailbox",
                    "--no-azurite",
                ],
                _ => null
            )
        );

    [Fact]
    public void The_environment_holds_for_what_the_command_line_leaves_out()
    {
        var environment = new Dictionary<string, string>
        {
            ["RISKREGISTER_PORT"] = "8080",
            ["RISKREGISTER_EMPTY"] = "1",
            ["RISKREGISTER_MAIL_PORT"] = "26",
        };
        var switches = LocalSwitches.Parse(["--port", "9090"], environment.GetValueOrDefault);
        Assert.Equal((9090, true, 26), (switches.Port, switches.Empty, switches.MailPort));
    }

    [Theory]
    [InlineData("--prot", "--prot is no switch of the local host")]
    [InlineData("7071", "7071 is no switch of the local host")]
    [InlineData("--data", "--data needs a value")]
    [InlineData("--port=70000", "--port takes a port from 0 to 65535, not '70000'")]
    [InlineData("--empty=maybe", "--empty takes true or false, not 'maybe'")]
    public void A_wrong_switch_is_refused_with_all_that_there_are(string argument, string reason)
    {
        var refusal = Assert.Throws<StartRefusedException>(() => LocalSwitches.Parse([argument], _ => null));
        Assert.Equal(2, refusal.ExitCode);
        Assert.StartsWith(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("--mailbox-port VALUE", refusal.Message, StringComparison.Ordinal);
    }
}
