using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using RiskRegister.Criteria;
using RiskRegister.Digests;
using RiskRegister.Entries;
using RiskRegister.Entries.Raising;
using RiskRegister.People;
using RiskRegister.Reassessment;
using RiskRegister.Register;
using RiskRegister.Tests.Register;
using Xunit;

namespace RiskRegister.Tests.EndToEnd;

/// <summary>
/// One app with two agencies, <c>north</c> and <c>south</c>, each with somebody who has all roles there and none in the other one. South has
/// something of everything that is kept, with ids that north does not have; nothing in them is due, so that nothing changes by itself.
/// </summary>
public sealed class TwoAgencies : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<Task<RunningApp>> _app;

    public TwoAgencies() => _app = new(StartAsync);

    public Task<RunningApp> App => _app.Value;

    /// <summary>Who has all roles in an agency.</summary>
    public static string AllRolesIn(string agency) => $"everything@{agency}.example";

    /// <summary>The other one.</summary>
    public static string OtherThan(string agency) => agency == "south" ? "north" : "south";

    /// <summary>All documents of an agency as they are stored, by id, with their ETags.</summary>
    public IReadOnlyDictionary<string, (string ETag, string Body)> Partition(string agency)
    {
        using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(_folder.Path, "state", "state.db")};Mode=ReadOnly;Pooling=False"
        );
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id, etag, body FROM cosmos_items WHERE json_extract(body, '$.agency') = $agency";
        command.Parameters.AddWithValue("$agency", agency);
        using var reader = command.ExecuteReader();
        var documents = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        while (reader.Read())
        {
            documents.Add(reader.GetString(0), (reader.GetString(1), reader.GetString(2)));
        }

        Assert.NotEmpty(documents);
        return documents;
    }

    /// <summary>Texts that only this agency has: whoever shows one of them tells of it.</summary>
    public IReadOnlyList<string> SecretsOf(string agency) =>
        [
            $"\"agency\":\"{agency}\"",
            .. Partition(agency)
                .Values.SelectMany(d => Texts(JsonNode.Parse(d.Body)))
                .Except(Partition(OtherThan(agency)).Values.SelectMany(d => Texts(JsonNode.Parse(d.Body))))
                .Except(Partition(RegisterContainer.Directory).Values.SelectMany(d => Texts(JsonNode.Parse(d.Body)))),
        ];

    public async ValueTask DisposeAsync()
    {
        if (_app.IsValueCreated)
        {
            await (await _app.Value).DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task<RunningApp> StartAsync()
    {
        await using (var register = await EmptyRegister.MakeAsync(Path.Combine(_folder.Path, "state")))
        {
            await MakeAsync(register, "north", "The Northern Lighthouse Board", "The lamp goes out", "The keeper leaves");
            await MakeAsync(
                register,
                "south",
                "The Southern Ferries",
                [.. Enumerable.Range(1, 9).Select(n => $"Ferry {n} leaks")]
            );
            await FillAsync(register.Get<RegisterContainer>());
        }

        var app = await RunningApp.StartAsync(_folder.Path, "--empty", "--no-azurite", "--no-mailbox");
        await ImportAsync(app);
        return app;
    }

    private static async Task MakeAsync(EmptyRegister register, string agency, string name, params string[] titles)
    {
        var everything = new Person(agency, AllRolesIn(agency), $"{name}: everything", Enum.GetValues<Role>(), null);
        await register.Get<Agencies>().SaveAsync(agency, DefaultSettings.For(name));
        await register.Get<PeopleDirectory>().SaveAsync(agency, [everything with { Authority = "very-high" }]);
        var store = register.Get<EntryStore>();
        var context = await store.ContextAsync(agency, everything.Email);
        foreach (var title in titles)
        {
            var raise = new RaiseEntry
            {
                Kind = EntryKind.Risk,
                Title = title,
                Owner = everything.Email,
            };
            await store.RaiseAsync(agency, context, EntryKind.Risk, Raise.Decide(raise, context), key: null);
        }
    }

    /// <summary>What comes about by itself only over time, two of each, so that lists have a next page.</summary>
    private static async Task FillAsync(RegisterContainer container)
    {
        var now = TimeProvider.System.GetUtcNow();
        foreach (var day in (string[])["2031-06-17", "2031-06-18"])
        {
            // It failed, so that it could be sent again.
            var mail = Mail.Digest("south", DigestKind.Digest, day, AllRolesIn("south"), now) with
            {
                State = MailState.Failed,
                Reason = "No such box",
            };
            var run = new RunDocument("south", day, now, now, new RunSummary(1, 1, 0, 0, 0));
            await container.CommitAsync("south", [DocumentWrite.Create(mail.Id, mail), DocumentWrite.Create(run.Id, run)]);
        }
    }

    /// <summary>An import that is done, and a file that waits to be imported.</summary>
    private static async Task ImportAsync(RunningApp app)
    {
        var caller = AllRolesIn("south");
        var file = "Risk title,Likelihood (1-5),Impact (1-5)\nThe southern pier sinks,2,3\n"u8.ToArray();
        var imported = await app.PostBytesAsync("/api/south/import", file, "text/csv", email: caller);
        Assert.Equal(200, imported.Status);

        using var client = app.As(caller);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", "southern.csv" } };
        using var uploaded = await client.PostAsync(new Uri("/south/import", UriKind.Relative), form);
        Assert.StartsWith("/south/import/", uploaded.Headers.Location?.ToString(), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Texts(JsonNode? node) =>
        node switch
        {
            JsonObject o => o.SelectMany(p => Texts(p.Value)),
            JsonArray a => a.SelectMany(Texts),
            JsonValue v when v.GetValueKind() == JsonValueKind.String && IsOfAnAgency(v.ToString()) => [v.ToString()],
            _ => [],
        };

    /// <summary>Whether a text is no word of the register itself, nor short enough to be anywhere by chance.</summary>
    private static bool IsOfAnAgency(string text) => text.Length >= 8 && text.Any(c => c is ' ' or '@' || char.IsDigit(c));
}
