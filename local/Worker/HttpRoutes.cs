using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;

namespace RiskRegister.Local.Worker;

/// <summary>The routes of the HTTP functions.</summary>
/// <param name="prefix">What every route begins with; may be empty.</param>
internal sealed class HttpRoutes(string prefix)
{
    // The Functions host keeps these for itself, whatever the prefix.
    private static readonly string[] Reserved = ["admin", "runtime"];
    private static readonly string[] AllMethods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

    private readonly Dictionary<HostedFunction, RoutePattern> _patterns = [];
    private readonly Dictionary<string, string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes the function's route; returns what is wrong with it.</summary>
    public IEnumerable<string> Add(HostedFunction function)
    {
        var route = $"{prefix}/{((HttpTriggerAttribute)function.Trigger).Route ?? function.Name}".Trim('/');
        try
        {
            _patterns[function] = RoutePatternFactory.Parse(route);
        }
        catch (RoutePatternException e)
        {
            return [$"the route '{route}' is wrong: {e.Message}"];
        }

        return Conflicts(function, route);
    }

    /// <summary>The route, parsed.</summary>
    public RoutePattern PatternOf(HostedFunction function) => _patterns[function];

    /// <summary>Whether the function's route has a parameter of this name.</summary>
    public bool HasParameter(HostedFunction function, string name) =>
        _patterns.TryGetValue(function, out var pattern) && pattern.GetParameter(name) is not null;

    /// <summary>The methods that the function answers.</summary>
    public static IReadOnlyList<string> MethodsOf(HostedFunction function) =>
        ((HttpTriggerAttribute)function.Trigger).Methods is { Length: > 0 } methods
            ? [.. methods.Select(method => method.ToUpperInvariant())]
            : AllMethods;

    private IEnumerable<string> Conflicts(HostedFunction function, string route)
    {
        if (Reserved.Contains(route.Split('/')[0], StringComparer.OrdinalIgnoreCase))
        {
            yield return $"the route '{route}' begins with what the Functions host keeps for itself ({string.Join(", ", Reserved)}).";
        }

        foreach (var method in MethodsOf(function))
        {
            if (!_taken.TryAdd($"{method} {Shape(_patterns[function])}", function.Name))
            {
                yield return $"{method} '{route}' is also the route of {_taken[$"{method} {Shape(_patterns[function])}"]}.";
            }
        }
    }

    // Two routes are the same when they differ in the names of parameters alone.
    private static string Shape(RoutePattern pattern) =>
        string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(Shape))));

    private static string Shape(RoutePatternPart part) =>
        part switch
        {
            RoutePatternParameterPart parameter =>
                $"{{{(parameter.IsCatchAll ? "*" : "")}{string.Join(':', parameter.ParameterPolicies.Select(policy => policy.Content))}}}",
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            _ => "",
        };
}
