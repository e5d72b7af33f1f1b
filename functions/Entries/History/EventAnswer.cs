using System.Text.Json;
using RiskRegister.Api;
using RiskRegister.Register;

namespace RiskRegister.Entries.History;

/// <summary>How the API shows an event.</summary>
public static class EventAnswer
{
    /// <summary>The event with its name as type.</summary>
    public static EventShown Of(EventDocument link)
    {
        var data = JsonSerializer.SerializeToNode(link.Data, RegisterJson.Options)!.AsObject();
        var type = data["name"]!.GetValue<string>();
        data.Remove("name");
        return new EventShown(type, link.At, link.By, link.Why, link.Version, data, link.Previous, link.Hash);
    }
}
