namespace RiskRegister.Local.Worker;

/// <summary>One run of a function on this host.</summary>
internal sealed class Invocation
{
    /// <summary>Where the HTTP exchange stands in a run's items.</summary>
    public const string HttpContextKey = "HttpRequestContext";
}
