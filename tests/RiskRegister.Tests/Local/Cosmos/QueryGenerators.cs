using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace RiskRegister.Tests.Local.Cosmos;

/// <summary>A query with what it has to give: filter, order (path, descending), TOP, and the size of pages.</summary>
public sealed record Asked(Said Where, IReadOnlyList<(Field By, bool Descending)> Order, int? Top, int PageSize)
{
    public string Text =>
        $"SELECT {(Top is { } top ? $"TOP {top} " : "")}VALUE c.id FROM c WHERE {Where.Text}"
        + (
            Order.Count == 0
                ? ""
                : $" ORDER BY {string.Join(", ", Order.Select(o => Path(o.By) + (o.Descending ? " DESC" : "")))}"
        );

    public static string Path(Field field) => $"c.{field.ToString().ToLowerInvariant()}";

    public override string ToString() => $"{Text} in pages of {PageSize}";
}

/// <summary>Papers, and queries over them.</summary>
public static class QueryGenerators
{
    private static readonly Gen<Field> Fields = Gen.Elements(Enum.GetValues<Field>());
    private static readonly Gen<Shape> AnyShape = Gen.Elements(Enum.GetValues<Shape>());

    // How arrays and objects are sorted is not documented.
    private static readonly Gen<Shape> Sortable = Gen.Elements(Enum.GetValues<Shape>().Where(Shapes.IsPrimitive));
    private static readonly Gen<JsonElement> Constants = Gen.Elements(
        Enum.GetValues<Shape>().Where(Shapes.IsPrimitive).Select(Shapes.Of).OfType<JsonElement>()
    );
    private static readonly Gen<string> Parts = Gen.Elements("", "a", "B", "\u00e4", "AB", "b");

    public static Gen<Paper> Papers => from a in Sortable from b in Sortable from c in AnyShape select new Paper(a, b, c);

    public static Gen<Asked> Queries =>
        from condition in Conditions(3)
        from keys in Gen.OneOf(Gen.Constant<(Field, bool)[]>([]), OneKey, TwoKeys)
        from top in Gen.OneOf(Gen.Constant<int?>(null), Gen.Choose(0, 12).Select(top => (int?)top))
        from size in Gen.Choose(1, 7)
        select new Asked(condition, keys, top, size);

    private static Gen<(Field, bool)[]> OneKey =>
        from path in Gen.Elements(Field.A, Field.B)
        from down in Gen.Elements(false, true)
        select ((Field, bool)[])[(path, down)];

    // The composite indexes are (a, b) and (b, a descending); each also serves the inverted order.
    private static Gen<(Field, bool)[]> TwoKeys =>
        Gen.Elements<(Field, bool)[]>(
            [(Field.A, false), (Field.B, false)],
            [(Field.A, true), (Field.B, true)],
            [(Field.B, false), (Field.A, true)],
            [(Field.B, true), (Field.A, false)]
        );

    private static Gen<Said> Conditions(int depth) =>
        depth == 0
            ? Leaves
            : Gen.OneOf(
                Leaves,
                from said in Conditions(depth - 1)
                select new Said($"NOT ({said.Text})", p => !said.Holds(p)),
                from left in Conditions(depth - 1)
                from right in Conditions(depth - 1)
                select new Said($"({left.Text} AND {right.Text})", p => Meaning.And(left.Holds(p), right.Holds(p))),
                from left in Conditions(depth - 1)
                from right in Conditions(depth - 1)
                select new Said($"({left.Text} OR {right.Text})", p => !Meaning.And(!left.Holds(p), !right.Holds(p)))
            );

    private static Gen<Said> Leaves => Gen.OneOf(ToConstant, ToField, Lists, Arrays, Texts, Types);

    private static Gen<Said> ToConstant =>
        from path in Fields
        from @operator in Gen.Elements(Meaning.Operators)
        from value in Constants
        select new Said($"{Asked.Path(path)} {@operator} {value.GetRawText()}", p => Meaning.Compare(@operator, p[path], value));

    private static Gen<Said> ToField =>
        from left in Fields
        from @operator in Gen.Elements(Meaning.Operators)
        from right in Fields
        select new Said(
            $"{Asked.Path(left)} {@operator} {Asked.Path(right)}",
            p => Meaning.Compare(@operator, p[left], p[right])
        );

    private static Gen<Said> Lists =>
        from path in Fields
        from values in Gen.NonEmptyListOf(Constants)
        select new Said(
            $"{Asked.Path(path)} IN ({string.Join(", ", values.Select(v => v.GetRawText()))})",
            p => p[path] is null ? null : values.Any(v => Meaning.Compare("=", p[path], v) == true)
        );

    private static Gen<Said> Arrays =>
        from path in Fields
        from value in Constants
        select new Said($"ARRAY_CONTAINS({Asked.Path(path)}, {value.GetRawText()})", p => Meaning.Contains(p[path], value));

    private static Gen<Said> Texts =>
        from path in Fields
        from part in Parts
        from ignoreCase in Gen.Elements(false, true)
        from function in Gen.Elements<(string Name, Func<string, string, bool> Match)>(
            ("CONTAINS", (text, sought) => text.Contains(sought, StringComparison.Ordinal)),
            ("STARTSWITH", (text, sought) => text.StartsWith(sought, StringComparison.Ordinal)),
            ("STRINGEQUALS", string.Equals)
        )
        select new Said(
            $"{function.Name}({Asked.Path(path)}, '{part}', {(ignoreCase ? "true" : "false")})",
            p => Meaning.Match(p[path], part, ignoreCase, function.Match)
        );

    private static Gen<Said> Types =>
        from path in Fields
        from said in Gen.Elements(
            new Said($"IS_DEFINED({Asked.Path(path)})", p => p[path] is not null),
            new Said($"IS_NULL({Asked.Path(path)})", p => p[path]?.ValueKind == JsonValueKind.Null),
            new Said(
                Asked.Path(path),
                p => p[path] is { ValueKind: JsonValueKind.True or JsonValueKind.False } v ? v.GetBoolean() : null
            )
        )
        select said;
}
