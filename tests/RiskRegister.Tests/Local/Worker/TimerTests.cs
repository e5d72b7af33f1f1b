using System.Net;
using System.Threading.Channels;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace RiskRegister.Tests.Local.Worker;

public sealed class TimerTests
{
    private static readonly DateTimeOffset Monday = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Step = TimeSpan.FromHours(6);

    private readonly FakeTimeProvider _time = new(Monday);
    private readonly Runs _runs = new();

    [Fact]
    public async Task A_function_runs_when_it_is_due()
    {
        await using var host = await StartAsync(typeof(Daily));
        var run = await NextRunAsync(Step);
        Assert.False(run.Timer.IsPastDue);
        Assert.Equal(new DateTime(2026, 6, 2, 6, 0, 0), run.Timer.ScheduleStatus!.Next);
        Assert.Equal(Monday.AddHours(18), run.At);
    }

    [Fact]
    public async Task A_schedule_may_stand_in_a_setting_and_follow_another_zone()
    {
        await using var host = await HostFixture.StartAsync(
            [typeof(BySetting)],
            builder =>
            {
                Configure(builder);
                builder.Configuration["Afternoon"] = "0 0 15 * * *";
                builder.Configuration["WEBSITE_TIME_ZONE"] = "Europe/Berlin";
            },
            _time
        );
        var run = await NextRunAsync(TimeSpan.FromHours(1));
        Assert.Equal(new DateTime(2026, 6, 1, 15, 0, 0), run.Timer.ScheduleStatus!.Next);
        Assert.Equal(Monday.AddHours(1), run.At);
    }

    [Fact]
    public async Task A_run_that_was_missed_is_made_up_for_once()
    {
        await using var host = await StartAsync(typeof(Daily));
        await NextRunAsync(Step);
        await host.StopAsync();

        _time.SetUtcNow(Monday.AddDays(3));
        await host.StartAgainAsync([typeof(Daily)], Configure, _time);
        var late = await NextRunAsync(TimeSpan.Zero);
        Assert.True(late.Timer.IsPastDue);
        Assert.Equal(new DateTime(2026, 6, 2, 6, 0, 0), late.Timer.ScheduleStatus!.Last);
        var regular = await NextRunAsync(Step);
        Assert.False(regular.Timer.IsPastDue);
        Assert.Equal(Monday.AddDays(3).AddHours(18), regular.At);
    }

    [Fact]
    public async Task A_missed_run_that_was_made_up_for_is_not_made_up_for_again_after_the_next_start()
    {
        await using var host = await StartAsync(typeof(Daily));
        await host.StopAsync();
        _time.SetUtcNow(Monday.AddDays(3));
        await host.StartAgainAsync([typeof(Daily)], Configure, _time);
        Assert.True((await NextRunAsync(TimeSpan.Zero)).Timer.IsPastDue);
        await host.StopAsync();

        _time.SetUtcNow(Monday.AddDays(3).AddHours(1));
        await host.StartAgainAsync([typeof(Daily)], Configure, _time);
        var regular = await NextRunAsync(Step);
        Assert.False(regular.Timer.IsPastDue);
        Assert.Equal(Monday.AddDays(3).AddHours(19), regular.At);
    }

    [Fact]
    public async Task One_run_at_a_time_and_one_more_at_once_for_all_that_became_due_meanwhile()
    {
        await using var host = await StartAsync(typeof(Slow));
        var first = await NextRunAsync(Step);
        _time.Advance(TimeSpan.FromDays(3));
        Assert.False(_runs.Channel.Reader.TryRead(out _), "the first run has not ended");
        _runs.Gate.SetResult();
        var second = await NextRunAsync(TimeSpan.Zero);
        Assert.Equal(first.At.AddDays(3), second.At);
        Assert.Equal(first.At.AddDays(4), (await NextRunAsync(Step)).At);
    }

    [Fact]
    public async Task A_schedule_of_seconds_keeps_no_record()
    {
        await using var host = await StartAsync(typeof(EverySecond));
        Assert.Null((await NextRunAsync(TimeSpan.FromSeconds(1))).Timer.ScheduleStatus);
    }

    [Fact]
    public async Task A_failed_run_is_tried_again_as_its_attribute_says()
    {
        await using var host = await StartAsync(typeof(Failing));
        var first = await NextRunAsync(Step);
        var second = await NextRunAsync(TimeSpan.FromSeconds(10));
        var third = await NextRunAsync(TimeSpan.FromSeconds(10));
        Assert.Equal([0, 1, 2], new[] { first, second, third }.Select(run => run.Tried));
        Assert.True(second.At - first.At >= TimeSpan.FromMinutes(1));
        Assert.True(third.At - second.At >= TimeSpan.FromMinutes(2));
        Assert.True((await NextRunAsync(Step)).At.Hour == 6, "after the last try the next occurrence is waited for");
    }

    [Fact]
    public async Task A_function_may_be_run_by_hand()
    {
        await using var host = await StartAsync(typeof(Daily));
        using var accepted = await host.PostAsync("/admin/functions/daily", new { input = "" });
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Equal(Monday, (await NextRunAsync(TimeSpan.Zero)).At);
    }

    [Fact]
    public async Task Another_site_can_run_nothing_by_hand()
    {
        await using var host = await StartAsync(typeof(Daily));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/functions/Daily");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var refused = await host.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task Running_an_unknown_function_by_hand_is_not_found()
    {
        await using var host = await StartAsync(typeof(Daily));
        using var missing = await host.PostAsync("/admin/functions/weekly", new { });
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    private Task<HostFixture> StartAsync(Type type) => HostFixture.StartAsync([type], Configure, _time);

    private void Configure(FunctionsApplicationBuilder builder) =>
        builder.Services.AddSingleton(_runs).AddSingleton<TimeProvider>(_time);

    /// <summary>Lets time pass in steps, and the function do what it does between them, until it runs.</summary>
    private async Task<Run> NextRunAsync(TimeSpan step)
    {
        var next = _runs.Channel.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask();
        while (await Task.WhenAny(next, Task.Delay(30, TestContext.Current.CancellationToken)) != next)
        {
            _time.Advance(step);
        }

        return await next;
    }

    public sealed record Run(TimerInfo Timer, DateTimeOffset At, int Tried);

    public sealed class Runs
    {
        public TaskCompletionSource Gate { get; } = new();

        public Channel<Run> Channel { get; } = System.Threading.Channels.Channel.CreateUnbounded<Run>();
    }

    public abstract class Recording(Runs runs, TimeProvider time)
    {
        protected void Record(TimerInfo timer, FunctionContext context) =>
            runs.Channel.Writer.TryWrite(new Run(timer, time.GetUtcNow(), context.RetryContext.RetryCount));
    }

    public sealed class Daily(Runs runs, TimeProvider time) : Recording(runs, time)
    {
        [Function("Daily")]
        public void Run([TimerTrigger("0 0 6 * * *")] TimerInfo timer, FunctionContext context) => Record(timer, context);
    }

    public sealed class BySetting(Runs runs, TimeProvider time) : Recording(runs, time)
    {
        [Function("BySetting")]
        public void Run([TimerTrigger("%Afternoon%")] TimerInfo timer, FunctionContext context) => Record(timer, context);
    }

    public sealed class EverySecond(Runs runs, TimeProvider time) : Recording(runs, time)
    {
        [Function("EverySecond")]
        public void Run([TimerTrigger("* * * * * *")] TimerInfo timer, FunctionContext context) => Record(timer, context);
    }

    public sealed class Slow(Runs runs, TimeProvider time) : Recording(runs, time)
    {
        private readonly Task _open = runs.Gate.Task;

        [Function("Slow")]
        public Task Run([TimerTrigger("0 0 6 * * *")] TimerInfo timer, FunctionContext context)
        {
            Record(timer, context);
            return _open;
        }
    }

    public sealed class Failing(Runs runs, TimeProvider time) : Recording(runs, time)
    {
        [Function("Failing")]
        [ExponentialBackoffRetry(2, "00:01:00", "01:00:00")]
        public void Run([TimerTrigger("0 0 6 * * *")] TimerInfo timer, FunctionContext context)
        {
            Record(timer, context);
            throw new InvalidOperationException("on purpose");
        }
    }
}
