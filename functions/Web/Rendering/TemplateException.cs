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
}
