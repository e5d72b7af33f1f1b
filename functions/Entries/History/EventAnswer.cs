using System.Text.Json;
using System.Text.Json.Nodes;
using RiskRegister.Register;

namespace RiskRegister.Entries.History;

/// <summary>How the API shows an event.</summary>
public static class EventAnswer
{
    /// <summary><c>{"type","at","by","why","version","data","previous","hash"}</c>.</summary>
    public static JsonObject Of(EventDocument link)
    {
        var data = JsonSerializer.SerializeToNode(link.Data, RegisterJson.Options)!.AsObject();
        var type = data["name"]!.GetValue<string>();
        data.Remove("name");
        return new JsonObject
        {
            ["type"] = type,
            ["at"] = JsonSerializer.SerializeToNode(link.At, RegisterJson.Options),
            ["by"] = link.By,
            ["why"] = link.Why,
            ["version"] = link.Version,
            ["data"] = data,
            ["previous"] = link.Previous,
            ["hash"] = link.Hash,
        };
    }
}
