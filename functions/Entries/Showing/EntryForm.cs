using Microsoft.AspNetCore.Http;
using RiskRegister.Web;

namespace RiskRegister.Entries.Showing;

/// <summary>What is particular about a form that changes an entry; <see cref="EntryForms"/> does the rest.</summary>
/// <typeparam name="TCommand">The command that the form becomes.</typeparam>
/// <param name="Verb">Last segment of its address, and name of its template below pages/entries.</param>
/// <param name="Notice">Key of what is said when it is done, see <see cref="Notices"/>.</param>
/// <param name="Read">Makes the command of what was entered; what can't be read is left out, so that the decision asks for it.</param>
/// <param name="Decide">The decision of the command.</param>
public sealed record EntryForm<TCommand>(
    string Verb,
    string Notice,
    Func<Form, TCommand> Read,
    Func<TCommand, Entry, DecisionContext, Decision> Decide
)
{
    /// <summary>The decision of a command that concerns other entries, too; else that of <see cref="EntryForm{TCommand}.Decide"/> for this entry alone.</summary>
    public JointDecision<TCommand> Joint { get; init; } = JointDecision.Alone(Decide);

    /// <summary>What is filled in already when the form is shown.</summary>
    public Func<EntryView, IQueryCollection, Form> Begin { get; init; } = (_, _) => Form.Empty;

    /// <summary>What the template needs beside entry, form and key.</summary>
    public Func<EntryView, CancellationToken, Task<object>> More { get; init; } = (_, _) => Task.FromResult<object>(new { });

    /// <summary>What is said about a broken rule, and at which field.</summary>
    public Func<Refusal, Form, FieldError> Tell { get; init; } = (refusal, _) => EntryForms.Tell(refusal);

    /// <summary>True to go on to the person's work when it is done, false to the entry.</summary>
    public bool ThenWork { get; init; }
}
