using System.Text.Json.Serialization;
using RiskRegister.Register.Records;

namespace RiskRegister.Digests.Overriding;

/// <summary>An agency's own template of a mail.</summary>
/// <param name="Agency">Partition.</param>
/// <param name="Name">The template that it stands for, such as <c>mail/digest.html</c>.</param>
/// <param name="Text">Its text; null since the shipped one is used again.</param>
public sealed record MailTemplate(string Agency, string Name, string? Text) : RegisterRecord(Agency)
{
    /// <summary>Value of <see cref="Type"/>.</summary>
    public const string DocumentType = "template";

    /// <inheritdoc/>
    public override string Id => IdOf(Name);

    /// <summary>Always <c>template</c>.</summary>
    public override string Type => DocumentType;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Called => $"The template {AddressOf(Name)}";

    /// <summary>The document of a template.</summary>
    public static string IdOf(string name) => $"template:{AddressOf(name)}";

    /// <summary>The name as addresses have it: <c>mail-digest.html</c>.</summary>
    public static string AddressOf(string name) => name.Replace('/', '-');
}
