using System.Text;
using RiskRegister.Import;
using Xunit;

namespace RiskRegister.Tests.Import;

public sealed class TableReaderTests
{
    static TableReaderTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData(",")]
    [InlineData(";")]
    [InlineData("\t")]
    [InlineData("|")]
    public void The_delimiter_is_found(string delimiter)
    {
        var table = Importing.Table(
            "id,title,owner\r\n1,Flood,Facilities\r\n2,Fire,Facilities\r\n".Replace(",", delimiter, StringComparison.Ordinal)
        );

        Assert.Equal(["id", "title", "owner"], table.Columns.Select(c => c.Name));
        Assert.Equal(["1", "Flood", "Facilities"], table.Rows[0].Cells);
    }

    [Fact]
    public void Semicolons_win_over_commas_within_the_text() =>
        Assert.Equal(
            "Rain, snow, hail",
            Importing.Table("id;title;owner\n1;Rain, snow, hail;A\n2;Heat, drought;B\n").Rows[0].Cells[1]
        );

    [Fact]
    public void Excels_hint_of_the_delimiter_is_no_data() =>
        Assert.Equal(2, Importing.Table("sep=;\nid;title\n1;Flood\n").Columns.Count);

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("windows-1252")]
    public void Encodings_are_found(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] file =
        [
            .. encoding.GetPreamble(),
            .. encoding.GetBytes(
                "id;Titel;Maßnahmen\n1;Überschwemmung der Büros;Pumpen prüfen\n2;Kündigung für später;Größere Räume\n"
            ),
        ];

        var table = TableReader.Read(file);

        Assert.Equal("Maßnahmen", table.Columns[2].Name);
        Assert.Equal("Überschwemmung der Büros", table.Rows[0].Cells[1]);
    }

    [Fact]
    public void Utf_16_is_found_without_a_mark() =>
        Assert.Equal("Flood", TableReader.Read(Encoding.Unicode.GetBytes("id,title\n1,Flood\n")).Rows[0].Cells[1]);

    [Fact]
    public void A_quoted_cell_may_have_many_lines_and_rows_count_as_a_spreadsheet_shows_them()
    {
        var table = Importing.Table("id,title,owner\n1,\"Flood\nof the \"\"old\"\" cellar\",A\n\n2,Fire\n3,Theft,B,more\n");

        Assert.Equal([2, 4, 5], table.Rows.Select(r => r.Number));
        Assert.Equal("Flood\nof the \"old\" cellar", table.Rows[0].Cells[1]);
        Assert.Equal(["2", "Fire", "", ""], table.Rows[1].Cells);
        Assert.Equal(["id", "title", "owner", "column D"], table.Columns.Select(c => c.Name));
    }

    [Fact]
    public void Titles_above_the_headers_and_repeated_headers_are_left_out_with_a_message()
    {
        var table = Importing.Table(
            "Risk register of the agency,,\nAs of 1 March,,\n,,\nID,Description,Owner\n1,Flood,A\nID,Description,Owner\n2,Fire,B\n"
        );

        Assert.Equal([5, 7], table.Rows.Select(r => r.Number));
        Assert.Contains(table.Messages, m => m.Message.Contains("As of 1 March", StringComparison.Ordinal));
        Assert.Contains(table.Messages, m => m is { Row: 6 });
    }

    [Fact]
    public void A_group_row_above_the_headers_names_their_stage()
    {
        var mapping = Importing.Mapping(
            "Risk,,Inherent,,Residual,\nID,Name,Likelihood,Impact,Likelihood,Impact\n1,Flood,4,5,2,5\n"
        );

        Assert.Equal("inherentLikelihood", mapping["Inherent: Likelihood"]);
        Assert.Equal("currentConsequence", mapping["Residual: Impact"]);
    }

    [Fact]
    public void A_second_line_below_the_headers_is_found()
    {
        var reading = Importing.Rows(
            "Risk ID,Risk Description,Inherent Risk,,Residual Risk,,Owner\n,,Likelihood,Impact,Likelihood,Impact,\nR1,Flood,4,5,2,3,FM\n"
        );

        var row = Assert.Single(reading.Rows);
        Assert.Equal((new ImportedRating(4, 5), new ImportedRating(2, 3), "FM"), (row.Inherent, row.Current, row.Owner));
    }

    [Fact]
    public void Help_texts_below_the_headers_are_no_entry()
    {
        var table = Importing.Table(
            "ID,Description,Owner,Likelihood\nUnique number,Describe the risk,Who owns it?,Select from the list\n1,Flood,A,3\n"
        );

        Assert.Equal(3, Assert.Single(table.Rows).Number);
        Assert.Contains(table.Messages, m => m.Row == 2);
    }

    [Fact]
    public void The_sheet_that_looks_like_a_register_is_chosen_and_the_others_are_named()
    {
        object?[][] matrix =
        [
            ["Likelihood", "Impact", "Level"],
            [5, 5, "High"],
        ];
        object?[][] register =
        [
            ["ID", "Risk", "Likelihood", "Impact", "Owner", "Review date"],
            [1, "Flood", 0.5m, 4, "A", new DateOnly(2026, 3, 5)],
            [2, "Fire", 0.25m, 3, null, null],
        ];
        var table = TableReader.Read(Workbook.Write(("Lists", matrix, []), ("Register", register, [])));

        Assert.Equal("Register", table.Sheet);
        Assert.Equal(["1", "Flood", "50%", "4", "A", "2026-03-05"], table.Rows[0].Cells);
        Assert.Contains(table.Messages, m => m.Message.Contains("\"Lists\"", StringComparison.Ordinal));
        Assert.Equal("Lists", TableReader.Read(Workbook.Write(("Lists", matrix, []), ("Register", register, [])), "lists").Sheet);
    }

    [Fact]
    public void A_merged_cell_stands_for_all_its_rows()
    {
        var table = TableReader.Read(
            Workbook.Write(
                (
                    "S",
                    [
                        ["Category", "Risk", "Owner"],
                        ["IT", "Virus", "A"],
                        [null, "Outage", "B"],
                    ],
                    ["A2:A3"]
                )
            )
        );

        Assert.Equal("IT", table.Rows[1].Cells[0]);
    }

    [Theory]
    [InlineData("%PDF-1.7 x", "PDF")]
    [InlineData("<!DOCTYPE html><table><tr><td>Risk</td></tr></table>", "web page")]
    [InlineData("[{\"risk\": 1}]", "JSON")]
    [InlineData("", "empty")]
    [InlineData("  \n ", "without text")]
    [InlineData("Dear all, here is the register.\nIt has rows, columns, and more.\nBye\n", "without columns")]
    [InlineData("PK\u0003\u0004 nonsense", "damaged")]
    public void What_is_no_table_is_refused_with_what_was_expected(string file, string found)
    {
        var refusal = Assert.Throws<ImportFileException>(() => Importing.Table(file));

        Assert.Contains(found, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Expected", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quotation_mark_that_is_never_closed_is_refused_with_its_row() =>
        Assert.StartsWith(
            "Row 3:",
            Assert.Throws<ImportFileException>(() => Importing.Table("id,title\n1,Flood\n2,\"Fire\n3,Theft\n4,Fraud\n")).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Beyond_the_limits_the_message_says_which()
    {
        Assert.Contains(
            "32,767",
            Assert.Throws<ImportFileException>(() => Importing.Table("id,title\n1," + new string('x', 32_768))).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "500 columns",
            Assert
                .Throws<ImportFileException>(() => Importing.Table("id,title\n" + string.Join(",", Enumerable.Repeat("x", 501))))
                .Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "100,000 rows",
            Assert
                .Throws<ImportFileException>(() =>
                    Importing.Table("id,title\n" + string.Concat(Enumerable.Repeat("1,a\n", 100_000)))
                )
                .Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "10 MB",
            Assert.Throws<ImportFileException>(() => TableReader.Read(new byte[(10 * 1024 * 1024) + 1])).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_file_with_headers_only_has_no_rows() =>
        Assert.Equal(0, Importing.Rows("\"ID\",\"Title\",\"Likelihood\"").DataRows);
}
