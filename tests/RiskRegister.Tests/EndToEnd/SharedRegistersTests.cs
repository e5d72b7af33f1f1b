using Xunit;

namespace RiskRegister.Tests.EndToEnd;

/// <summary>Imports the real registers that lie beside the repository, where they do.</summary>
public sealed class SharedRegistersTests(DemoApp demo)
{
    private static string Folder => Path.Combine(RunningApp.Root, "..", "shared", "registers");

    [Fact]
    public async Task Every_real_register_imports_with_no_row_lost_and_adds_nothing_the_second_time()
    {
        Assert.SkipUnless(Directory.Exists(Folder), $"There are no registers in {Path.GetFullPath(Folder)}.");
        var app = await demo.App;
        foreach (var file in Directory.EnumerateFiles(Folder).Where(f => Path.GetExtension(f) is ".csv" or ".xlsx"))
        {
            var before = (await app.ListAsync()).Count;
            var bytes = await File.ReadAllBytesAsync(file);
            var first = (await app.PostBytesAsync("/api/demo/import", bytes, "application/octet-stream")).Json;
            var again = (await app.PostBytesAsync("/api/demo/import", bytes, "application/octet-stream")).Json;

            var (rows, imported, unchanged, rejected) = (
                (int)first["rows"]!,
                (int)first["imported"]!,
                (int)first["unchanged"]!,
                (int)first["rejected"]!
            );
            Assert.Equal(rows, imported + unchanged + rejected);
            Assert.True(first["problems"]!.AsArray().Count(p => (int)p!["row"]! > 0) >= rejected + unchanged, file);
            Assert.Equal((0, rows - rejected), ((int)again["imported"]!, (int)again["unchanged"]!));
            Assert.InRange((await app.ListAsync()).Count - before, imported, int.MaxValue);
        }
    }
}
