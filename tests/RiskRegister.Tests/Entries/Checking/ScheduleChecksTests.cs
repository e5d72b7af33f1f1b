using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.Entries.Acting;
using RiskRegister.Entries.Checking;
using RiskRegister.Entries.Raising;
using RiskRegister.Register;
using RiskRegister.Tests.Local.Worker;
using Xunit;

namespace RiskRegister.Tests.Entries.Checking;

/// <summary>The whole way: commit, outbox, relay, topic, orchestration.</summary>
public sealed class ScheduleChecksTests
{
    private static readonly Type[] Functions =
    [
        typeof(OutboxRelay),
        typeof(ScheduleChecks),
        typeof(AwaitCheck),
        typeof(CheckActivities),
        typeof(Peeking),
    ];

    [Fact]
    public async Task The_message_of_a_completion_starts_the_wait_and_that_of_a_check_ends_it()
    {
        await using var host = await HostFixture.StartAsync(Functions, Configure);
        var store = host.Host.Services.GetRequiredService<EntryStore>();
        await host.Host.Services.GetRequiredService<Agencies>().SaveAsync("north", DefaultSettings.For("North"));
        var context = await store.ContextAsync("north", "owner@demo.example");
        var raise = Raise.Decide(new RaiseEntry { Kind = EntryKind.Risk, Title = "Flood" }, context);
        await store.RaiseAsync("north", context, EntryKind.Risk, raise);
        var plan = new PlanEntryAction("Buy a pump", null, context.Today, null, null);
        await DoAsync((entry, at) => PlanAction.Decide(plan, entry, at));

        await DoAsync((entry, at) => CompleteAction.Decide(new("A1", "Bought"), entry, at));
        await UntilAsync(host, nameof(OrchestrationRuntimeStatus.Running));

        var checker = context with { Actor = "checker@demo.example" };
        await DoAsync((entry, _) => CheckAction.Decide(new("A1", Verdict.Effective, "Dry"), entry, checker));
        await UntilAsync(host, nameof(OrchestrationRuntimeStatus.Completed));

        Task DoAsync(Func<Entry, DecisionContext, Decision> decide) => store.ChangeAsync("north", "R-0001", context, decide);
    }

    private static void Configure(FunctionsApplicationBuilder builder)
    {
        builder.Configuration["Register:CreateContainers"] = "true";
        builder.Services.AddRegister();
    }

    private static async Task UntilAsync(HostFixture host, string status)
    {
        for (var attempt = 0; await host.GetStringAsync("/peek") != status; attempt++)
        {
            Assert.True(attempt < 3_000, $"The check is not {status}.");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    public sealed class Peeking
    {
        [Function("Peek")]
        public static async Task<IActionResult> Peek(
            [HttpTrigger("get", Route = "peek")] HttpRequest request,
            [DurableClient] DurableTaskClient client
        )
        {
            var found = await client.GetInstanceAsync("check:north:R-0001:A1", request.HttpContext.RequestAborted);
            return new ContentResult { Content = $"{found?.RuntimeStatus}" };
        }
    }
}
