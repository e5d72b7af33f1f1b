using Microsoft.Data.Sqlite;
using Xunit;

namespace RiskRegister.Tests.EndToEnd;

public sealed class TamperTests
{
    [Theory]
    [InlineData("\"why\":\"", "\"why\":\"X")]
    [InlineData("\"by\":\"", "\"by\":\"x")]
    [InlineData("\"hash\":\"", "\"hash\":\"0")]
    public async Task An_altered_event_is_found_and_named(string original, string altered)
    {
        using var folder = new TemporaryFolder();
        string reference;
        await using (var app = await RunningApp.StartAsync(folder.Path, "--no-azurite", "--no-mailbox"))
        {
            reference = (string)(await app.ListAsync("&state=open&kind=risk"))[0]["reference"]!;
        }

        Assert.Equal(1, Alter(Path.Combine(folder.Path, "state", "state.db"), $"event:{reference}:00002", original, altered));

        await using var again = await RunningApp.StartAsync(folder.Path, "--no-azurite", "--no-mailbox");
        var one = (await again.GetAsync($"/api/demo/entries/{reference}/history/verification")).Json;
        Assert.False((bool)one["verified"]!);
        Assert.Contains($"event:{reference}:00002", one["breaks"]!.AsArray().Select(b => (string)b!["document"]!));
        var all = (await again.GetAsync("/api/demo/history/verification")).Json;
        Assert.All(all["breaks"]!.AsArray(), b => Assert.Contains(reference, (string)b!["document"]!, StringComparison.Ordinal));
    }

    private static int Alter(string database, string id, string original, string altered)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            "UPDATE cosmos_items SET body = replace(body, $original, $altered) WHERE id = $id AND body <> replace(body, $original, $altered)";
        command.Parameters.AddWithValue("$original", original);
        command.Parameters.AddWithValue("$altered", altered);
        command.Parameters.AddWithValue("$id", id);
        return command.ExecuteNonQuery();
    }
}
