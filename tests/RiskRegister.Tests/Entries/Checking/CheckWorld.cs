using Microsoft.DurableTask.Client;
using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.Entries.Acting;
using RiskRegister.Entries.Checking;
using RiskRegister.Entries.Closing;
using RiskRegister.Entries.Raising;
using RiskRegister.Register;
using RiskRegister.Tests.Local.DurableTask;
using RiskRegister.Tests.Register;
using Xunit;

namespace RiskRegister.Tests.Entries.Checking;

/// <summary>
/// An agency on the other side of the world with one risk, whose action A1 was completed on 1 January 2026; and an engine that runs the
/// checks. The clock of both is moved by the test.
/// </summary>
internal sealed class CheckWorld : IAsyncDisposable
{
    public const string Agency = "south";
    public const string Reference = "R-0001";

    private readonly EmptyRegister _register;

    private CheckWorld(EmptyRegister register)
    {
        _register = register;
        Store = new EntryStore(
            register.Get<RegisterContainer>(),
            register.Get<Agencies>(),
            register.Get<Numbering>(),
            Engine.Time
        );
    }

    public EngineHarness Engine { get; } = new();

    public EntryStore Store { get; }

    public static CheckKey Key { get; } = new(Agency, Reference, "A1");

    public static async Task<CheckWorld> MakeAsync()
    {
        var world = new CheckWorld(await EmptyRegister.MakeAsync());
        var settings = DefaultSettings.For("South") with { TimeZone = "Pacific/Auckland" };
        await world._register.Get<Agencies>().SaveAsync(Agency, settings);
        var context = await world.Store.ContextAsync(Agency, "owner@demo.example");
        var raise = new RaiseEntry { Kind = EntryKind.Risk, Title = "Flood" };
        await world.Store.RaiseAsync(Agency, context, EntryKind.Risk, Raise.Decide(raise, context));
        var plan = new PlanEntryAction("Buy a pump", null, context.Today, null, null);
        await world.DoAsync((entry, at) => PlanAction.Decide(plan, entry, at));
        await world.DoAsync((entry, at) => CompleteAction.Decide(new("A1", "Bought"), entry, at));

        var activities = new CheckActivities(world.Store);
        world
            .Engine.Orchestrator(nameof(AwaitCheck), async context => await AwaitCheck.Run(context))
            .Activity<CheckKey>(nameof(activities.CheckBegins), async key => (object?)await activities.CheckBegins(key))
            .Activity<CheckKey>(
                nameof(activities.CallForCheck),
                async key => (object?)await activities.CallForCheck(key, CancellationToken.None)
            );
        await world.Engine.StartAsync();
        return world;
    }

    /// <summary>What the message of a change leads to.</summary>
    public Task HearAsync(params IReadOnlyList<string> events) =>
        new ScheduleChecks(Store).FollowAsync(
            new EntryChanged(Agency, Reference, 3, events, null, null, 0),
            Engine.Client,
            TestContext.Current.CancellationToken
        );

    public Task CheckAsync(Verdict verdict) =>
        DoAsync(
            (entry, at) => CheckAction.Decide(new("A1", verdict, "Looked"), entry, at with { Actor = "checker@demo.example" })
        );

    public Task CloseAsync() => DoAsync((entry, at) => Close.Decide(new("Gone"), entry, at));

    /// <summary>The standing that lists filter by.</summary>
    public async Task<IReadOnlyList<string>> StoredStandingAsync() =>
        (await _register.Get<RegisterContainer>().FindAsync<EntryDocument>(Agency, Reference))!.Value.Standing;

    public async Task<OrchestrationMetadata?> InstanceAsync() =>
        await Engine.Client.GetInstanceAsync(Key.InstanceId, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        await _register.DisposeAsync();
    }

    private async Task DoAsync(Func<Entry, DecisionContext, Decision> decide) =>
        await Store.ChangeAsync(Agency, Reference, await Store.ContextAsync(Agency, "owner@demo.example"), decide);
}
