using System.Text;
using RiskRegister.Import;
using Xunit;

namespace RiskRegister.Tests.Import;

/// <summary>Shorthand for reading a file of a few lines.</summary>
internal static class Importing
{
    public static Table Table(string text) => TableReader.Read(Encoding.UTF8.GetBytes(text));

    public static ImportReading Rows(string text, ImportOptions? options = null) => Rows(Table(text), options);

    public static ImportReading Rows(Table table, ImportOptions? options = null) =>
        ImportRows.Read(table, ColumnMapping.Propose(table), options);

    public static ImportedRow Row(string text) => Assert.Single(Rows(text).Rows);

    /// <summary>Fields by column name, without the columns that go to the notes.</summary>
    public static Dictionary<string, string> Mapping(string text) =>
        ColumnMapping.Propose(Table(text)).Columns.Where(c => c.Field is not null).ToDictionary(c => c.Column, c => c.Field!);
}
