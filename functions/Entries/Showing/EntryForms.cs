using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using RiskRegister.Access;
using RiskRegister.Api;
using RiskRegister.People;
using RiskRegister.Register;
using RiskRegister.Web;
using RiskRegister.Web.Rendering;

namespace RiskRegister.Entries.Showing;

/// <summary>
/// The way of every form that changes an entry. GET shows it; POST decides, and then leads to a page that says what was done. A form
/// carries the version that it was shown for, so that nobody overwrites what they have not seen, and a key, so that sending it twice
/// does it once.
/// </summary>
public sealed class EntryForms(EntryViews views, EntryStore store, Rosters rosters, Pages pages, PageFrames frames)
{
    /// <summary>Field of the entry's version.</summary>
    public const string Version = "version";

    /// <summary>Field of the idempotency key.</summary>
    public const string Key = "key";

    /// <summary>A key for a form that is shown for the first time.</summary>
    public static string NewKey() => Guid.NewGuid().ToString("N");

    /// <summary>The message of a broken rule as forms show it: beside its field, without a full stop.</summary>
    public static FieldError Tell(Refusal refusal) =>
        refusal.Rule == "off-scale"
            ? new FieldError(refusal.Field, $"Choose the {refusal.Field}")
            : new FieldError(refusal.Field, refusal.Message.TrimEnd('.'));

    /// <summary>Shows the form; what is closed has none.</summary>
    public async Task<IActionResult> ShowAsync<T>(HttpRequest request, string agency, string reference, EntryForm<T> form)
    {
        var view = await views.LoadAsync(request, agency, reference);
        return view.Entry.State == EntryState.Closed
            ? new RedirectResult(view.Address)
            : await PageAsync(request, view, form, form.Begin(view, request.Query), 200);
    }

    /// <summary>Carries the form out; shows it again with 400 when it is refused, and both versions with 409 when the entry was changed meanwhile.</summary>
    public async Task<IActionResult> PostAsync<T>(HttpRequest request, string agency, string reference, EntryForm<T> form)
    {
        var posted = await request.ReadPostedAsync();
        try
        {
            var isNewer = await ChangeAsync(request, agency, reference, posted, form);
            var view = await views.LoadAsync(request, agency, reference);
            return isNewer
                ? await ConflictAsync(request, view, form, posted)
                : new RedirectResult(Notices.Address(form.ThenWork ? $"/{agency}" : view.Address, form.Notice));
        }
        catch (RefusedException e)
        {
            var errors = e.Refusals.Select(refusal => form.Tell(refusal, posted));
            var view = await views.LoadAsync(request, agency, reference);
            return await PageAsync(request, view, form, posted with { Errors = [.. errors] }, 400);
        }
    }

    /// <summary>Decides on the version that the person saw; true when there is a newer one, and nothing was changed.</summary>
    private async Task<bool> ChangeAsync<T>(HttpRequest request, string agency, string reference, Form posted, EntryForm<T> form)
    {
        var command = form.Read(posted);
        OwnActions.Check(request, command);
        var cancellation = request.HttpContext.RequestAborted;
        var isNewer = false;
        await store.ChangeTogetherAsync(
            agency,
            reference,
            entry => form.Joint.Others(command, entry),
            await store.ContextAsync(agency, request.Actor(), cancellation) with
            {
                People = await rosters.OfAsync(agency),
            },
            (entries, context) =>
            {
                // By version, not by ETag: the nightly pass over the standings changes the ETag, and nothing that a person sees.
                isNewer = entries[0].Version != posted.Number(Version);
                return isNewer ? [Decision.Accept()] : form.Joint.Decide(command, entries, context);
            },
            key: request.IdempotencyKey(posted.Text(Key)),
            cancellation: cancellation
        );
        return isNewer;
    }

    private async Task<IActionResult> PageAsync<T>(
        HttpRequest request,
        EntryView view,
        EntryForm<T> form,
        Form values,
        int status
    )
    {
        var more = await form.More(view, request.HttpContext.RequestAborted);
        var model = Model.Of(more).With("entry", view.Head).With("form", values).With("key", values.Text(Key) ?? NewKey());
        return pages.Show($"entries/{form.Verb}", model, await frames.OfAsync(request, "entries"), status);
    }

    private async Task<IActionResult> ConflictAsync<T>(HttpRequest request, EntryView view, EntryForm<T> form, Form posted)
    {
        var history = await views.HistoryAsync(view, request.HttpContext.RequestAborted);
        var seen = posted.Number(Version) ?? 0;
        var model = new
        {
            Entry = view.Head,
            Changes = history.Where(e => e.Version > seen).Reverse().Take(10).ToList(),
            Fields = Conflict.Fields(posted, form.Begin(view, request.Query), view),
            Retry = $"{view.Address}/{form.Verb}",
            Values = posted
                .Values.Where(field => field.Key != Version)
                .SelectMany(field => field.Value.Select(value => new { Name = field.Key, Value = value }))
                .ToList(),
        };
        return pages.Show("errors/conflict", model, await frames.OfAsync(request, "entries"), 409);
    }
}
