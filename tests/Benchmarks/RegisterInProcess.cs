using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RiskRegister.Criteria;
using RiskRegister.Demo;
using RiskRegister.Entries;
using RiskRegister.Entries.CallingReview;
using RiskRegister.Local.Cosmos;
using RiskRegister.Local.State;
using RiskRegister.People;
using RiskRegister.Register;

namespace RiskRegister.Benchmarks;

/// <summary>The register's store in this process: the app's services, the genuine SDK, and the embedded endpoint, as in the product.</summary>
internal sealed class RegisterInProcess : IAsyncDisposable
{
    // What one commit may hold, apart from the counter.
    private const int MaxOperations = 99;

    private readonly StateDatabase _state;
    private readonly CosmosEndpoint _endpoint;
    private readonly ServiceProvider _services;

    private RegisterInProcess(StateDatabase state, CosmosEndpoint endpoint)
    {
        (_state, _endpoint) = (state, endpoint);
        var settings = new Dictionary<string, string?> { ["CosmosConnection"] = endpoint.ConnectionString };
        _services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddLogging()
            .AddRegister()
            .AddPeople()
            .BuildServiceProvider();
    }

    /// <summary>The container itself.</summary>
    public Container Container =>
        Get<CosmosClient>().GetContainer(RegisterContainer.DatabaseName, RegisterContainer.ContainerName);

    /// <summary>Starts on the data in <paramref name="folder"/>.</summary>
    public static async Task<RegisterInProcess> StartAsync(TemporaryFolder folder)
    {
        var state = StateDatabase.Open(folder.Path);
        var register = new RegisterInProcess(state, await CosmosEndpoint.StartAsync(state, TimeProvider.System));
        await register.Get<RegisterContainer>().EnsureCreatedAsync();
        return register;
    }

    /// <summary>Makes an empty agency, with <see cref="Caller"/> as its risk manager.</summary>
    public async Task MakeAgencyAsync(string agency)
    {
        await Get<PeopleDirectory>().SaveAsync(agency, [new(agency, Caller.Email, "Manager", [Role.RiskManager], null)]);
        await Get<Agencies>().SaveAsync(agency, DefaultSettings.For(agency));
    }

    /// <summary>Gives an empty agency the entries of the demo agency, again and again, with their histories.</summary>
    /// <param name="agency">The agency.</param>
    /// <param name="entries">How many.</param>
    /// <param name="events">The least events that each has: comments are added to reach that.</param>
    /// <param name="isDue">Whether the review of all that is not closed is called for today.</param>
    public async Task FillAsync(string agency, int entries, int events = 0, bool isDue = false)
    {
        var settings = DemoFile.Content.Settings();
        await Get<Agencies>().SaveAsync(agency, settings);
        var (counter, now) = (new Counter(0, 0), TimeProvider.System.GetUtcNow());
        var references = new List<(string Reference, DemoEntry Entry)>();
        for (var i = 0; i < entries; i++)
        {
            var entry = DemoFile.Content.Entries[i % DemoFile.Content.Entries.Count];
            (var reference, counter) = counter.Next(entry.Kind);
            references.Add((reference, entry));
        }

        await Parallel.ForEachAsync(
            references.Chunk(entries / 100 + 1),
            async (chunk, _) =>
                await CommitAsync(
                    agency,
                    chunk.Select(e =>
                        Called(Padded(e.Entry.Replay(agency, e.Reference, settings, now), settings, now, events), isDue)
                    )
                )
        );
        await Get<Numbering>().CommitAsync<int>(agency, _ => (counter, [], 0));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _endpoint.DisposeAsync();
        await _state.DisposeAsync();
    }

    private static Changeset Padded(Changeset entry, AgencySettings settings, DateTimeOffset now, int events)
    {
        var missing = Math.Max(0, events - entry.Events.Count);
        var comments = Enumerable
            .Range(1, missing)
            .Select(number => new Commented($"Looked at once more, for the {number}. time"));
        var context = new DecisionContext(now, settings.DayOf(now), Caller.Email, settings);
        return missing == 0 ? entry : entry.Then([.. comments], context);
    }

    private static Changeset Called(Changeset entry, bool isDue)
    {
        if (!isDue || entry.Entry.State == EntryState.Closed)
        {
            return entry;
        }

        var (settings, now) = (DemoFile.Content.Settings(), TimeProvider.System.GetUtcNow());
        var context = new DecisionContext(now, settings.DayOf(now), Caller.Email, settings);
        return entry.Then([CallReview.Called(entry.Entry, CallCause.Request, "It is due.", null, context)], context);
    }

    private async Task CommitAsync(string agency, IEnumerable<Changeset> entries)
    {
        var writes = entries.SelectMany(entry =>
            entry
                .Events.Select(link => DocumentWrite.Create(link.Id, link))
                .Prepend(DocumentWrite.Create(entry.Entry.Reference, entry.Document))
        );
        foreach (var commit in writes.Chunk(MaxOperations))
        {
            await Get<RegisterContainer>().CommitAsync(agency, commit);
        }
    }

    private T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();
}
