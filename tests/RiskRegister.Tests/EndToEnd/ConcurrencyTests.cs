using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Xunit;

namespace RiskRegister.Tests.EndToEnd;

public sealed class ConcurrencyTests
{
    private const int Clients = 20;
    private const int EntriesPerClient = 200;

    [Fact]
    public async Task Entries_raised_by_many_clients_at_once_get_consecutive_references_none_lost_none_twice()
    {
        using var folder = new TemporaryFolder();
        await using var app = await RunningApp.StartAsync(folder.Path, "--no-azurite", "--no-mailbox");
        var before = (await app.ListAsync("&kind=risk")).Count;
        var references = new ConcurrentBag<string>();

        await Task.WhenAll(Enumerable.Range(0, Clients).Select(n => RaiseManyAsync(app, n, references)));

        var expected = Enumerable
            .Range(before + 1, Clients * EntriesPerClient)
            .Select(n => n.ToString("'R-'0000", CultureInfo.InvariantCulture));
        Assert.Equal(expected.Order(), references.Order());
        var listed = (await app.ListAsync("&kind=risk&q=entry%20of%20client")).Select(e => (string)e["reference"]!);
        Assert.Equal(references.Order(), listed.Order());
    }

    private static async Task RaiseManyAsync(RunningApp app, int client, ConcurrentBag<string> references)
    {
        using var http = app.As("owner@demo.example");
        for (var i = 0; i < EntriesPerClient; i++)
        {
            using var body = new StringContent(
                $$"""{"kind":"risk","title":"Entry of client {{client}} no. {{i}}"}""",
                Encoding.UTF8,
                "application/json"
            );
            using var response = await http.PostAsync(new Uri("/api/demo/entries", UriKind.Relative), body);
            Assert.Equal(201, (int)response.StatusCode);
            references.Add(response.Headers.Location!.ToString().Split('/')[^1]);
        }
    }
}
