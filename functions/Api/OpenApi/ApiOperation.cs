using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Access;

namespace RiskRegister.Api.OpenApi;

/// <summary>One call of the API, as its function declares it.</summary>
/// <param name="Name">Name of the function.</param>
/// <param name="Method">The function.</param>
/// <param name="Verb">GET, POST, ...</param>
/// <param name="Path">The address, such as <c>/api/{agency}/entries</c>.</param>
/// <param name="Policy">Who may call it.</param>
/// <param name="Declared">What it takes and gives.</param>
public sealed partial record ApiOperation(
    string Name,
    MethodInfo Method,
    string Verb,
    string Path,
    Policy Policy,
    OperationAttribute Declared
)
{
    /// <summary>Whether it changes something.</summary>
    public bool Changes => !HttpMethods.IsGet(Verb);

    /// <summary>Whether its body is JSON, and so a command.</summary>
    public bool IsCommand => Changes && Declared.Takes is { } type && !IsForm(type);

    /// <summary>Whether it answers with one thing that has an ETag: what has a version has one.</summary>
    public bool GivesETag =>
        Declared.HasETag
        || Declared.Gives?.GetProperty("Version")?.PropertyType is { } type && (type == typeof(int) || type == typeof(int?));

    /// <summary>Whether it answers with what it has made, and tells where that is.</summary>
    public bool Creates => Declared.Status == 201;

    /// <summary>Whether it changes what is there already, and so heeds If-Match.</summary>
    public bool TakesIfMatch => Changes && Declared.Takes is not null && GivesETag && !Creates;

    /// <summary>Whether it heeds Idempotency-Key, as all commands do.</summary>
    public bool TakesIdempotencyKey => IsCommand || TakesIfMatch;

    /// <summary>All calls of the API: the functions whose addresses begin with <c>api/</c>, and <c>health</c>.</summary>
    public static IReadOnlyList<ApiOperation> All =>
        [
            .. from type in typeof(ApiOperation).Assembly.GetTypes()
            from method in type.GetMethods(
                BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly
            )
            let function = method.GetCustomAttribute<FunctionAttribute>()
            let trigger = method
                .GetParameters()
                .Select(p => p.GetCustomAttribute<HttpTriggerAttribute>())
                .FirstOrDefault(t => t is not null)
            where function is not null && trigger is not null && IsOfTheApi(trigger.Route!)
            orderby trigger.Route, function.Name
            from verb in trigger.Methods!
            select new ApiOperation(
                function.Name,
                method,
                verb.ToUpperInvariant(),
                $"/{Constraints().Replace(trigger.Route!, "")}",
                Policies.ByFunction[function.Name],
                method.GetCustomAttribute<OperationAttribute>() ?? new OperationAttribute()
            ),
        ];

    /// <summary>Whether a body of this type is a form, because it brings a file.</summary>
    public static bool IsForm(Type type) => type.GetProperties().Any(p => p.PropertyType == typeof(IFormFile));

    private static bool IsOfTheApi(string route) => route == "health" || route.StartsWith("api/", StringComparison.Ordinal);

    // What a route says of a parameter beside its name, such as the type.
    [GeneratedRegex(@"(?<=\{\w+)[:?=][^}]*(?=\})", RegexOptions.None, 1000)]
    private static partial Regex Constraints();
}
