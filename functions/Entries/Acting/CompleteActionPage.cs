using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Entries.Showing;
using RiskRegister.Web;

namespace RiskRegister.Entries.Acting;

/// <summary>The page on which an action is completed.</summary>
public sealed class CompleteActionPage(EntryForms forms)
{
    private static readonly EntryForm<CompleteEntryAction> Form = new(
        "complete-action",
        "action-completed",
        form => new CompleteEntryAction(form.Text("action"), form.Text("outcome")),
        CompleteAction.Decide
    )
    {
        Joint = CompleteAction.Everywhere,
        Begin = (view, query) =>
            Web.Form.Of(("action", (string?)query["action"] ?? Open(view).Select(open => open.Value).FirstOrDefault())),
        More = (view, _) =>
            Task.FromResult<object>(new { Actions = Open(view), CheckDue = view.Today.AddDays(view.Settings.CheckAfterDays) }),
        Tell = (refusal, _) =>
            refusal.Rule == "unknown-action"
                ? new FieldError("action", "Choose the action that is complete")
                : EntryForms.Tell(refusal),
    };

    /// <summary>GET: the form.</summary>
    [Function("CompleteActionPage")]
    public Task<IActionResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{agency}/entries/{reference}/complete-action")]
            HttpRequest request,
        string agency,
        string reference
    ) => forms.ShowAsync(request, agency, reference, Form);

    /// <summary>POST: carries it out.</summary>
    [Function("CompleteActionForm")]
    public Task<IActionResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "{agency}/entries/{reference}/complete-action")]
            HttpRequest request,
        string agency,
        string reference
    ) => forms.PostAsync(request, agency, reference, Form);

    private static IReadOnlyList<Choice> Open(EntryView view) =>
        [
            .. view
                .Entry.Actions.Where(action => action.IsOpen)
                .Select(action => new Choice(action.Id, action.Title, view.People.Of(action.Owner))),
        ];
}
