using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;

namespace RiskRegister.Local.Worker;

/// <summary>The routes of the HTTP functions.</summary>
/// <param name="prefix">What every route begins with; may be empty.</param>
/// <param name="policies">Makes the constraints that templates name.</param>
internal sealed class HttpRoutes(string prefix, ParameterPolicyFactory policies)
{
    // The Functions host keeps these for itself, whatever the prefix.
    private static readonly string[] Reserved = ["admin", "runtime"];
    private static readonly string[] AllMethods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

    private readonly Dictionary<HostedFunction, RoutePattern> _patterns = [];
    private readonly Dictionary<string, string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes the function's route; returns what is wrong with it.</summary>
    public IEnumerable<string> Add(HostedFunction function)
    {
        var trigger = (HttpTriggerAttribute)function.Trigger;
        var path = string.IsNullOrEmpty(trigger.Route) ? function.Name : trigger.Route;
        var route = $"{prefix}/{path}".TrimStart('/');
        if (path.StartsWith('/'))
        {
            return [$"the route '{path}' begins with a slash."];
        }

        if (Reserved.Contains(route.Split('/')[0], StringComparer.OrdinalIgnoreCase))
        {
            return [$"the route '{route}' begins with what the Functions host keeps for itself ({string.Join(", ", Reserved)})."];
        }

        try
        {
            _patterns[function] = Parse(route, trigger);
        }
        catch (Exception e) when (e is RoutePatternException or RouteCreationException or InvalidOperationException)
        {
            return [$"the route '{route}' is wrong: {e.Message}"];
        }

        return Conflicts(function, route, trigger.Methods);
    }

    /// <summary>The route, parsed.</summary>
    public RoutePattern PatternOf(HostedFunction function) => _patterns[function];

    /// <summary>Whether the function's route has a parameter of this name.</summary>
    public bool HasParameter(HostedFunction function, string name) =>
        _patterns.TryGetValue(function, out var pattern) && pattern.GetParameter(name) is not null;

    // To the Functions host the method is a part of the route, so that a wrong one is not found rather than not allowed.
    private RoutePattern Parse(string route, HttpTriggerAttribute trigger)
    {
        var method = trigger.Methods is { Length: > 0 } methods
            ? new RouteValueDictionary { ["httpMethod"] = new HttpMethodRouteConstraint(methods) }
            : null;
        var pattern = RoutePatternFactory.Parse(route, defaults: null, parameterPolicies: method);
        foreach (var (name, references) in pattern.ParameterPolicies)
        {
            foreach (var reference in references)
            {
                policies.Create(pattern.GetParameter(name), reference);
            }
        }

        return pattern;
    }

    private IEnumerable<string> Conflicts(HostedFunction function, string route, string[]? methods)
    {
        foreach (var method in methods is { Length: > 0 } ? methods : AllMethods)
        {
            var key = $"{method} {Shape(_patterns[function])}";
            if (!_taken.TryAdd(key, function.Name))
            {
                yield return $"{method.ToUpperInvariant()} '{route}' is also the route of {_taken[key]}.";
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
