using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Access;
using RiskRegister.Api.OpenApi;

namespace RiskRegister.Tests.EndToEnd;

/// <summary>One way in which a function of an agency can be called.</summary>
public sealed partial record AgencyCall(string Function, string Verb, string Route)
{
    /// <summary>Every function whose address names an agency, by each of its methods.</summary>
    public static IReadOnlyList<AgencyCall> All { get; } =
    [
        .. from type in typeof(Policies).Assembly.GetTypes()
        from method in type.GetMethods(
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly
        )
        let function = method.GetCustomAttribute<FunctionAttribute>()
        let trigger = method
            .GetParameters()
            .Select(p => p.GetCustomAttribute<HttpTriggerAttribute>())
            .FirstOrDefault(t => t is not null)
        where function is not null && trigger?.Route?.Contains("{agency}", StringComparison.Ordinal) == true
        from verb in trigger.Methods!
        orderby function.Name
        select new AgencyCall(function.Name, verb.ToUpperInvariant(), trigger.Route!),
    ];

    public bool IsApi => Route.StartsWith("api/", StringComparison.Ordinal);

    /// <summary>Whether it names anything of the agency beside the agency itself.</summary>
    public bool NamesSomething => Parameter().Count(Route) > 1;

    /// <summary>Its address in an agency, with some values, in their order, for what else it names; the last one for all that follows.</summary>
    public string In(string agency, params IReadOnlyList<string> others)
    {
        var next = 0;
        return "/"
            + Parameter()
                .Replace(
                    Route,
                    p =>
                        p.Groups["name"].Value == "agency"
                            ? agency
                            : Uri.EscapeDataString(others[Math.Min(next++, others.Count - 1)])
                );
    }

    /// <summary>Calls it: the API with its example as body, a page with a form.</summary>
    public Task<Answer> SendAsync(RunningApp app, string address, string email) =>
        Verb == "GET" ? app.GetAsync(address, email)
        : IsApi
            ? app.SendAsync(
                Verb,
                address,
                Encoding.UTF8.GetBytes(Examples.ByFunction.GetValueOrDefault(Function)?.Request?.ToJsonString() ?? "{}"),
                "application/json",
                email,
                ifMatch: "\"any\""
            )
        : app.SendAsync(Verb, address, "title=Taken&reason=None&key=k"u8.ToArray(), "application/x-www-form-urlencoded", email);

    [GeneratedRegex(@"\{\*?(?<name>\w+)[^}]*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();
}
