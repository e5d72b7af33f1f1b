using RiskRegister.Import;
using Xunit;

namespace RiskRegister.Tests.Import;

/// <summary>Reads registers of real organisations, where a folder with some stands beside the repository.</summary>
public sealed class RealRegistersTests
{
    [Fact]
    public void Each_row_of_a_real_register_is_imported_or_rejected_with_a_message()
    {
        var folder = Folder();
        Assert.SkipWhen(folder is null, "There is no folder shared/registers beside the repository.");

        foreach (var file in Directory.EnumerateFiles(folder!).Where(f => Path.GetExtension(f) is ".csv" or ".xlsx"))
        {
            var reading = Importing.Rows(TableReader.Read(File.ReadAllBytes(file)));

            var told = reading.Problems.Where(p => p.Rejected).Select(p => p.Row).Distinct().Count();
            Assert.True(
                reading.DataRows == reading.Rows.Count + reading.Rejected + reading.Duplicates && told == reading.Rejected,
                Path.GetFileName(file)
            );
            Assert.All(reading.Rows, r => Assert.InRange(r.Title.Length, 1, 200));
        }
    }

    private static string? Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "RiskRegister.sln")))
            {
                var registers = Path.Combine(folder.FullName, "..", "shared", "registers");
                return Directory.Exists(registers) ? registers : null;
            }
        }

        return null;
    }
}
