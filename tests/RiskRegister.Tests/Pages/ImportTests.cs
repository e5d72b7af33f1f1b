using System.Text;
using RiskRegister.Tests.EndToEnd;
using Xunit;

namespace RiskRegister.Tests.Pages;

public sealed class ImportTests(DemoApp demo)
{
    private const string Manager = "manager@demo.example";

    [Fact]
    public async Task A_file_is_looked_at_first_then_imported_and_its_outcome_shown()
    {
        using var visitor = await Visitor.SignedInAsync(await demo.App, Manager);
        var check = await visitor.UploadAsync(await visitor.GoAsync("/demo/import"), "file", "ferry.csv", Ferry("ferry"));

        Assert.Equal("Check the import", check.Heading);
        Assert.Equal("title", check.Value("column-1"));
        Assert.Contains("2 entries", check.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "ferry sinks",
            (await visitor.GoAsync("/demo/entries?q=ferry+sinks")).Text,
            StringComparison.Ordinal
        );

        var result = await visitor.SubmitAsync(check, ("do", "import"));
        while (result.Heading == "The import is running")
        {
            result = await visitor.GoAsync(result.Address);
        }

        Assert.Equal("The import is complete", result.Heading);
        Assert.Contains("The ferry sinks", (await visitor.GoAsync("/demo/entries?q=ferry+sinks")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_column_can_be_given_another_field_and_two_columns_not_the_same()
    {
        using var visitor = await Visitor.SignedInAsync(await demo.App, Manager);
        var check = await visitor.UploadAsync(await visitor.GoAsync("/demo/import"), "file", "bridge.csv", Ferry("bridge"));

        var moved = await visitor.SubmitAsync(check, ("column-4", ""), ("do", "check"));
        Assert.Equal("", moved.Value("column-4"));

        var refused = await visitor.SubmitAsync(check, ("column-2", "title"), ("do", "import"));
        Assert.Equal(400, refused.Status);
        Assert.Contains("title", refused.Errors.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_register_is_refused_with_what_was_expected()
    {
        using var visitor = await Visitor.SignedInAsync(await demo.App, Manager);
        var refused = await visitor.UploadAsync(
            await visitor.GoAsync("/demo/import"),
            "file",
            "letter.pdf",
            "%PDF-1.7"u8.ToArray()
        );

        Assert.Equal(400, refused.Status);
        Assert.Equal("file", refused.Errors.Single().Field);
    }

    [Fact]
    public async Task Who_only_owns_entries_can_not_import()
    {
        using var visitor = await Visitor.SignedInAsync(await demo.App, "owner@demo.example");

        Assert.Equal(403, (await visitor.GoAsync("/demo/import")).Status);
    }

    private static byte[] Ferry(string what) =>
        Encoding.UTF8.GetBytes(
            $"Title,Likelihood,Impact,Owner\nThe {what} sinks,2,5,{Manager}\nThe {what} is late,4,2,{Manager}\n"
        );
}
