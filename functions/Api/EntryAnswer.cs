using System.Text.Json;
using System.Text.Json.Nodes;
using RiskRegister.Entries;
using RiskRegister.Entries.Pursuing;
using RiskRegister.Register;

namespace RiskRegister.Api;

/// <summary>How the API shows an entry: its state, and its standing today.</summary>
public static class EntryAnswer
{
    /// <summary>201 with Location and ETag.</summary>
    public static ApiAnswer Created(Stored<Entry> entry, DecisionContext context) =>
        new(201, Body(entry.Value, context))
        {
            Headers = { ["ETag"] = entry.ETag, ["Location"] = $"/api/{entry.Value.Agency}/entries/{entry.Value.Reference}" },
        };

    /// <summary>200 with ETag.</summary>
    public static ApiAnswer Of(Stored<Entry> entry, DecisionContext context) =>
        new(200, Body(entry.Value, context)) { Headers = { ["ETag"] = entry.ETag } };

    /// <summary>The entry with the level that counts today and its standing.</summary>
    public static JsonObject Body(Entry entry, DecisionContext context)
    {
        var body = JsonSerializer.SerializeToNode(entry, RegisterJson.Options)!.AsObject();
        body["level"] = entry.Effective?.Level;
        body["standing"] = JsonSerializer.SerializeToNode(
            Standing.Of(entry, context.Settings, context.Today),
            RegisterJson.Options
        );
        AddRealisation(body, entry);
        AddAcceptance(body, entry, context);
        return body;
    }

    private static void AddRealisation(JsonObject body, Entry entry)
    {
        if (Realisation.Of(entry) is { } realisation)
        {
            body["realisation"] = JsonSerializer.SerializeToNode(realisation, RegisterJson.Options);
        }
    }

    /// <summary>Tells whether the last acceptance holds; and if not, what is no longer as it was accepted. That is nothing when only its last day has passed.</summary>
    private static void AddAcceptance(JsonObject body, Entry entry, DecisionContext context)
    {
        if (entry.Acceptance is not { } acceptance)
        {
            return;
        }

        var isVoid = Standing.IsVoid(entry, context.Settings, context.Today);
        var shown = body["acceptance"]!.AsObject();
        shown["holds"] = !isVoid;
        if (isVoid)
        {
            var differences = acceptance.Seal.DifferencesTo(AcceptanceSeal.Of(entry, context.Settings));
            shown["differences"] = JsonSerializer.SerializeToNode(differences, RegisterJson.Options);
        }
    }
}
