using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Access;
using Xunit;

namespace RiskRegister.Tests.EndToEnd;

/// <summary>Walks all functions of an agency, also those that are written later: whoever may not see an entry can't tell it from one that was never raised.</summary>
public sealed partial class ConfidentialTests
{
    private const string Title = "A secret fire";

    private static readonly IReadOnlyList<(string Method, string Route)> Calls =
    [
        .. from type in typeof(Policies).Assembly.GetTypes()
        from method in type.GetMethods()
        from parameter in method.GetParameters()
        let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
        where trigger is not null && trigger.Route!.Contains("{agency}", StringComparison.Ordinal)
        from verb in trigger.Methods!
        select (verb.ToUpperInvariant(), trigger.Route!),
    ];

    [Fact]
    public async Task To_others_a_confidential_entry_is_as_one_that_was_never_raised()
    {
        using var folder = new TemporaryFolder();
        await using var app = await RunningApp.StartAsync(folder.Path, "--no-azurite", "--no-mailbox", "--empty");
        const string Raise = $$"""
            {"kind":"risk","title":"{{Title}}","owner":"manager@demo.example","confidential":true,"processes":["Keep records"]}
            """;
        var reference = (string)(await app.PostAsync("/api/demo/entries", Raise)).Json["reference"]!;
        Assert.Contains(Calls, call => call.Route.Contains("{reference}", StringComparison.Ordinal));

        foreach (var email in (string[])["reader@demo.example", "owner@demo.example", "approver@demo.example"])
        {
            foreach (var (method, route) in Calls)
            {
                var hidden = await CallAsync(app, email, method, route, reference);
                var missing = await CallAsync(app, email, method, route, "R-9998");
                Assert.Equal($"{method} {route}: {missing}", $"{method} {route}: {hidden}");
                Assert.DoesNotContain(Title, hidden, StringComparison.Ordinal);
            }

            Assert.Equal(0, (int)(await app.GetAsync("/api/demo/entries/count", email)).Json["count"]!);
            Assert.Empty(
                (await app.GetAsync("/api/demo/entries?asOf=" + $"{TimeProvider.System.GetUtcNow().UtcDateTime:O}", email)).Json[
                    "items"
                ]!.AsArray()
            );
        }

        foreach (var email in (string[])["manager@demo.example", "auditor@demo.example", "admin@demo.example"])
        {
            Assert.Equal(200, (await app.GetAsync($"/api/demo/entries/{reference}", email)).Status);
            Assert.Equal(1, (int)(await app.GetAsync("/api/demo/entries/count", email)).Json["count"]!);
            Assert.Contains(Title, (await app.GetAsync("/demo/entries", email)).Text, StringComparison.Ordinal);
        }

        Assert.Equal(1, (int)(await app.GetAsync($"/api/demo/entries/{reference}")).Json["version"]!);
    }

    /// <summary>Status and text; the reference, and what is another in each answer, are left out.</summary>
    private static async Task<string> CallAsync(RunningApp app, string email, string method, string route, string reference)
    {
        var path = Parameter()
            .Replace(
                route
                    .Replace("{agency}", "demo", StringComparison.Ordinal)
                    .Replace("{reference}", reference, StringComparison.Ordinal),
                "none"
            );
        var answer =
            method == "GET"
                ? await app.GetAsync($"/{path}", email)
                : await app.PostAsync($"/{path}", """{"text":"A comment","reason":"So"}""", email: email);
        var text = answer.Text.Replace(reference, "REFERENCE", StringComparison.Ordinal);
        return $"{answer.Status} {Once().Replace(text, "ONCE")}";
    }

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex("[0-9a-f]{32}", RegexOptions.None, 1000)]
    private static partial Regex Once();
}
