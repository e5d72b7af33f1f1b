using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using RiskRegister.Import;
using Xunit;

namespace RiskRegister.Tests.Import;

public sealed partial class ImportPropertyTests
{
    private static readonly string[] Headers =
    [
        "ID",
        "Title",
        "Description",
        "Type",
        "Likelihood",
        "Impact",
        "Residual Likelihood",
        "Score (LxI)",
        "Owner",
        "Due date",
        "Actions",
        "Status",
        "Cost",
        "Notes",
        "",
    ];

    private static readonly string[] AllHeaders =
    [
        .. Field.All,
        "Risk score",
        "Impact",
        "Likelihood",
        "Residual impact",
        "Phase",
        "Comments",
        "Existing controls",
    ];

    private static readonly string[] Cells =
    [
        "",
        "-",
        "1",
        "3",
        "0.4",
        "-5,000 CHF",
        "High",
        "H/M",
        "3 x 4",
        "IV",
        "R",
        "issue",
        "Opportunity",
        "3/4/26",
        "ongoing",
        "closed",
        "a;b",
        "1. x\n2. y",
        "\"",
        "\uD800",
        "١٢",
        "99999999999999999999",
        "=1+1",
        "Total",
    ];

    [Fact]
    public void Any_bytes_are_read_or_refused() =>
        Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), Survives));

    [Fact]
    public void Any_text_is_read_or_refused() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                ArbMap.Default.ArbFor<NonNull<string>>(),
                text => Survives(Encoding.UTF8.GetBytes("ID,Title\n" + text.Get))
            )
        );

    [Fact]
    public void A_broken_workbook_is_read_or_refused()
    {
        var book = Workbook.Write(
            (
                "S",
                [
                    ["ID", "Title"],
                    [1, "Flood"],
                ],
                []
            )
        );
        var damage = Gen.Choose(0, book.Length - 1).Zip(Gen.Choose(0, 255)).ToArbitrary();

        Check.QuickThrowOnFailure(
            Prop.ForAll(damage, d => Survives([.. book[..d.Item1], (byte)d.Item2, .. book[(d.Item1 + 1)..]]))
        );
    }

    [Fact]
    public void Each_row_of_any_table_is_imported_rejected_or_repeated_with_a_message()
    {
        var tables =
            from headers in Gen.SubListOf(Headers)
            where headers.Count > 1
            from rows in Gen.Elements(Cells).ListOf(headers.Count).ListOf()
            select Csv([headers, .. rows]);

        Check.QuickThrowOnFailure(Prop.ForAll(tables.ToArbitrary(), AddsUp));
    }

    [Fact]
    public void No_text_of_an_imported_row_is_lost()
    {
        var tables =
            from headers in Gen.SubListOf(AllHeaders)
            where headers.Count > 1
            from sentences in Gen.Choose(0, 60).ListOf(headers.Count)
            select Csv([
                headers,
                sentences.Select(
                    (n, i) => $"Text{i}a begins here.{string.Concat(Enumerable.Repeat(" More follows.", n))} And text{i}z ends."
                ),
            ]);

        Check.QuickThrowOnFailure(Prop.ForAll(tables.ToArbitrary(), csv => Importing.Rows(csv).Rows.All(r => KeepsAll(csv, r))));
    }

    private static bool KeepsAll(string csv, ImportedRow row)
    {
        var entry = JsonSerializer.Serialize(row);
        return Tokens().Matches(csv).All(t => entry.Contains(t.Value, StringComparison.Ordinal));
    }

    private static string Csv(IEnumerable<IEnumerable<string>> rows) =>
        string.Join(
            "\r\n",
            rows.Select(r => string.Join(",", r.Select(c => $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")))
        );

    private static bool Survives(byte[] file)
    {
        try
        {
            return AddsUp(TableReader.Read(file));
        }
        catch (ImportFileException)
        {
            return true;
        }
    }

    private static bool AddsUp(string csv) => Survives(Encoding.UTF8.GetBytes(csv));

    private static bool AddsUp(Table table)
    {
        var reading = Importing.Rows(table);
        var told = reading.Problems.Select(p => p.Row).ToHashSet();
        var imported = reading.Rows.Select(r => r.Row).ToHashSet();
        return reading.DataRows == reading.Rows.Count + reading.Rejected + reading.Duplicates
            && reading.Rejected == reading.Problems.Where(p => p.Rejected).Select(p => p.Row).Distinct().Count()
            && table.Rows.All(r => imported.Contains(r.Number) || told.Contains(r.Number));
    }

    [GeneratedRegex("[Tt]ext[0-9]+[az]", RegexOptions.CultureInvariant, 5_000)]
    private static partial Regex Tokens();
}
