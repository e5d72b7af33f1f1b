using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Xunit;

namespace RiskRegister.Tests.Local.DurableTask;

public sealed class SubOrchestrationTests : IAsyncDisposable
{
    private readonly EngineHarness _engine = new();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task A_sub_orchestration_gets_its_input_and_id_knows_its_parent_and_returns_its_output()
    {
        _engine
            .Orchestrator(
                "Child",
                context =>
                    Task.FromResult<object?>(
                        $"{context.InstanceId} of {context.Parent!.Name} {context.Parent.InstanceId}: {context.GetInput<int>()}"
                    )
            )
            .Orchestrator(
                "Parent",
                async context =>
                    await context.CallSubOrchestratorAsync<string>("Child", 7, new SubOrchestrationOptions(instanceId: "child"))
            );
        await _engine.StartAsync();

        Assert.Equal("child of Parent mother: 7", (await _engine.RunAsync("Parent", null, "mother")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Many_sub_orchestrations_run_side_by_side_under_ids_of_their_own()
    {
        _engine
            .Activity<int>("Double", n => n * 2)
            .Orchestrator("Child", async context => await context.CallActivityAsync<int>("Double", context.GetInput<int>()))
            .Orchestrator(
                "Parent",
                async context =>
                    (
                        await Task.WhenAll(Enumerable.Range(1, 50).Select(n => context.CallSubOrchestratorAsync<int>("Child", n)))
                    ).Sum()
            );
        await _engine.StartAsync();

        Assert.Equal(2550, (await _engine.RunAsync("Parent")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task A_sub_orchestration_with_the_id_of_one_that_runs_fails_and_that_of_one_that_has_ended_replaces_it()
    {
        _engine
            .Orchestrator("Child", async context => await context.WaitForExternalEvent<string>("Go"))
            .Orchestrator(
                "Parent",
                async context =>
                    await context.CallSubOrchestratorAsync<string>(
                        "Child",
                        null,
                        new SubOrchestrationOptions(instanceId: "child")
                    )
            );
        await _engine.StartAsync();
        await _engine.ScheduleAsync("Child", null, "child");

        var refused = await _engine.RunAsync("Parent");
        await _engine.Client.RaiseEventAsync("child", "Go", "first", TestContext.Current.CancellationToken);
        await _engine.CompletionAsync("child");
        var id = await _engine.ScheduleAsync("Parent");
        await _engine.SettledAsync(id);
        await _engine.Client.RaiseEventAsync("child", "Go", "second", TestContext.Current.CancellationToken);

        Assert.True(refused.FailureDetails!.InnerFailure!.IsCausedBy<InvalidOperationException>());
        Assert.Equal("second", (await _engine.CompletionAsync(id)).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(false, OrchestrationRuntimeStatus.Running)]
    [InlineData(true, OrchestrationRuntimeStatus.Terminated)]
    public async Task Terminating_a_parent_reaches_its_children_only_when_asked(
        bool recursive,
        OrchestrationRuntimeStatus expected
    )
    {
        WaitingFamily();
        await _engine.StartAsync();
        var id = await _engine.ScheduleAsync("Parent");
        await _engine.SettledAsync(id);
        await _engine.SettledAsync("child");

        await _engine.Client.TerminateInstanceAsync(
            id,
            new TerminateInstanceOptions("enough", recursive),
            TestContext.Current.CancellationToken
        );

        var parent = await _engine.CompletionAsync(id);
        var child = await _engine.Client.GetInstanceAsync("child", TestContext.Current.CancellationToken);
        Assert.Equal((OrchestrationRuntimeStatus.Terminated, "enough"), (parent.RuntimeStatus, parent.ReadOutputAs<string>()));
        Assert.Equal(expected, child!.RuntimeStatus);
    }

    [Fact]
    public async Task The_call_of_a_sub_orchestration_that_is_terminated_fails()
    {
        WaitingFamily();
        await _engine.StartAsync();
        var id = await _engine.ScheduleAsync("Parent");
        await _engine.SettledAsync(id);

        await _engine.Client.TerminateInstanceAsync("child", cancellation: TestContext.Current.CancellationToken);

        Assert.Contains("terminated", (await _engine.CompletionAsync(id)).FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Purging_a_parent_with_its_children_counts_them_all()
    {
        WaitingFamily();
        await _engine.StartAsync();
        var id = await _engine.ScheduleAsync("Parent");
        await _engine.SettledAsync(id);
        await _engine.Client.RaiseEventAsync("child", "Go", 1, TestContext.Current.CancellationToken);
        await _engine.CompletionAsync(id);

        var purged = await _engine.Client.PurgeInstanceAsync(
            id,
            new PurgeInstanceOptions(Recursive: true),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(2, purged.PurgedInstanceCount);
        Assert.Equal(0, _engine.State.Read(db => db.Scalar<long>("SELECT COUNT(*) FROM durable_history")));
    }

    private void WaitingFamily() =>
        _engine
            .Orchestrator("Child", async context => await context.WaitForExternalEvent<int>("Go"))
            .Orchestrator(
                "Parent",
                async context =>
                    await context.CallSubOrchestratorAsync<int>("Child", null, new SubOrchestrationOptions(instanceId: "child"))
            );
}
