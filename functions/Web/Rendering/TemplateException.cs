using Scriban.Parsing;
using Scriban.Syntax;

namespace RiskRegister.Web.Rendering;

/// <summary>A template does not parse, is missing, or asks for what its model does not have. The message names file, line and column.</summary>
public sealed class TemplateException : Exception
{
    /// <summary>A failure without further words.</summary>
    public TemplateException() { }

    /// <summary>A failure in words.</summary>
    public TemplateException(string message)
        : base(message) { }

    /// <summary>A failure and what caused it.</summary>
    public TemplateException(string message, Exception innerException)
        : base(message, innerException) { }

    /// <summary>Where it fails, and why; empty where no place can be told.</summary>
    public IReadOnlyList<TemplateProblem> Problems { get; private init; } = [];

    /// <summary>A template that does not parse.</summary>
    internal static TemplateException Of(IEnumerable<LogMessage> messages) =>
        new(string.Join('\n', messages)) { Problems = [.. messages.Select(m => TemplateProblem.At(m.Span, m.Message))] };

    /// <summary>A template that does not render.</summary>
    internal static TemplateException Of(ScriptRuntimeException failure) =>
        new(failure.Message, failure) { Problems = [TemplateProblem.At(failure.Span, failure.OriginalMessage)] };
}

/// <summary>What is wrong with a template.</summary>
/// <param name="Template">Its name, or that of a part that it uses.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="What">What is wrong.</param>
public sealed record TemplateProblem(string Template, int Line, int Column, string What)
{
    internal static TemplateProblem At(SourceSpan span, string what) =>
        new(span.FileName ?? "", span.Start.Line + 1, span.Start.Column + 1, what);
}
