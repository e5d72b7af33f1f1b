using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using RiskRegister.Entries.Showing;
using RiskRegister.Web;

namespace RiskRegister.Entries.Assessing;

/// <summary>The page on which an entry is rated.</summary>
public sealed class AssessPage(EntryForms forms)
{
    private static readonly Choice[] Stages =
    [
        new("inherent", "Inherent", "Before anything is done about it"),
        new("current", "Current", "As it is today, with what is done about it"),
        new("target", "Target", "When the planned actions have had their effect"),
    ];

    private static readonly EntryForm<AssessEntry> Form = new("assess", "assessed", Read, Assess.Decide)
    {
        Begin = (view, _) =>
            Web
                .Form.Of(("stage", view.Entry.Inherent is null ? "inherent" : "current"))
                .With(BasisField.Name, view.Entry.Current?.RestsOn),
        More = (view, _) =>
            Task.FromResult<object>(
                new
                {
                    view.Scales,
                    Stages,
                    Previous = view.Ratings,
                    Bases = BasisChecks.Choices(view.Entry),
                }
            ),
        Tell = (refusal, _) => BasisField.Tell(refusal),
    };

    /// <summary>GET: the form.</summary>
    [Function("AssessPage")]
    public Task<IActionResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{agency}/entries/{reference}/assess")] HttpRequest request,
        string agency,
        string reference
    ) => forms.ShowAsync(request, agency, reference, Form);

    /// <summary>POST: carries it out.</summary>
    [Function("AssessForm")]
    public Task<IActionResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "{agency}/entries/{reference}/assess")] HttpRequest request,
        string agency,
        string reference
    ) => forms.PostAsync(request, agency, reference, Form);

    private static AssessEntry Read(Form form)
    {
        var stage = form.Word<RatingStage>("stage");
        return new()
        {
            Stage = stage,
            Likelihood = form.Number("likelihood"),
            Consequence = form.Number("consequence"),
            Feasibility = form.Number("feasibility"),
            Benefit = form.Number("benefit"),
            Rationale = form.Text("rationale"),
            RestsOn = stage == RatingStage.Current ? form.Texts(BasisField.Name) : null,
        };
    }
}
