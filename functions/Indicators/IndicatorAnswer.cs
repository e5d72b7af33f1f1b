using System.Text.Json.Nodes;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.Register;

namespace RiskRegister.Indicators;

/// <summary>How the API shows an indicator: its fields, its latest reading, and what it says today.</summary>
public static class IndicatorAnswer
{
    /// <summary>200 with ETag.</summary>
    public static ApiAnswer Of(Stored<Indicator> indicator, DecisionContext context) =>
        new(200, Body(indicator.Value, context)) { Headers = { ["ETag"] = indicator.ETag } };

    /// <summary>201 with Location and ETag.</summary>
    public static ApiAnswer Created(Stored<Indicator> indicator, DecisionContext context) =>
        new(201, Body(indicator.Value, context))
        {
            Headers =
            {
                ["ETag"] = indicator.ETag,
                ["Location"] = $"/api/{indicator.Value.Agency}/indicators/{indicator.Value.Reference}",
            },
        };

    /// <summary>One page of a list.</summary>
    public static ApiAnswer List(Page<Indicator> page, DecisionContext context) =>
        RecordAnswer.List(
            new Page<IndicatorShown>([.. page.Items.Select(i => IndicatorShown.Of(i, context))], page.Continuation)
        );

    private static JsonObject Body(Indicator indicator, DecisionContext context) =>
        RecordAnswer.Body(IndicatorShown.Of(indicator, context));
}
