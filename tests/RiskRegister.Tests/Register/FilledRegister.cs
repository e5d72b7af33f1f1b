using System.Text.Json;
using Microsoft.Azure.Cosmos;
using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.Entries.Changing;
using RiskRegister.Entries.Raising;
using RiskRegister.Register;

namespace RiskRegister.Tests.Register;

/// <summary>Short words for what tests do with the entries of the agency <c>north</c>.</summary>
internal static class FilledRegister
{
    public const string Agency = "north";

    public static readonly DateTimeOffset Noon = new(2031, 6, 18, 12, 0, 0, TimeSpan.Zero);

    public static async Task<EmptyRegister> MakeAsync()
    {
        var register = await EmptyRegister.MakeAsync();
        await register.Get<Agencies>().SaveAsync(Agency, Settings);
        return register;
    }

    /// <summary>What decisions know some hours after noon of the 18th.</summary>
    public static DecisionContext At(int hours) =>
        new(Noon.AddHours(hours), Settings.DayOf(Noon.AddHours(hours)), "owner@demo.example", Settings);

    public static async Task<string> RaiseAsync(this EmptyRegister register, RaiseEntry raise, int hours = 0)
    {
        var (store, context) = (register.Get<EntryStore>(), At(hours));
        return (await store.RaiseAsync(Agency, context, raise.Kind!.Value, Raise.Decide(raise, context))).Value.Reference;
    }

    public static async Task ChangeAsync(this EmptyRegister register, string reference, string change, int hours)
    {
        var command = new ChangeEntry(JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(change), "So");
        await register
            .Get<EntryStore>()
            .ChangeAsync(Agency, reference, At(hours), (entry, at) => Change.Decide(command, entry, at));
    }

    public static RaiseEntry Risk(string title) => new() { Kind = EntryKind.Risk, Title = title };

    public static Task DeleteAsync(this EmptyRegister register, string id) =>
        register.Raw.DeleteItemAsync<JsonElement>(id, new PartitionKey(Agency));

    private static AgencySettings Settings => DefaultSettings.For("North");
}
