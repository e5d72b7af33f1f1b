using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Access;
using RiskRegister.People;
using Xunit;

namespace RiskRegister.Tests.Access;

public sealed class PoliciesTests
{
    private static readonly List<(string Name, HttpTriggerAttribute Trigger)> Functions =
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
        where function is not null && trigger is not null
        select (function.Name, trigger),
    ];

    [Fact]
    public void Every_function_that_is_called_over_HTTP_has_a_policy()
    {
        Assert.NotEmpty(Functions);
        Assert.Empty(Functions.Select(f => f.Name).Except(Policies.ByFunction.Keys));
    }

    [Fact]
    public void Every_policy_is_that_of_a_function()
    {
        Assert.Empty(Policies.ByFunction.Keys.Except(Functions.Select(f => f.Name)));
    }

    [Fact]
    public void The_host_asks_for_no_key_because_the_policies_decide()
    {
        Assert.All(Functions, f => Assert.Equal(AuthorizationLevel.Anonymous, f.Trigger.AuthLevel));
    }

    [Fact]
    public void What_belongs_to_an_agency_is_for_its_members()
    {
        Assert.All(
            Functions,
            f => Assert.Equal(f.Trigger.Route!.Contains("{agency}", StringComparison.Ordinal), Policies.ByFunction[f.Name].Member)
        );
    }

    [Fact]
    public void Members_are_let_through_by_a_role_and_others_by_none()
    {
        Assert.All(Policies.ByFunction.Values, p => Assert.Equal(p.Member, p.Roles.Count > 0));
        Assert.All(Policies.ByFunction.Values, p => Assert.True(p.SignedIn || !p.Member));
    }

    [Fact]
    public void Only_these_may_be_called_by_anybody()
    {
        var open = Policies.ByFunction.Where(p => !p.Value.SignedIn).Select(p => p.Key).Order();

        Assert.Equal(
            [
                "ApiDescription",
                "Assets",
                "GetCalendar",
                "Health",
                "SignInPage",
                "UnsubscribeForm",
                "UnsubscribePage",
                "ZNoSuchPage",
            ],
            open
        );
    }

    [Fact]
    public void Who_only_reads_or_audits_changes_nothing_and_may_comment()
    {
        var changing = Functions
            .Where(f => f.Trigger.Methods!.Any(m => !HttpMethods.IsGet(m.ToUpperInvariant())))
            // Of oneself: what one says, when one is away, and which mails one wants.
            .Where(f =>
                f.Name
                    is not ("CommentOnEntry" or "SetAway" or "CancelAway" or "SetDigests" or "MakeCalendar" or "RevokeCalendar")
            );

        Assert.All(
            changing.Select(f => Policies.ByFunction[f.Name]),
            policy => Assert.Empty(policy.Roles.Intersect([Role.Reader, Role.Auditor]))
        );
    }

    [Fact]
    public void A_form_may_be_sent_by_who_may_see_its_page()
    {
        foreach (var (name, policy) in Policies.ByFunction.Where(p => p.Key.EndsWith("Form", StringComparison.Ordinal)))
        {
            Assert.Same(policy, Policies.ByFunction[name[..^4] + "Page"]);
        }
    }

    [Fact]
    public void No_agency_can_have_the_id_of_a_first_segment()
    {
        var first = Functions.Select(f => f.Trigger.Route!.Split('/')[0]).Where(s => s.Length > 0 && s[0] != '{').ToList();

        Assert.Contains("api", first);
        Assert.All(first, segment => Assert.False(AgencyId.IsValid(segment), segment));
    }
}
