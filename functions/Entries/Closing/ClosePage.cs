using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Entries.Showing;
using RiskRegister.Web;

namespace RiskRegister.Entries.Closing;

/// <summary>The page on which an entry is closed.</summary>
public sealed class ClosePage(EntryForms forms)
{
    private static readonly EntryForm<CloseEntry> Form = new(
        "close",
        "closed",
        form => new CloseEntry(form.Text("reason")),
        Close.Decide
    )
    {
        More = (view, _) =>
            Task.FromResult<object>(
                new { Open = view.Entry.Actions.Where(action => action.IsOpen).Select(action => action.Title) }
            ),
    };

    /// <summary>GET: the form.</summary>
    [Function("ClosePage")]
    public Task<IActionResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{agency}/entries/{reference}/close")] HttpRequest request,
        string agency,
        string reference
    ) => forms.ShowAsync(request, agency, reference, Form);

    /// <summary>POST: carries it out.</summary>
    [Function("CloseForm")]
    public Task<IActionResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "{agency}/entries/{reference}/close")] HttpRequest request,
        string agency,
        string reference
    ) => forms.PostAsync(request, agency, reference, Form);
}
