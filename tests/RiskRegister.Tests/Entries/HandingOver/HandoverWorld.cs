using Microsoft.Azure.Cosmos;
using Microsoft.DurableTask.Client;
using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.Entries.HandingOver;
using RiskRegister.Entries.Raising;
using RiskRegister.People;
using RiskRegister.Register;
using RiskRegister.Register.Records;
using RiskRegister.Signals;
using RiskRegister.Tests.Local.DurableTask;
using RiskRegister.Tests.People;
using RiskRegister.Tests.Register;
using RiskRegister.Tests.Signals;
using Xunit;

namespace RiskRegister.Tests.Entries.HandingOver;

/// <summary>
/// An agency on the other side of the world, on 1 January 2026 there, with many entries of Nora, who works for Boss; and an engine that
/// runs handovers. The clock of both is moved by the test.
/// </summary>
internal sealed class HandoverWorld : IAsyncDisposable
{
    public const string Agency = "south";

    private readonly EmptyRegister _register;
    private readonly EntryStore _store;
    private readonly PeopleDirectory _people;
    private readonly Rosters _rosters;

    private HandoverWorld(EmptyRegister register)
    {
        _register = register;
        var (container, agencies) = (register.Get<RegisterContainer>(), register.Get<Agencies>());
        _store = new EntryStore(container, agencies, register.Get<Numbering>(), Engine.Time);
        _people = new PeopleDirectory(container, agencies, register.Get<Memberships>(), register.Configuration, Engine.Time);
        _rosters = new Rosters(_people, agencies, Engine.Time);
    }

    public EngineHarness Engine { get; } = new();

    public RecordStore Records => _register.Get<RecordStore>();

    public HandoverActivities Activities { get; private set; } = null!;

    public static async Task<HandoverWorld> MakeAsync(int entries)
    {
        var world = new HandoverWorld(await EmptyRegister.MakeAsync());
        var settings = DefaultSettings.For("South") with { TimeZone = "Pacific/Auckland" };
        await world._register.Get<Agencies>().SaveAsync(Agency, settings);
        await world._people.SaveAsync(Agency, [.. Staff.All.All.Select(p => p with { Agency = Agency })]);
        var context = await world._store.ContextAsync(Agency, Staff.Milo.Email);
        for (var n = 0; n < entries; n++)
        {
            var raise = new RaiseEntry
            {
                Kind = EntryKind.Risk,
                Title = $"Flood {n}",
                Owner = Staff.Nora.Email,
            };
            await world._store.RaiseAsync(Agency, context, EntryKind.Risk, Raise.Decide(raise, context));
        }

        var list = world._register.Get<EntryList>();
        var activities = new HandoverActivities(world._store, list, world.Records, world._people, world._rosters);
        world.Activities = activities;
        world
            .Engine.Orchestrator(nameof(AwaitHandover), async context => await AwaitHandover.Run(context))
            .Activity<HandoverKey>(nameof(activities.HandoverBegins), async key => (object?)await activities.HandoverBegins(key))
            .Activity<HandoverKey>(
                nameof(activities.EndMembership),
                async key =>
                {
                    await activities.EndMembership(key);
                    return null;
                }
            )
            .Activity<HandoverCursor>(
                nameof(activities.HandOverEntries),
                async cursor => (object?)await activities.HandOverEntries(cursor, CancellationToken.None)
            )
            .Activity<HandoverKey>(
                nameof(activities.HandOverSignals),
                async key =>
                {
                    await activities.HandOverSignals(key, CancellationToken.None);
                    return null;
                }
            );
        await world.Engine.StartAsync();
        return world;
    }

    /// <summary>Stores a command on Nora and has its message heard; the handover of the departure that she has then.</summary>
    public async Task<HandoverKey> DoAsync(Func<Person, DecisionContext, RecordDecision<Person>> decide)
    {
        var context = await _store.ContextAsync(Agency, Staff.Milo.Email) with { People = await _rosters.FreshAsync(Agency) };
        var stored = await _register
            .Get<RecordStore>()
            .ChangeAsync<Person>(Agency, Person.IdOf(Staff.Nora.Email), context, person => decide(person!, context));
        await HearAsync(stored.Value.Version);
        return new HandoverKey(Agency, Staff.Nora.Email, stored.Value.Left?.Version ?? 0);
    }

    /// <summary>What the message of a version of Nora leads to.</summary>
    public async Task HearAsync(int version)
    {
        var id = $"outbox:person:{Staff.Nora.Email}:{version}";
        var message = (await _register.Get<RegisterContainer>().FindAsync<OutboxDocument>(Agency, id))!.Value;
        var change = System.Text.Json.JsonSerializer.Deserialize<PersonChanged>(message.Body, RegisterJson.Options)!;
        await new FollowPeople(_people).FollowAsync(change, Engine.Client, TestContext.Current.CancellationToken);
    }

    /// <summary>Stores an open signal that Nora has to answer; its id.</summary>
    public async Task<string> SignalAsync()
    {
        var context = await _store.ContextAsync(Agency, Staff.Milo.Email);
        var signal = Samples.Open with { Agency = Agency, Assignee = Staff.Nora.Email };
        var made = new RecordChange<Signal>(signal, "signal-received");
        return (await Records.ChangeAsync<Signal>(Agency, signal.Id, context, _ => RecordDecision.Of(new Checks(), () => made)))
            .Value
            .Id;
    }

    public async Task<Signal> FindSignalAsync(string id) => (await Records.FindAsync<Signal>(Agency, id))!.Value;

    public Task<HandoverKey> LeaveAsync(int days, Person? successor = null) =>
        DoAsync(
            (person, context) =>
                Leave.Decide(new(context.Today.AddDays(days), successor?.Email, "Retires"), person, Staff.Ada, context)
        );

    public Task<HandoverKey> ReturnAsync() =>
        DoAsync((person, context) => Return.Decide(new("Stays"), person, Staff.Ada, context));

    public async Task<Person?> SignInAsync() => await _people.FindAsync(Agency, Staff.Nora.Email);

    public Task<IReadOnlyList<string>> AgenciesAsync() => _people.AgenciesOfAsync(Staff.Nora.Email);

    public async Task<OrchestrationMetadata?> InstanceAsync(HandoverKey key) =>
        await Engine.Client.GetInstanceAsync(key.InstanceId, TestContext.Current.CancellationToken);

    public async Task<int> ResultAsync(HandoverKey key) => (await Engine.CompletionAsync(key.InstanceId)).ReadOutputAs<int>();

    /// <summary>How many entries somebody owns.</summary>
    public Task<int> OwnedAsync(Person person) =>
        _register.Get<EntryList>().CountAsync(Agency, new EntryFilter { Owner = person.Email });

    /// <summary>How many events all entries have together, by name.</summary>
    public async Task<int> EventsAsync(string name)
    {
        var query = new QueryDefinition("SELECT VALUE c.data.name FROM c WHERE c.type = 'event'");
        return await _register.Get<RegisterContainer>().QueryAllAsync<string>(Agency, query).CountAsync(n => n == name);
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        await _register.DisposeAsync();
    }
}
