using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Entries.Showing;
using RiskRegister.Web;

namespace RiskRegister.Entries.Responding;

/// <summary>The page on which a response is chosen.</summary>
public sealed class RespondPage(EntryForms forms)
{
    private static readonly Dictionary<ResponseKind, (string Text, string Hint)> Texts = new()
    {
        [ResponseKind.Avoid] = ("Avoid", "Stop what gives rise to it, or do not start it"),
        [ResponseKind.RemoveSource] = ("Remove the source", "Take away what causes it"),
        [ResponseKind.ChangeLikelihood] = ("Change the likelihood", "Make it happen less often"),
        [ResponseKind.ChangeConsequence] = ("Change the consequence", "Make it do less harm when it happens"),
        [ResponseKind.Share] = ("Share", "Deal with it together with somebody else, such as a partner or an insurer"),
        [ResponseKind.Retain] = ("Retain", "Live with it, knowing what it means"),
        [ResponseKind.Take] = ("Take", "Run it, because an opportunity is worth it"),
        [ResponseKind.Exploit] = ("Exploit", "Make sure that it happens"),
        [ResponseKind.Enhance] = ("Enhance", "Make it more feasible, or more beneficial"),
        [ResponseKind.Accept] = ("Accept", "Take it if it comes"),
        [ResponseKind.Decline] = ("Decline", "Leave it, and keep the reason"),
    };

    private static readonly EntryForm<RespondToEntry> Form = new("respond", "response-chosen", Read, Respond.Decide)
    {
        Begin = (view, _) =>
            Web.Form.Of(
                ("response", view.Entry.Response is { } response ? Words.Of(response.Kind) : null),
                ("reason", view.Entry.Response?.Reason)
            ),
        More = (view, _) =>
            Task.FromResult<object>(
                new
                {
                    Responses = Respond
                        .Choices(view.Entry.Kind)
                        .Select(kind => new Choice(Words.Of(kind), Texts[kind].Text, Texts[kind].Hint)),
                }
            ),
        Tell = (refusal, _) =>
            refusal.Field == "response" ? new FieldError("response", "Choose a response") : EntryForms.Tell(refusal),
    };

    /// <summary>GET: the form.</summary>
    [Function("RespondPage")]
    public Task<IActionResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{agency}/entries/{reference}/respond")] HttpRequest request,
        string agency,
        string reference
    ) => forms.ShowAsync(request, agency, reference, Form);

    /// <summary>POST: carries it out.</summary>
    [Function("RespondForm")]
    public Task<IActionResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "{agency}/entries/{reference}/respond")] HttpRequest request,
        string agency,
        string reference
    ) => forms.PostAsync(request, agency, reference, Form);

    private static RespondToEntry Read(Form form) => new(form.Word<ResponseKind>("response"), form.Text("reason"));
}
