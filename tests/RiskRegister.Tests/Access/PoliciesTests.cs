using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Access;
using RiskRegister.People;
using Xunit;

namespace RiskRegister.Tests.Access;

public sealed class PoliciesTests
{
    private static readonly IReadOnlyList<(string Name, HttpTriggerAttribute Trigger)> Functions =
    [
        .. typeof(Policies)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
            .Select(method =>
                (
                    method.GetCustomAttribute<FunctionAttribute>()?.Name,
                    Trigger: method
                        .GetParameters()
                        .Select(p => p.GetCustomAttribute<HttpTriggerAttribute>())
                        .FirstOrDefault(t => t is not null)
                )
            )
            .Where(function => function.Name is not null && function.Trigger is not null)
            .Select(function => (function.Name!, function.Trigger!)),
    ];

    [Fact]
    public void Every_function_that_is_called_over_HTTP_has_a_policy_and_no_policy_is_left_over() =>
        Assert.Equal(Functions.Select(f => f.Name).Order(), Policies.ByFunction.Keys.Order());

    [Fact]
    public void Whatever_lies_below_an_agency_is_for_its_members() =>
        Assert.All(
            Functions.Where(f => f.Trigger.Route?.Contains("{agency}", StringComparison.Ordinal) == true),
            f => Assert.True(Policies.ByFunction[f.Name].Member, f.Name)
        );

    [Fact]
    public void Readers_may_call_nothing_that_changes_anything() =>
        Assert.All(
            Functions.Where(f => f.Trigger.Methods?.Contains(HttpMethods.Post, StringComparer.OrdinalIgnoreCase) == true),
            f => Assert.False(Policies.Allows(f.Name, [Role.Reader]), f.Name)
        );
}
