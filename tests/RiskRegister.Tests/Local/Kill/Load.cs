using System.Net;
using System.Net.Http.Json;

namespace RiskRegister.Tests.Local.Kill;

/// <summary>Clients that ask for everything at the same time, until the victim is killed under them.</summary>
internal sealed class Load(VictimProcess victim, Record record)
{
    private const int Clients = 8;
    private const int MostChanges = 3;

    /// <summary>Runs all clients until the victim is killed.</summary>
    public Task RunAsync(int seed) =>
        Task.WhenAll(Enumerable.Range(0, Clients).Select(client => RunAsync($"note:{client}", new Random(seed + client))));

    /// <summary>Makes the changes of an entry that are still to come.</summary>
    public async Task FinishAsync(Document entry)
    {
        while (entry.Version <= entry.Planned)
        {
            entry = await ChangeAsync(entry);
        }
    }

    /// <summary>Gives a round the word to go.</summary>
    public async Task GoAsync(int round)
    {
        using var response = await victim.Client.PostAsync($"rounds/{round}/go", null);
        response.EnsureSuccessStatusCode();
        record.RoundGone(round);
    }

    private async Task RunAsync(string note, Random random)
    {
        try
        {
            while (!victim.IsKilled)
            {
                await OneAsync(note, random);
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException && victim.IsKilled)
        {
            // What was under way may have been done or not.
        }
        catch (Exception e) when (!victim.IsKilled)
        {
            throw new InvalidOperationException($"A request failed before the kill.\n{victim.Output}", e);
        }
    }

    private Task OneAsync(string note, Random random) =>
        random.Next(10) switch
        {
            < 3 => RaiseAsync(random),
            < 6 when record.AnyOpenEntry(random) is { } entry => ChangeAsync(entry),
            < 7 when record.AnyWaitingRound(random) is > 0 and var round => GoAsync(round),
            < 9 => NoteAsync(note),
            _ => StartRoundAsync(),
        };

    private async Task RaiseAsync(Random random)
    {
        var asked = new Document("", "", Number: record.NextAttempt(), Planned: random.Next(MostChanges + 1));
        using var response = await victim.Client.PostAsJsonAsync("entries", asked);
        record.EntryWritten(await ReadAsync(response));
    }

    /// <summary>Tries a change, and returns the entry as it is after that.</summary>
    private async Task<Document> ChangeAsync(Document entry)
    {
        var asked = new Document("", "", Number: record.NextAttempt()) { ETag = entry.ETag };
        using var response = await victim.Client.PostAsJsonAsync($"entries/{entry.Id}", asked);
        if (response.StatusCode == HttpStatusCode.PreconditionFailed)
        {
            var current = await victim.GetAsync<Document>($"entries/{entry.Id}");
            record.Known(current);
            return current;
        }

        var changed = await ReadAsync(response);
        record.EntryWritten(changed);
        return changed;
    }

    private async Task NoteAsync(string id)
    {
        var number = record.NextAttempt();
        record.NoteAttempted(id, number);
        using var response = await victim.Client.PutAsJsonAsync("notes", new Document(id, "note", Number: number));
        record.NoteWritten(await ReadAsync(response));
    }

    private async Task StartRoundAsync()
    {
        var number = record.NextAttempt();
        record.RoundAttempted(number);
        using var response = await victim.Client.PostAsync($"rounds/{number}", null);
        response.EnsureSuccessStatusCode();
        record.RoundStarted(number);
    }

    private static async Task<Document> ReadAsync(HttpResponseMessage response)
    {
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<Document>())!;
    }
}
