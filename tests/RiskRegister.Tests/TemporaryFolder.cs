namespace RiskRegister.Tests;

/// <summary>An empty folder of a test's own, deleted after it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("risk-register-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
