using System.Text.Json;
using System.Text.Json.Nodes;

namespace RiskRegister.Local.Worker;

/// <summary>What the local host takes from host.json.</summary>
/// <param name="RoutePrefix">What every route begins with.</param>
/// <param name="MaxConcurrentCalls">How many messages of one queue or subscription run at the same time.</param>
/// <param name="AutoCompleteMessages">Whether a message is completed when its function succeeds.</param>
internal sealed record HostJson(string RoutePrefix = "api", int MaxConcurrentCalls = 16, bool AutoCompleteMessages = true)
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>Reads host.json in <paramref name="folder"/>; without one, everything has its default.</summary>
    /// <exception cref="StartRefusedException">The file is wrong.</exception>
    public static HostJson Load(string folder)
    {
        var path = Path.Combine(folder, "host.json");
        try
        {
            return File.Exists(path) ? Parse(File.ReadAllText(path)) : new HostJson();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new StartRefusedException($"{path} can't be read: {e.Message}");
        }
    }

    private static HostJson Parse(string text)
    {
        var extensions = JsonNode.Parse(text, documentOptions: Lenient)?["extensions"];
        var bus = extensions?["serviceBus"];
        var defaults = new HostJson();
        return new HostJson(
            (string?)extensions?["http"]?["routePrefix"] ?? defaults.RoutePrefix,
            (int?)bus?["maxConcurrentCalls"] ?? defaults.MaxConcurrentCalls,
            (bool?)bus?["autoCompleteMessages"] ?? defaults.AutoCompleteMessages
        );
    }
}
