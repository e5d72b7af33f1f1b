using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Xunit;
using static Microsoft.DurableTask.Client.OrchestrationRuntimeStatus;

namespace RiskRegister.Tests.Local.DurableTask;

public sealed class ClientTests : IAsyncDisposable
{
    private readonly EngineHarness _engine = new();

    public ClientTests() =>
        _engine
            .Orchestrator("Wait", async context => await context.WaitForExternalEvent<string>("Go"))
            .Orchestrator("Echo", context => Task.FromResult<object?>(context.GetInput<string>()))
            .Orchestrator("Throw", _ => throw new InvalidDataException("bad"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task An_instance_shows_where_it_stands_and_its_payloads_only_when_asked()
    {
        await _engine.StartAsync();
        var ended = await _engine.RunAsync("Echo", "hello", "one");

        Assert.Equal(("Echo", "one", Completed, true), (ended.Name, ended.InstanceId, ended.RuntimeStatus, ended.IsCompleted));
        Assert.Equal(("hello", "hello"), (ended.ReadInputAs<string>(), ended.ReadOutputAs<string>()));
        Assert.Equal(_engine.Time.GetUtcNow(), ended.CreatedAt);
        var bare = await _engine.Client.GetInstanceAsync("one", Cancellation);
        Assert.Null(bare!.SerializedInput);
        Assert.Throws<InvalidOperationException>(() => bare.ReadOutputAs<string>());
        Assert.Null(await _engine.Client.GetInstanceAsync("nowhere", Cancellation));
    }

    [Fact]
    public async Task An_instance_may_be_waited_for_before_it_is_there()
    {
        await _engine.StartAsync();
        var completion = _engine.CompletionAsync("later");
        Assert.False(completion.IsCompleted);

        await _engine.ScheduleAsync("Echo", "hello", "later");

        Assert.Equal("hello", (await completion).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Payloads_are_json_of_the_properties_read_without_regard_to_case()
    {
        _engine
            .Orchestrator("Read", context => Task.FromResult<object?>(context.GetInput<Named>()!.Name))
            .Orchestrator("Forget", _ => Task.FromResult<object?>((1, 2)));
        await _engine.StartAsync();

        Assert.Equal("Ada", (await _engine.RunAsync("Read", new { name = "Ada" })).ReadOutputAs<string>());
        Assert.Equal("{}", (await _engine.RunAsync("Forget")).SerializedOutput);
    }

    [Fact]
    public async Task Large_inputs_and_outputs_pass_unchanged()
    {
        await _engine.StartAsync();
        var large = new string('ä', 3_000_000);

        Assert.Equal(large, (await _engine.RunAsync("Echo", large)).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData("@one")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\nb")]
    public async Task Instance_ids_that_azure_does_not_allow_are_refused(string id)
    {
        await _engine.StartAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => _engine.ScheduleAsync("Echo", "x", id));
    }

    [Fact]
    public async Task An_instance_id_has_at_most_256_characters()
    {
        await _engine.StartAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => _engine.ScheduleAsync("Echo", "x", new string('a', 257)));
        Assert.Equal(Completed, (await _engine.RunAsync("Echo", "x", new string('a', 256))).RuntimeStatus);
    }

    [Fact]
    public async Task Waiting_for_the_start_ends_when_the_instance_is_no_longer_pending()
    {
        _engine.Create();
        var id = await _engine.ScheduleAsync("Wait");
        var started = _engine.Client.WaitForInstanceStartAsync(id, cancellation: Cancellation);
        Assert.False(started.IsCompleted);

        await _engine.StartAsync();

        Assert.Equal(Running, (await started).RuntimeStatus);
    }

    [Fact]
    public async Task Waiting_may_be_cancelled()
    {
        await _engine.StartAsync();
        var id = await _engine.ScheduleAsync("Wait");
        using var cancellation = new CancellationTokenSource();
        var completion = _engine.Client.WaitForInstanceCompletionAsync(id, cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAsync<TaskCanceledException>(() => completion);
    }

    [Fact]
    public async Task An_instance_that_has_not_ended_is_not_replaced_unless_the_options_say_so()
    {
        await _engine.StartAsync();
        await _engine.ScheduleAsync("Wait", null, "one");

        await Assert.ThrowsAsync<InvalidOperationException>(() => _engine.ScheduleAsync("Echo", "new", "one"));
        await ScheduleAsync("Echo", "new", []);

        var ended = await _engine.CompletionAsync("one");
        Assert.Equal(("Echo", "new"), (ended.Name, ended.ReadOutputAs<string>()));
    }

    [Fact]
    public async Task Statuses_that_are_deduplicated_refuse_a_new_instance_and_others_are_replaced()
    {
        await _engine.StartAsync();
        await _engine.RunAsync("Echo", "old", "one");

        await Assert.ThrowsAsync<InvalidOperationException>(() => ScheduleAsync("Echo", "new", [Pending, Running, Completed]));
        await ScheduleAsync("Echo", "new", [Pending, Running, Suspended, Failed]);

        Assert.Equal("new", (await _engine.CompletionAsync("one")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Of_many_that_schedule_the_same_id_at_once_one_succeeds()
    {
        await _engine.StartAsync();
        var attempts = Enumerable
            .Range(0, 20)
            .Select(_ => ScheduleAsync("Wait", "", [Pending, Running, Suspended, Completed]))
            .ToList();

        var refused = 0;
        foreach (var attempt in attempts)
        {
            refused += await Record.ExceptionAsync(() => attempt) is InvalidOperationException ? 1 : 0;
        }

        Assert.Equal(19, refused);
    }

    [Fact]
    public async Task Dedupe_statuses_that_make_no_sense_are_refused()
    {
        await _engine.StartAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => ScheduleAsync("Echo", "", [Terminated]));
        await Assert.ThrowsAsync<ArgumentException>(() =>
            _engine.Client.ScheduleNewOrchestrationInstanceAsync(
                "Echo",
                null,
                new StartOrchestrationOptions("one") { DedupeStatuses = ["Sleeping"] },
                Cancellation
            )
        );
    }

    [Fact]
    public async Task Only_what_has_ended_is_purged()
    {
        await _engine.StartAsync();
        var running = await _engine.ScheduleAsync("Wait");
        var ended = await _engine.RunAsync("Echo", "x");

        Assert.Equal(0, (await _engine.Client.PurgeInstanceAsync(running, cancellation: Cancellation)).PurgedInstanceCount);
        Assert.Equal(0, (await _engine.Client.PurgeInstanceAsync("nowhere", cancellation: Cancellation)).PurgedInstanceCount);
        Assert.Equal(
            1,
            (await _engine.Client.PurgeInstanceAsync(ended.InstanceId, cancellation: Cancellation)).PurgedInstanceCount
        );
        Assert.Null(await _engine.Client.GetInstanceAsync(ended.InstanceId, Cancellation));
    }

    [Fact]
    public async Task Purging_by_filter_takes_status_and_time_into_account()
    {
        await _engine.StartAsync();
        await _engine.RunAsync("Echo", "x", "old");
        _engine.Time.Advance(TimeSpan.FromDays(1));
        await _engine.RunAsync("Throw", null, "failed");
        await _engine.RunAsync("Echo", "x", "new");
        await _engine.ScheduleAsync("Wait", null, "running");
        var cut = _engine.Time.GetUtcNow().AddHours(-1);

        Assert.Equal(1, (await PurgeAsync(new(CreatedTo: cut))).PurgedInstanceCount);
        Assert.Equal(1, (await PurgeAsync(new(cut, null, [Failed]))).PurgedInstanceCount);
        Assert.Equal(1, (await PurgeAsync(new(cut))).PurgedInstanceCount);
        Assert.Equal(["running"], await IdsAsync(new()));
    }

    [Fact]
    public async Task Instances_are_listed_by_prefix_status_and_time_page_by_page()
    {
        await _engine.StartAsync();
        foreach (var n in Enumerable.Range(0, 7))
        {
            await _engine.RunAsync("Echo", "x", $"review-{n}");
        }

        await _engine.RunAsync("Throw", null, "review-failed");
        _engine.Time.Advance(TimeSpan.FromDays(1));
        await _engine.ScheduleAsync("Wait", null, "other");

        var pages = await _engine
            .Client.GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: "review-", PageSize: 3))
            .AsPages()
            .ToListAsync(Cancellation);
        Assert.Equal([3, 3, 2], pages.Select(page => page.Values.Count));
        Assert.Equal(["review-failed"], await IdsAsync(new(Statuses: [Failed])));
        Assert.Equal(["other"], await IdsAsync(new(CreatedFrom: _engine.Time.GetUtcNow())));
        Assert.Equal(["review-6", "review-failed"], await IdsAsync(new(ContinuationToken: "review-5")));
        Assert.Empty(await IdsAsync(new(InstanceIdPrefix: "Review-")));
    }

    private Task<string> ScheduleAsync(string name, string input, OrchestrationRuntimeStatus[] dedupe) =>
        _engine.Client.ScheduleNewOrchestrationInstanceAsync(
            name,
            input,
            new StartOrchestrationOptions("one").WithDedupeStatuses(dedupe),
            Cancellation
        );

    private Task<PurgeResult> PurgeAsync(PurgeInstancesFilter filter) =>
        _engine.Client.PurgeAllInstancesAsync(filter, cancellation: Cancellation);

    private async Task<List<string>> IdsAsync(OrchestrationQuery query) =>
        await _engine.Client.GetAllInstancesAsync(query).Select(found => found.InstanceId).ToListAsync(Cancellation);

    private sealed record Named(string Name);
}
