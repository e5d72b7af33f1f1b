using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace RiskRegister.Tests.Local.Worker;

public sealed class ShutdownTests
{
    private readonly Gate _gate = new();

    [Fact]
    public async Task A_request_that_runs_is_answered_before_the_host_ends()
    {
        await using var host = await StartAsync();
        var request = host.GetAsync("/slow");
        await _gate.Begun;
        var stopping = host.StopAsync();
        Assert.False(stopping.IsCompleted);
        _gate.Open();
        Assert.Equal(HttpStatusCode.OK, (await request).StatusCode);
        await stopping;
    }

    [Fact]
    public async Task A_run_by_hand_ends_before_the_host_does()
    {
        await using var host = await StartAsync();
        using var accepted = await host.PostAsync("/admin/functions/SlowTimer", new { });
        await _gate.Begun;
        var stopping = host.StopAsync();
        Assert.False(stopping.IsCompleted);
        _gate.Open();
        await stopping;
        Assert.True(_gate.IsPassed);
    }

    [Fact]
    public async Task What_outlasts_the_patience_is_cancelled()
    {
        await using var host = await StartAsync();
        using var accepted = await host.PostAsync("/admin/functions/Endless", new { });
        await _gate.Begun;
        using var impatient = new CancellationTokenSource();
        await impatient.CancelAsync();
        await host.StopAsync(impatient.Token);
        Assert.True(_gate.IsCancelled);
    }

    private Task<HostFixture> StartAsync() =>
        HostFixture.StartAsync([typeof(Slow)], builder => builder.Services.AddSingleton(_gate));

    public sealed class Gate
    {
        private readonly TaskCompletionSource _begun = new();
        private readonly TaskCompletionSource _open = new();

        public Task Begun => _begun.Task.WaitAsync(TestContext.Current.CancellationToken);

        public bool IsPassed { get; private set; }

        public bool IsCancelled { get; private set; }

        public async Task WaitForeverAsync(CancellationToken cancellation)
        {
            using var noted = cancellation.Register(() => IsCancelled = true);
            _begun.SetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
        }

        public void Open() => _open.SetResult();

        public async Task PassAsync()
        {
            _begun.SetResult();
            await _open.Task;
            IsPassed = true;
        }
    }

    public sealed class Slow(Gate gate)
    {
        [Function("SlowRequest")]
        public async Task<IActionResult> Request([HttpTrigger("get", Route = "slow")] HttpRequest request)
        {
            await gate.PassAsync();
            return new OkResult();
        }

        [Function("Endless")]
        public Task Endless([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer, CancellationToken cancellation) =>
            gate.WaitForeverAsync(cancellation);

        [Function("SlowTimer")]
        public Task Timer([TimerTrigger("0 0 0 1 1 *")] TimerInfo timer) => gate.PassAsync();
    }
}
