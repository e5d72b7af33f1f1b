using System.Globalization;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace RiskRegister.Benchmarks.Scenarios;

/// <summary>Sends messages of 200 bytes to a queue, a hundred at a time, while a function that does nothing takes each.</summary>
public sealed class QueueMessages : Scenario
{
    public override string What => "queue messages through a handler that does nothing";

    public override async Task MeasureAsync(Report report)
    {
        using var folder = new TemporaryFolder();
        await using var server = await ServerProcess.StartFunctionsAsync(folder);
        var count = report.Times(20_000);
        await server.AskAsync($"/send?count={count}");
        report.AtLeast(5000, "sent and handled", count / await server.AskAsync($"/send?count={count}"), "messages/s");
    }

    public sealed class Functions(IConfiguration settings)
    {
        private static int _left;
        private static TaskCompletionSource _allHandled = new();

        [Function("SendMessages")]
        public async Task<IActionResult> Send([HttpTrigger("get", Route = "send")] HttpRequest request)
        {
            var count = int.Parse(request.Query["count"]!, CultureInfo.InvariantCulture);
            (_left, _allHandled) = (count, new(TaskCreationOptions.RunContinuationsAsynchronously));
            await using var client = new ServiceBusClient(settings["ServiceBusConnection"]!);
            var sender = client.CreateSender("benchmark");
            foreach (var chunk in Enumerable.Range(0, count).Chunk(100))
            {
                await sender.SendMessagesAsync(chunk.Select(_ => new ServiceBusMessage(new string('x', 200))));
            }

            await _allHandled.Task;
            return new OkResult();
        }

        [Function("HandleMessage")]
        public void Handle(
            [ServiceBusTrigger("benchmark", Connection = "ServiceBusConnection")] ServiceBusReceivedMessage message
        )
        {
            if (Interlocked.Decrement(ref _left) == 0)
            {
                _allHandled.SetResult();
            }
        }
    }
}
