namespace RiskRegister.Local.Worker;

/// <summary>Why the host doesn't start, in words for the person at the terminal.</summary>
internal sealed class StartRefusedException(string message, int exitCode = 1) : Exception(message)
{
    /// <summary>What the process ends with: 2 for a wrong command line, 1 otherwise.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>Runs <paramref name="start"/>; a refusal is printed and ends the process.</summary>
    public static T OrExit<T>(Func<T> start)
    {
        try
        {
            return start();
        }
        catch (StartRefusedException refusal)
        {
            Console.Error.WriteLine(refusal.Message);
            Environment.Exit(refusal.ExitCode);
            throw;
        }
    }
}
