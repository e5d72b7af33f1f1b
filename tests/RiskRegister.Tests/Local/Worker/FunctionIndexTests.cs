using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Local.Worker;
using Xunit;

namespace RiskRegister.Tests.Local.Worker;

public sealed class FunctionIndexTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(typeof(TwoOfOneName), "same: another function has the same name")]
    [InlineData(typeof(TwoOfOneRoute), "Second: GET 'risks/{id}' is also the route of First")]
    [InlineData(typeof(ReservedRoute), "Admin: the route 'admin/x' begins with what the Functions host keeps for itself")]
    [InlineData(typeof(WrongRoute), "WrongRoute: the route 'a/{b' is wrong")]
    [InlineData(typeof(WrongSchedule), "WrongSchedule: the schedule '0 0 25 * * *' is wrong")]
    [InlineData(typeof(NoSuchConstraint), "NoSuchConstraint: the route 'a/{b:nosuch}' is wrong")]
    [InlineData(typeof(LeadingSlash), "LeadingSlash: the route '/a' begins with a slash")]
    [InlineData(typeof(TimeSpanSchedule), "TimeSpanSchedule: the schedule '00:05:00' is a time span, which is not supported")]
    [InlineData(typeof(NoConnection), "NoConnection: the trigger's Connection names no setting")]
    [InlineData(typeof(MissingConnection), "MissingConnection: the setting 'NoSuchConnection'")]
    [InlineData(typeof(MissingSetting), "MissingSetting: the schedule '%No.Such.Setting%' names a setting that is missing")]
    [InlineData(typeof(TwoTriggers), "TwoTriggers: a function has exactly one trigger, this one has 2")]
    [InlineData(typeof(NoTrigger), "NoTrigger: a function has exactly one trigger, this one has 0")]
    [InlineData(typeof(UnknownParameter), "UnknownParameter: the parameter 'stray' (System.String) can be bound to nothing")]
    [InlineData(typeof(Hidden), "Hidden: a function is a public method of a public class")]
    [InlineData(typeof(RetryOfHttp), "RetryOfHttp: HttpTriggerAttribute takes no retry attribute")]
    public void An_app_whose_function_can_not_run_is_refused_by_name(Type type, string problem)
    {
        var refusal = Assert.Throws<StartRefusedException>(() => HostFixture.Build(_folder.Path, [type]));
        Assert.Contains(problem, refusal.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    public static class TwoOfOneName
    {
        [Function("Same")]
        public static void One([TimerTrigger("0 0 0 * * *")] TimerInfo timer) { }

        [Function("same")]
        public static void Two([TimerTrigger("0 0 0 * * *")] TimerInfo timer) { }
    }

    public static class TwoOfOneRoute
    {
        [Function("First")]
        public static void One([HttpTrigger("get", "post", Route = "risks/{reference}")] HttpRequest request) { }

        [Function("Second")]
        public static void Two([HttpTrigger("get", Route = "risks/{id}")] HttpRequest request) { }
    }

    public static class ReservedRoute
    {
        [Function("Admin")]
        public static void Run([HttpTrigger(Route = "admin/x")] HttpRequest request) { }
    }

    public static class WrongRoute
    {
        [Function("WrongRoute")]
        public static void Run([HttpTrigger(Route = "a/{b")] HttpRequest request) { }
    }

    public static class WrongSchedule
    {
        [Function("WrongSchedule")]
        public static void Run([TimerTrigger("0 0 25 * * *")] TimerInfo timer) { }
    }

    public static class MissingSetting
    {
        [Function("MissingSetting")]
        public static void Run([TimerTrigger("%No.Such.Setting%")] TimerInfo timer) { }
    }

    public static class NoSuchConstraint
    {
        [Function("NoSuchConstraint")]
        public static void Run([HttpTrigger(Route = "a/{b:nosuch}")] HttpRequest request) { }
    }

    public static class LeadingSlash
    {
        [Function("LeadingSlash")]
        public static void Run([HttpTrigger(Route = "/a")] HttpRequest request) { }
    }

    public static class TimeSpanSchedule
    {
        [Function("TimeSpanSchedule")]
        public static void Run([TimerTrigger("00:05:00")] TimerInfo timer) { }
    }

    public static class NoConnection
    {
        [Function("NoConnection")]
        public static void Run([CosmosDBTrigger("a", "b")] IReadOnlyList<string> items) { }
    }

    public static class MissingConnection
    {
        [Function("MissingConnection")]
        public static void Run([CosmosDBTrigger("a", "b", Connection = "NoSuchConnection")] IReadOnlyList<string> items) { }
    }

    public static class TwoTriggers
    {
        [Function("TwoTriggers")]
        public static void Run([TimerTrigger("0 0 0 * * *")] TimerInfo timer, [HttpTrigger] HttpRequest request) { }
    }

    public static class NoTrigger
    {
        [Function("NoTrigger")]
        public static void Run(FunctionContext context) { }
    }

    public static class UnknownParameter
    {
        [Function("UnknownParameter")]
        public static void Run([HttpTrigger(Route = "x")] HttpRequest request, string stray) { }
    }

    public static class Hidden
    {
        [Function("Hidden")]
        internal static void Run([HttpTrigger(Route = "x")] HttpRequest request) { }
    }

    public static class RetryOfHttp
    {
        [Function("RetryOfHttp")]
        [FixedDelayRetry(1, "00:00:01")]
        public static void Run([HttpTrigger(Route = "x")] HttpRequest request) { }
    }
}
