using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace RiskRegister.Local.Cosmos.Query;

/// <summary>How a selected value is put together from the columns of a row.</summary>
internal abstract record Output
{
    /// <summary>Whether the row has the value, or it is undefined.</summary>
    public virtual bool IsDefined(SqliteDataReader row) => true;

    public abstract void Write(SqliteDataReader row, IBufferWriter<byte> buffer, StoredContainer container);

    /// <summary>Plans the output of an expression, adding the columns that it needs.</summary>
    public static Output Of(Expression? expression, Translator translator, List<string> columns)
    {
        switch (expression)
        {
            case null:
            case Alias alias when translator.IsItem(alias):
                columns.AddRange(StoredItem.Columns.Split(", "));
                return new ItemOutput(columns.Count - StoredItem.ColumnCount);
            case ObjectLiteral literal:
                return new ObjectOutput([.. literal.Members.Select(m => (m.Name, Of(m.Value, translator, columns)))]);
            case ArrayLiteral literal:
                return new ArrayOutput([.. literal.Elements.Select(e => Of(e, translator, columns))]);
            default:
                columns.Add(translator.Value(expression).Json);
                return new JsonOutput(columns.Count - 1);
        }
    }

    protected static void WriteList<T>(IEnumerable<T> parts, IBufferWriter<byte> buffer, Action<T> write)
    {
        var first = true;
        foreach (var part in parts)
        {
            if (!first)
            {
                buffer.Write(","u8);
            }

            first = false;
            write(part);
        }
    }
}

/// <summary>The whole item.</summary>
internal sealed record ItemOutput(int First) : Output
{
    public override void Write(SqliteDataReader row, IBufferWriter<byte> buffer, StoredContainer container) =>
        StoredItem.Read(row, First).WriteTo(buffer, container);
}

/// <summary>A column of JSON text.</summary>
internal sealed record JsonOutput(int Column) : Output
{
    public override bool IsDefined(SqliteDataReader row) => !row.IsDBNull(Column);

    public override void Write(SqliteDataReader row, IBufferWriter<byte> buffer, StoredContainer container)
    {
        // A whole number reads as such, also where SQLite has computed with fractions.
        var text = row.GetString(Column);
        Encoding.UTF8.GetBytes(text.EndsWith(".0", StringComparison.Ordinal) ? text.AsSpan(..^2) : text, buffer);
    }
}

internal sealed record ObjectOutput(IReadOnlyList<(string Name, Output Value)> Members) : Output
{
    public override void Write(SqliteDataReader row, IBufferWriter<byte> buffer, StoredContainer container)
    {
        buffer.Write("{"u8);
        WriteList(
            Members.Where(m => m.Value.IsDefined(row)),
            buffer,
            member =>
            {
                Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(member.Name)}\":", buffer);
                member.Value.Write(row, buffer, container);
            }
        );
        buffer.Write("}"u8);
    }
}

internal sealed record ArrayOutput(IReadOnlyList<Output> Elements) : Output
{
    public override void Write(SqliteDataReader row, IBufferWriter<byte> buffer, StoredContainer container)
    {
        buffer.Write("["u8);
        WriteList(Elements.Where(e => e.IsDefined(row)), buffer, element => element.Write(row, buffer, container));
        buffer.Write("]"u8);
    }
}
