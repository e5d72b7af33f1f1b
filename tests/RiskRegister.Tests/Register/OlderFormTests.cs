using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using RiskRegister.Register;
using Xunit;

namespace RiskRegister.Tests.Register;

public sealed class OlderFormTests
{
    [Fact]
    public async Task An_entry_that_was_stored_in_an_older_form_is_verified_and_written_anew_so_that_lists_find_it_by_its_context()
    {
        await using var register = await FilledRegister.MakeAsync();
        var (entries, filter) = (register.Get<EntryList>(), new EntryFilter { Process = "keep records" });
        var reference = await register.RaiseAsync(FilledRegister.Risk("Flood") with { Processes = ["Keep records"] });
        Assert.Equal(1, await entries.CountAsync(FilledRegister.Agency, filter));
        await AgeAsync(register, reference);

        Assert.Equal(0, await entries.CountAsync(FilledRegister.Agency, filter));
        Assert.Empty(await register.Get<Verification>().VerifyAsync(FilledRegister.Agency, reference));
        var today = FilledRegister.At(0).Today;
        Assert.Equal(
            [reference],
            await entries.OutdatedAsync(FilledRegister.Agency, today, FilledRegister.At(0).Settings.Version, "", 10)
        );

        await register
            .Get<EntryStore>()
            .RefreshStandingAsync(FilledRegister.Agency, reference, FilledRegister.At(0), TestContext.Current.CancellationToken);
        Assert.Equal(1, await entries.CountAsync(FilledRegister.Agency, filter));
        Assert.Empty(await entries.OutdatedAsync(FilledRegister.Agency, today, FilledRegister.At(0).Settings.Version, "", 10));
    }

    /// <summary>Takes away what documents did not have when processes and objectives were stored for lists as they were written.</summary>
    private static async Task AgeAsync(EmptyRegister register, string reference)
    {
        var key = new PartitionKey(FilledRegister.Agency);
        var document = (await register.Raw.ReadItemAsync<JsonObject>(reference, key)).Resource;
        document.Remove("form");
        document.Remove("context");
        document["processes"] = new JsonArray("Keep records");
        await register.Raw.ReplaceItemAsync(document, reference, key);
    }
}
