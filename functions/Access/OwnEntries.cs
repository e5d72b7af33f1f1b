using Microsoft.AspNetCore.Http;
using RiskRegister.Entries;
using RiskRegister.Entries.Acting;
using RiskRegister.People;
using RiskRegister.Register;

namespace RiskRegister.Access;

/// <summary>
/// Who owns an entry, is its delegate, or stands in for one of these today, may keep it without a role for that; and who owns an action
/// may do what concerns that action.
/// </summary>
public sealed class OwnEntries(EntryStore store, Rosters rosters)
{
    /// <summary>Whether the policy of a function lets somebody through because of what they own in an entry. What they may not see is nobody's.</summary>
    public async Task<bool> LetThroughAsync(HttpContext http, Own own, Person person, string reference)
    {
        if (own == Own.Nothing)
        {
            return false;
        }

        try
        {
            Viewer.Current = Viewer.Of(person);
            var entry = (await store.LoadAsync(person.Agency, reference, http.RequestAborted)).Value;
            var represented = await rosters.RepresentedAsync(person.Agency, person.Email, http.RequestAborted);
            Person[] mine = [person, .. represented];
            if (Keeps(entry, mine))
            {
                return true;
            }

            var actions = own == Own.EntryOrAction ? ActionsOf(entry, mine) : [];
            http.Items[typeof(OwnActions)] = new OwnActions(actions);
            return actions.Count > 0;
        }
        catch (NotFoundException)
        {
            return false;
        }
    }

    /// <summary>Whether one of these people owns the entry or is its delegate.</summary>
    public static bool Keeps(Entry entry, IReadOnlyCollection<Person> people) =>
        people.Any(person => person.Is(entry.Owner) || person.Is(entry.Delegate));

    /// <summary>Ids of the actions that one of these people owns.</summary>
    public static IReadOnlyList<string> ActionsOf(Entry entry, IReadOnlyCollection<Person> people) =>
        [.. entry.Actions.Where(action => people.Any(person => person.Is(action.Owner))).Select(action => action.Id)];
}

/// <summary>That a call was let through for some actions of the entry only.</summary>
public sealed record OwnActions(IReadOnlyList<string> Ids)
{
    /// <summary>Ends a call whose command is about an action that the caller was not let through for.</summary>
    /// <exception cref="NotAllowedException">It is.</exception>
    public static void Check(HttpRequest request, object? command)
    {
        if (
            request.HttpContext.Items[typeof(OwnActions)] is OwnActions own
            && !(command is ActionCommand { Action: { } action } && own.Ids.Contains(action))
        )
        {
            throw new NotAllowedException($"In this entry, only these actions are yours: {string.Join(", ", own.Ids)}.");
        }
    }
}
