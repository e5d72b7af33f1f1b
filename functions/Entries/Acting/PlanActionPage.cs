using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Entries.Showing;
using RiskRegister.Web;

namespace RiskRegister.Entries.Acting;

/// <summary>The page on which an action is planned.</summary>
public sealed class PlanActionPage(EntryForms forms)
{
    private static readonly EntryForm<PlanEntryAction> Form = new("plan-action", "action-planned", Read, PlanAction.Decide)
    {
        Begin = (view, _) => Web.Form.Of(("owner", view.Entry.Owner)),
        More = (view, cancellation) => view.ChoicesAsync(cancellation),
        Tell = Tell,
    };

    /// <summary>GET: the form.</summary>
    [Function("PlanActionPage")]
    public Task<IActionResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{agency}/entries/{reference}/plan-action")]
            HttpRequest request,
        string agency,
        string reference
    ) => forms.ShowAsync(request, agency, reference, Form);

    /// <summary>POST: carries it out.</summary>
    [Function("PlanActionForm")]
    public Task<IActionResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "{agency}/entries/{reference}/plan-action")]
            HttpRequest request,
        string agency,
        string reference
    ) => forms.PostAsync(request, agency, reference, Form);

    private static PlanEntryAction Read(Form form) =>
        new(form.Text("title"), form.Text("owner"), form.Day("due"), form.Text("process"), form.Text("measure"));

    private static FieldError Tell(Refusal refusal, Form form) =>
        refusal switch
        {
            { Field: "due", Rule: "in-the-past" } => new FieldError("due", "Enter a day that is not over"),
            { Field: "due" } when form.HasDay("due") => new FieldError("due", "Enter a day that exists, such as 31 3 2027"),
            _ => EntryForms.Tell(refusal),
        };
}
