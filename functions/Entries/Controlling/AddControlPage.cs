using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Entries.Showing;
using RiskRegister.Web;

namespace RiskRegister.Entries.Controlling;

/// <summary>The page on which a control is noted.</summary>
public sealed class AddControlPage(EntryForms forms)
{
    private static readonly EntryForm<AddEntryControl> Form = new(
        "add-control",
        "control-added",
        form => new AddEntryControl(form.Text("title"), form.Text("process"), form.Text("owner")),
        AddControl.Decide
    )
    {
        Begin = (view, _) => Web.Form.Of(("owner", view.Entry.Owner)),
        More = (view, cancellation) => view.ChoicesAsync(cancellation),
    };

    /// <summary>GET: the form.</summary>
    [Function("AddControlPage")]
    public Task<IActionResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{agency}/entries/{reference}/add-control")]
            HttpRequest request,
        string agency,
        string reference
    ) => forms.ShowAsync(request, agency, reference, Form);

    /// <summary>POST: carries it out.</summary>
    [Function("AddControlForm")]
    public Task<IActionResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "{agency}/entries/{reference}/add-control")]
            HttpRequest request,
        string agency,
        string reference
    ) => forms.PostAsync(request, agency, reference, Form);
}
