using RiskRegister.Tests.Local.Kill;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace RiskRegister.Tests;

/// <summary>Runs the tests; or, when a test has started this process to kill it, the app that is to be killed.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) =>
        args switch
        {
            [Victim.Command, var data] => Victim.RunAsync(data),
            _ when args.Contains("--server") || args.Contains("--internal-msbuild-node") => TestPlatformTestFramework.RunAsync(
                args,
                SelfRegisteredExtensions.AddSelfRegisteredExtensions
            ),
            _ => ConsoleRunner.Run(args),
        };
}
