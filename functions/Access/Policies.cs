using RiskRegister.People;

namespace RiskRegister.Access;

/// <summary>What a function asks of who calls it.</summary>
/// <param name="SignedIn">False: anybody.</param>
/// <param name="Member">True: a person of the agency in the address, with one of <paramref name="Roles"/>.</param>
/// <param name="Roles">The roles that are enough.</param>
/// <param name="Deployment">True: only the administrator of the deployment, see <see cref="PeopleDirectory.IsFirstAdministrator"/>.</param>
public sealed record Policy(bool SignedIn, bool Member, IReadOnlyList<Role> Roles, bool Deployment = false)
{
    /// <summary>What else is enough, without any of the roles.</summary>
    public Own Own { get; init; }
}

/// <summary>What somebody owns in the entry of the address that lets them through without a role.</summary>
public enum Own
{
    /// <summary>Nothing does.</summary>
    Nothing,

    /// <summary>The entry, see <see cref="OwnEntries"/>.</summary>
    Entry,

    /// <summary>The entry, or the action that the call is about.</summary>
    EntryOrAction,
}

/// <summary>Who may do what: one line for each function that is called over HTTP. A function that is not here can't be called.</summary>
public static class Policies
{
    private static readonly Policy Anybody = new(false, false, []);
    private static readonly Policy SignedIn = new(true, false, []);
    private static readonly Policy Deployers = new(true, false, [], Deployment: true);
    private static readonly Policy Members = new(true, true, Enum.GetValues<Role>());

    private static readonly Policy Raisers = new(
        true,
        true,
        [Role.Contributor, Role.Owner, Role.RiskManager, Role.Approver, Role.Administrator]
    );

    private static readonly Policy KeepersOfAll = new(true, true, [Role.Owner, Role.RiskManager, Role.Administrator]);
    private static readonly Policy Keepers = KeepersOfAll with { Own = Own.Entry };
    private static readonly Policy Doers = KeepersOfAll with { Own = Own.EntryOrAction };
    private static readonly Policy Approvers = new(true, true, [Role.Approver]);
    private static readonly Policy Managers = new(true, true, [Role.RiskManager, Role.Administrator]);
    private static readonly Policy Overseers = new(true, true, [Role.RiskManager, Role.Auditor, Role.Administrator]);

    /// <summary>Whether somebody with these roles in the agency may call a function.</summary>
    public static bool Allows(string function, IEnumerable<Role> roles) =>
        ByFunction.TryGetValue(function, out var policy)
        && !policy.Deployment
        && (!policy.Member || policy.Roles.Intersect(roles).Any());

    /// <summary>The policies by function name.</summary>
    public static readonly IReadOnlyDictionary<string, Policy> ByFunction = new Dictionary<string, Policy>(StringComparer.Ordinal)
    {
        // It tells nothing of any agency, and tools that read it (makers of clients, gateways) can't sign in.
        ["ApiDescription"] = Anybody,
        ["Health"] = Anybody,
        ["Assets"] = Anybody,
        ["SignInPage"] = Anybody,
        ["ZNoSuchPage"] = Anybody,
        // Mail programs call it for their users, who are not signed in there; the link is the permission.
        ["UnsubscribePage"] = Anybody,
        ["UnsubscribeForm"] = Anybody,
        // Calendar programs can't sign in; the private address is the permission.
        ["GetCalendar"] = Anybody,
        ["StartPage"] = SignedIn,
        ["WorkPage"] = Members,
        ["ListEntries"] = Members,
        ["CountEntries"] = Members,
        ["ListEntriesPage"] = Members,
        ["GetEntry"] = Members,
        ["ViewEntryPage"] = Members,
        ["GetEntryHistory"] = Members,
        ["GetEntryHistoryDifference"] = Members,
        ["VerifyEntryHistory"] = Members,
        ["VerifyHistory"] = Overseers,
        ["RaiseEntry"] = Raisers,
        ["RaisePage"] = Raisers,
        ["RaiseForm"] = Raisers,
        ["AssessEntry"] = Keepers,
        ["AssessPage"] = Keepers,
        ["AssessForm"] = Keepers,
        ["RespondToEntry"] = Keepers,
        ["RespondPage"] = Keepers,
        ["RespondForm"] = Keepers,
        ["PlanAction"] = Keepers,
        ["PlanActionPage"] = Keepers,
        ["PlanActionForm"] = Keepers,
        ["CompleteAction"] = Doers,
        ["CompleteActionPage"] = Doers,
        ["CompleteActionForm"] = Doers,
        ["ChangeAction"] = Doers,
        ["DropAction"] = Doers,
        // Plans the action in entries of others, too.
        ["ShareAction"] = KeepersOfAll,
        ["CheckAction"] = Keepers,
        ["AddControl"] = Keepers,
        ["AddControlPage"] = Keepers,
        ["AddControlForm"] = Keepers,
        ["RetireControl"] = Keepers,
        ["ReviewEntry"] = Keepers,
        ["ReviewEntryPage"] = Keepers,
        ["ReviewEntryForm"] = Keepers,
        ["RequestAcceptance"] = Keepers,
        ["AcceptEntry"] = Approvers,
        ["RefuseAcceptance"] = Approvers,
        ["DecidePursuit"] = Keepers,
        ["ExpectBenefit"] = Keepers,
        ["RealiseBenefit"] = Keepers,
        ["LinkEntry"] = Keepers,
        ["UnlinkEntry"] = Keepers,
        ["CloseEntry"] = Keepers,
        ["ClosePage"] = Keepers,
        ["CloseForm"] = Keepers,
        ["ChangeEntry"] = Keepers,
        ["ChangeEntries"] = KeepersOfAll,
        ["ReopenEntry"] = Keepers,
        ["RecordOccurrence"] = Keepers,
        ["CommentOnEntry"] = Members,
        ["CallReview"] = Managers,
        ["ReceiveSignal"] = Raisers,
        ["ListSignals"] = Members,
        ["GetSignal"] = Members,
        ["GetSignalHistory"] = Members,
        ["AnswerSignal"] = Keepers,
        ["AssignSignal"] = Keepers,
        ["ReopenSignal"] = Keepers,
        ["DefineIndicator"] = Keepers,
        ["ListIndicators"] = Members,
        ["GetIndicator"] = Members,
        ["GetIndicatorHistory"] = Members,
        ["ChangeIndicator"] = Keepers,
        ["RetireIndicator"] = Keepers,
        ["RecordReading"] = Keepers,
        ["ListReadings"] = Members,
        ["AttachEvidence"] = Keepers,
        ["WithdrawEvidence"] = Keepers,
        ["ListEvidence"] = Members,
        ["GetEvidence"] = Members,
        ["GetEntryThread"] = Members,
        ["ListContext"] = Members,
        ["ListContextOrphans"] = Members,
        ["GetContextItem"] = Members,
        ["GetContextItemHistory"] = Members,
        ["ListEntriesOfContextItem"] = Members,
        ["AddContextItem"] = Managers,
        ["ChangeContextItem"] = Managers,
        ["RetireContextItem"] = Managers,
        ["ReactivateContextItem"] = Managers,
        ["AbsorbContextItem"] = Managers,
        ["ImportEntries"] = Managers,
        ["GetImport"] = Managers,
        ["ImportPage"] = Managers,
        ["ImportForm"] = Managers,
        ["CheckImportPage"] = Managers,
        ["CheckImportForm"] = Managers,
        ["ImportResultPage"] = Managers,
        ["ListPeople"] = Members,
        ["GetPerson"] = Members,
        ["GetPersonHistory"] = Overseers,
        ["CountUnknownPeople"] = Overseers,
        ["AddPerson"] = Managers,
        ["ChangePerson"] = Managers,
        ["LeaveAgency"] = Managers,
        ["ReturnToAgency"] = Managers,
        // For oneself; the command asks for a role when it is about others.
        ["SetAway"] = Members,
        ["CancelAway"] = Members,
        ["SetDigests"] = Members,
        ["MakeCalendar"] = Members,
        ["RevokeCalendar"] = Members,
        ["ListRuns"] = Members,
        ["GetRun"] = Overseers,
        ["RequestRun"] = Managers,
        ["PauseRun"] = Managers,
        ["ResumeRun"] = Managers,
        ["EndRun"] = Managers,
        ["ListLedger"] = Overseers,
        ["SendAgain"] = Managers,
        ["RecordBounce"] = Managers,
        ["ListTemplates"] = Overseers,
        ["GetTemplate"] = Overseers,
        ["GetTemplateHistory"] = Overseers,
        ["PreviewTemplate"] = Overseers,
        ["SetTemplate"] = Managers,
        ["ResetTemplate"] = Managers,
        ["GetSettings"] = Members,
        ["GetSettingsHistory"] = Members,
        ["ChangeSettings"] = Managers,
        ["ListClauses"] = Members,
        ["CreateAgency"] = Deployers,
        ["ListAgencies"] = SignedIn,
    };
}
