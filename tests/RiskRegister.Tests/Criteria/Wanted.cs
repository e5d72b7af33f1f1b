using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RiskRegister.Api;
using RiskRegister.Criteria;
using RiskRegister.Criteria.Changing;
using RiskRegister.Register;
using RiskRegister.Register.Records;
using RiskRegister.Tests.Entries;

namespace RiskRegister.Tests.Criteria;

/// <summary>Settings as clients send them: those in force with some places changed.</summary>
internal static partial class Wanted
{
    /// <summary>Version 3 of the settings, with version 2 of the criteria, in force at <c>north</c>.</summary>
    public static SettingsRecord InForce { get; } =
        new("north", Settings with { Version = 3, Criteria = Settings.Criteria with { Version = 2 } })
        {
            Version = 3,
            Head = "abc",
        };

    private static AgencySettings Settings => DefaultSettings.For("North");

    /// <summary>A command with a reason, and these values (JSON) at these places.</summary>
    public static ChangeSettings With(params (string Path, string Json)[] places)
    {
        var body = System.Text.Json.JsonSerializer.SerializeToNode(InForce.Settings, RegisterJson.Options)!.AsObject();
        body["reason"] = "The board has decided so";
        foreach (var (path, json) in places)
        {
            Set(body, path, JsonNode.Parse(json));
        }

        return JsonBody.Parse<ChangeSettings>(Encoding.UTF8.GetBytes(body.ToJsonString()));
    }

    /// <summary>The decision about such a command.</summary>
    public static RecordDecision<SettingsRecord> Decide(params (string Path, string Json)[] places) =>
        Change.Decide(With(places), InForce, States.Context);

    /// <summary>Sets a value at a path such as <c>criteria.levels[0].id</c>.</summary>
    private static void Set(JsonNode root, string path, JsonNode? value)
    {
        var steps = Step().Matches(path).Select(match => match.Value).ToList();
        var parent = steps.SkipLast(1).Aggregate(root, (node, step) => step[0] == '[' ? node[Index(step)]! : node[step]!);
        if (steps[^1][0] == '[')
        {
            parent[Index(steps[^1])] = value;
        }
        else
        {
            parent[steps[^1]] = value;
        }
    }

    private static int Index(string step) => step[1] - '0';

    [GeneratedRegex("\\[[0-9]\\]|[^.\\[\\]]+", RegexOptions.None, 1000)]
    private static partial Regex Step();
}
