using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Access;
using RiskRegister.Api;
using RiskRegister.Entries;
using RiskRegister.People;
using RiskRegister.Register;
using RiskRegister.Register.Records;
using Condition = (string Text, string Parameter, object? Value);

namespace RiskRegister.Signals;

/// <summary>Which signals are listed, and in which order.</summary>
public sealed record SignalFilter
{
    /// <summary>Only signals of this kind.</summary>
    public SignalKind? Kind { get; init; }

    /// <summary>Only open or only answered ones.</summary>
    public SignalState? State { get; init; }

    /// <summary>Only those whose deadline has passed without an answer, or only the others.</summary>
    public bool? Overdue { get; init; }

    /// <summary>Only those that this address, or risk-managers as a group, has to answer.</summary>
    public string? Assignee { get; init; }

    /// <summary>True for those that wait for who asks.</summary>
    public bool Mine { get; init; }

    /// <summary>Only those that may concern the entry of this reference.</summary>
    public string? Entry { get; init; }

    /// <summary>Only those with this text in title, description or the sender's id, or of this reference.</summary>
    public string? Q { get; init; }

    /// <summary>The order; by reference if left out.</summary>
    public SignalSort Sort { get; init; }
}

/// <summary>The orders of a list of signals.</summary>
public enum SignalSort
{
    /// <summary>By reference.</summary>
    Reference,

    /// <summary>The earliest deadline first.</summary>
    Deadline,
}

/// <summary>Lists signals, and shows one.</summary>
public sealed class ListSignals(RecordStore records, RecordCommands commands, EntryStore store)
{
    private const string MineAlone = "(c.assignee = @mine OR c.escalation.to = @mine)";

    private const string MineAndOfManagers =
        $"({MineAlone} OR c.assignee = '{Signal.RiskManagers}' OR c.escalation.to = '{Signal.RiskManagers}')";

    /// <summary>GET one page of the signals.</summary>
    [Function("ListSignals")]
    [Operation(Query = [typeof(SignalFilter), typeof(PagingQuery)], Gives = typeof(ListAnswer<Signal>))]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/signals")] HttpRequest request,
        string agency
    )
    {
        var cancellation = request.HttpContext.RequestAborted;
        var context = await store.ContextAsync(agency, request.Actor(), cancellation);
        var filter = QueryParameters.Read<SignalFilter>(request.Query);
        var conditions = Conditions(filter, request.Caller(), context.Today);
        var order = filter.Sort == SignalSort.Deadline ? "c.type, c.deadline, c.id" : RecordStore.ById;
        var paging = PagingQuery.Read(request.Query);
        return RecordAnswer.List(
            await records.PageAsync<Signal>(agency, Signal.RecordType, conditions, paging, order, cancellation)
        );
    }

    /// <summary>GET one signal with its ETag.</summary>
    [Function("GetSignal")]
    [Operation(Gives = typeof(Signal))]
    public Task<IActionResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/signals/{signal}")] HttpRequest request,
        string agency,
        string signal
    ) => commands.GetAsync<Signal>(request, agency, Signal.IdOf(signal), Signal.CalledOf(signal));

    /// <summary>GET what happened to a signal: <c>{"events":[]}</c>, the first event first.</summary>
    [Function("GetSignalHistory")]
    [Operation(Gives = typeof(HistoryAnswer))]
    public Task<IActionResult> History(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/signals/{signal}/history")] HttpRequest request,
        string agency,
        string signal
    ) => commands.HistoryAsync<Signal>(request, agency, Signal.IdOf(signal), Signal.CalledOf(signal));

    private static IEnumerable<Condition> Conditions(SignalFilter filter, Person caller, DateOnly today) =>
        [
            ("c.kind = @kind", "@kind", filter.Kind is { } kind ? Words.Of(kind) : null),
            ("c.state = @state", "@state", filter.State is { } state ? Words.Of(state) : null),
            (
                filter.Overdue == true
                    ? "(c.state = 'open' AND c.deadline < @day)"
                    : "NOT (c.state = 'open' AND c.deadline < @day)",
                "@day",
                filter.Overdue is null ? null : today
            ),
            ("c.assignee = @assignee", "@assignee", filter.Assignee?.ToLowerInvariant()),
            (
                $"(c.state = 'open' AND {(caller.IsAny(Role.RiskManager) ? MineAndOfManagers : MineAlone)})",
                "@mine",
                filter.Mine ? caller.Email.ToLowerInvariant() : null
            ),
            ("ARRAY_CONTAINS(c.entries, @entry)", "@entry", filter.Entry),
            (
                "(CONTAINS(c.title, @q, true) OR CONTAINS(c.description, @q, true) OR CONTAINS(c.externalId, @q, true) OR c.id = @q)",
                "@q",
                filter.Q
            ),
        ];
}
