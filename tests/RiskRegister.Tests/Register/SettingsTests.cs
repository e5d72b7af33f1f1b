using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Time.Testing;
using RiskRegister.Criteria;
using RiskRegister.Register;
using RiskRegister.Register.Records;
using Xunit;
using static RiskRegister.Tests.Register.FilledRegister;

namespace RiskRegister.Tests.Register;

/// <summary>How settings are stored: all versions, and those of before versions were kept.</summary>
public sealed class SettingsTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(Noon);
    private EmptyRegister _register = null!;

    private Agencies Agencies => _register.Get<Agencies>();

    private static AgencySettings Settings => DefaultSettings.For("North");

    public async ValueTask InitializeAsync() => _register = await EmptyRegister.MakeAsync(time: _time);

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task The_version_of_the_settings_is_that_of_their_document_and_rises_with_each_change()
    {
        await Agencies.SaveAsync(Agency, Settings);
        await Agencies.SaveAsync(Agency, Settings with { CheckAfterDays = 60 });
        await Agencies.SaveAsync(Agency, Settings with { CheckAfterDays = 60 });

        var stored = await _register.Get<RecordStore>().FindAsync<SettingsRecord>(Agency, SettingsRecord.DocumentId, Cancel);
        Assert.Equal((2, 2), (stored!.Value.Version, stored.Value.Settings.Version));
        Assert.Empty(await _register.Get<RecordHistory>().VerifyAsync(Agency, Cancel));
    }

    [Theory]
    [InlineData(-1, 90)]
    [InlineData(0, 90)]
    [InlineData(1, 90)]
    [InlineData(2, 60)]
    [InlineData(4, 30)]
    [InlineData(9, 30)]
    public async Task The_settings_of_an_instant_are_those_in_force_then(int hours, int checkAfterDays)
    {
        await Agencies.SaveAsync(Agency, Settings);
        _time.Advance(TimeSpan.FromHours(2));
        await Agencies.SaveAsync(Agency, Settings with { CheckAfterDays = 60 });
        _time.Advance(TimeSpan.FromHours(2));
        await Agencies.SaveAsync(Agency, Settings with { CheckAfterDays = 30 });

        Assert.Equal(checkAfterDays, (await Agencies.SettingsAsOfAsync(Agency, Noon.AddHours(hours), Cancel)).CheckAfterDays);
    }

    [Fact]
    public async Task Settings_stored_before_versions_were_kept_are_read_and_become_version_1_with_the_first_change()
    {
        await PutOldAsync();

        Assert.Equal((1, 90), Read(await Agencies.SettingsAsync(Agency, Cancel)));
        Assert.Equal((1, 90), Read(await Agencies.SettingsAsOfAsync(Agency, Noon.AddDays(-9), Cancel)));
        _time.Advance(TimeSpan.FromHours(2));
        await Agencies.SaveAsync(Agency, Settings with { CheckAfterDays = 60 });
        _time.Advance(TimeSpan.FromHours(2));
        await Agencies.SaveAsync(Agency, Settings with { CheckAfterDays = 30 });

        Assert.Equal((3, 30), Read(await Agencies.SettingsAsync(Agency, Cancel)));
        Assert.Equal((1, 90), Read(await Agencies.SettingsAsOfAsync(Agency, Noon, Cancel)));
        Assert.Equal((2, 60), Read(await Agencies.SettingsAsOfAsync(Agency, Noon.AddHours(3), Cancel)));
        Assert.Empty(await _register.Get<RecordHistory>().VerifyAsync(Agency, Cancel));
    }

    [Fact]
    public async Task Settings_stored_before_have_the_usual_week_and_no_holidays()
    {
        await PutOldAsync();

        var settings = await Agencies.SettingsAsync(Agency, Cancel);

        Assert.Equal(5, settings.WorkingDays.Count);
        Assert.Empty(settings.Holidays);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static (int Version, int CheckAfterDays) Read(AgencySettings settings) => (settings.Version, settings.CheckAfterDays);

    /// <summary>The document as it was written before versions were counted or kept, and before weeks, bands and authorities.</summary>
    private async Task PutOldAsync()
    {
        var settings = System.Text.Json.JsonSerializer.SerializeToNode(Settings, RegisterJson.Options)!.AsObject();
        settings.Remove("version");
        settings.Remove("workingDays");
        settings.Remove("holidays");
        foreach (var level in settings["criteria"]!["levels"]!.AsArray())
        {
            level!.AsObject().Remove("authority");
        }

        var document = new JsonObject
        {
            ["id"] = "settings",
            ["agency"] = Agency,
            ["type"] = "settings",
            ["settings"] = settings,
        };
        await _register.Raw.CreateItemAsync(document, new PartitionKey(Agency), cancellationToken: Cancel);
    }
}
