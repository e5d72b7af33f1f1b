using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace RiskRegister.Api.OpenApi;

/// <summary>The XML documentation of this assembly, which the compiler writes beside it. Where the file is missing nothing has a description.</summary>
public static partial class XmlDocs
{
    private static readonly Lazy<Dictionary<string, string>> Summaries = new(Read);

    /// <summary>The summary of a type.</summary>
    public static string? Of(Type type) => Find($"T:{NameOf(type)}");

    /// <summary>The summary of a property; of a record's parameter, what is said of it there.</summary>
    public static string? Of(PropertyInfo property) => Find($"P:{NameOf(property.DeclaringType!)}.{property.Name}");

    /// <summary>The summary of a value of an enum.</summary>
    public static string? Of(FieldInfo field) => Find($"F:{NameOf(field.DeclaringType!)}.{field.Name}");

    /// <summary>The summary of a method that has no overloads.</summary>
    public static string? Of(MethodInfo method) => Find($"M:{NameOf(method.DeclaringType!)}.{method.Name}");

    /// <summary>The first sentence of a text, without what follows a colon.</summary>
    public static string FirstSentence(string text) =>
        Sentence().Match(text) is { Success: true } first ? $"{first.Value}." : text;

    private static string? Find(string member) => Summaries.Value.GetValueOrDefault(member);

    private static string NameOf(Type type) =>
        (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static Dictionary<string, string> Read()
    {
        try
        {
            return XDocument
                .Load(Path.ChangeExtension(typeof(XmlDocs).Assembly.Location, ".xml"), LoadOptions.PreserveWhitespace)
                .Descendants("member")
                .Where(member => member.Element("summary") is not null)
                .GroupBy(member => member.Attribute("name")!.Value.Split('(')[0], StringComparer.Ordinal)
                .ToDictionary(same => same.Key, same => Text(same.First().Element("summary")!), StringComparer.Ordinal);
        }
        catch (Exception e) when (e is IOException or XmlException or ArgumentException)
        {
            return [];
        }
    }

    private static string Text(XElement summary) => Blanks().Replace(string.Concat(summary.Nodes().Select(Text)), " ").Trim();

    private static string Text(XNode node) =>
        node switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "see" } see => see.Attribute("cref")?.Value.Split('(')[0].Split('.', ':')[^1] ?? see.Value,
            XElement { Name.LocalName: "paramref" } named => named.Attribute("name")?.Value ?? "",
            XElement element => string.Concat(element.Nodes().Select(Text)),
            _ => "",
        };

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^.+?(?=:\s|[.](?:\s|$))", RegexOptions.None, 1000)]
    private static partial Regex Sentence();
}
