using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace RiskRegister.Tests.Local.Worker;

public sealed class DurableFunctionsTests
{
    [Fact]
    public async Task A_function_starts_an_orchestration_whose_activities_have_services()
    {
        await using var host = await HostFixture.StartAsync(
            [typeof(Functions)],
            builder => builder.Services.AddScoped<Greeter>()
        );
        Assert.Equal("\"Hello Ada, hello Grace from fixed\"", await host.GetStringAsync("/start"));
    }

    public sealed record Names(string First, string Second);

    public sealed class Greeter
    {
        public string Greet(string name) => $"ello {name}";
    }

    public sealed class Functions(Greeter greeter)
    {
        [Function("Start")]
        public async Task<IActionResult> Start(
            [HttpTrigger("get", Route = "start")] HttpRequest request,
            [DurableClient] DurableTaskClient client,
            CancellationToken cancellation
        )
        {
            var options = new StartOrchestrationOptions("fixed");
            var id = await client.ScheduleNewOrchestrationInstanceAsync(
                "GreetBoth",
                new Names("Ada", "Grace"),
                options,
                cancellation
            );
            var ended = await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, cancellation);
            return new ContentResult { Content = ended.SerializedOutput };
        }

        [Function("GreetBoth")]
        public static async Task<string> GreetBoth([OrchestrationTrigger] TaskOrchestrationContext context, Names names)
        {
            var first = await context.CallActivityAsync<string>("Greet", names.First);
            var second = await context.CallActivityAsync<string>("Greet", names.Second);
            return $"H{first}, h{second} from {context.InstanceId}";
        }

        [Function("Greet")]
        public async Task<string> Greet([ActivityTrigger] string name, FunctionContext context)
        {
            await Task.Yield();
            return context.CancellationToken.IsCancellationRequested ? "" : greeter.Greet(name);
        }
    }
}
