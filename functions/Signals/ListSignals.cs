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

/// <summary>Lists signals, and shows one.</summary>
public sealed class ListSignals(RecordStore records, RecordCommands commands, EntryStore store)
{
    private const string MineAlone = "(c.assignee = @mine OR c.escalation.to = @mine)";

    private const string MineAndOfManagers =
        $"({MineAlone} OR c.assignee = '{Signal.RiskManagers}' OR c.escalation.to = '{Signal.RiskManagers}')";

    private static readonly Dictionary<string, string> Orders = new(StringComparer.Ordinal)
    {
        ["reference"] = RecordStore.ById,
        ["deadline"] = "c.type, c.deadline, c.id",
    };

    /// <summary>
    /// GET one page: <c>{"items":[],"continuation":null}</c>; filtered by kind, state, overdue, assignee, mine (what waits for who asks),
    /// entry and q; sorted by reference or deadline.
    /// </summary>
    [Function("ListSignals")]
    [Operation(Gives = typeof(ListAnswer<Signal>))]
    public async Task<IActionResult> Api(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/signals")] HttpRequest request,
        string agency
    )
    {
        var cancellation = request.HttpContext.RequestAborted;
        var context = await store.ContextAsync(agency, request.Actor(), cancellation);
        var order = Orders[QueryWords.OneOf(request.Query, "sort", Orders.Keys) ?? "reference"];
        var conditions = Conditions(request.Query, request.Caller(), context.Today);
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
    [Operation]
    public Task<IActionResult> History(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/{agency}/signals/{signal}/history")] HttpRequest request,
        string agency,
        string signal
    ) => commands.HistoryAsync<Signal>(request, agency, Signal.IdOf(signal), Signal.CalledOf(signal));

    private static IEnumerable<Condition> Conditions(IQueryCollection query, Person caller, DateOnly today)
    {
        var overdue = QueryWords.Flag(query, "overdue");
        var mine = QueryWords.Flag(query, "mine") == true;
        return
        [
            ("c.kind = @kind", "@kind", QueryWords.Of<SignalKind>(query, "kind")),
            ("c.state = @state", "@state", QueryWords.Of<SignalState>(query, "state")),
            (
                overdue == true ? "(c.state = 'open' AND c.deadline < @day)" : "NOT (c.state = 'open' AND c.deadline < @day)",
                "@day",
                overdue is null ? null : today
            ),
            ("c.assignee = @assignee", "@assignee", QueryWords.Text(query, "assignee")?.ToLowerInvariant()),
            (
                $"(c.state = 'open' AND {(caller.IsAny(Role.RiskManager) ? MineAndOfManagers : MineAlone)})",
                "@mine",
                mine ? caller.Email.ToLowerInvariant() : null
            ),
            ("ARRAY_CONTAINS(c.entries, @entry)", "@entry", QueryWords.Text(query, "entry")),
            (
                "(CONTAINS(c.title, @q, true) OR CONTAINS(c.description, @q, true) OR CONTAINS(c.externalId, @q, true) OR c.id = @q)",
                "@q",
                QueryWords.Text(query, "q")
            ),
        ];
    }
}
