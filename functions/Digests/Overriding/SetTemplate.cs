using RiskRegister.Entries;
using RiskRegister.Register;
using RiskRegister.Register.Records;
using RiskRegister.Web.Rendering;

namespace RiskRegister.Digests.Overriding;

/// <summary>Gives an agency its own template of a mail.</summary>
/// <param name="Text">The text of the template; at most 65,536 characters.</param>
/// <param name="Reason">Why; must be given.</param>
public sealed record SetTemplate(string? Text, string? Reason)
{
    /// <summary>
    /// The template has to parse, and to render made-up mails in every language, using nothing but what the model of the mail and the parts
    /// of mails have. Each refusal tells line and column.
    /// </summary>
    /// <param name="command">The command.</param>
    /// <param name="name">The template that it stands for.</param>
    /// <param name="record">What the agency has so far; null for nothing.</param>
    /// <param name="shipped">The shipped templates.</param>
    /// <param name="agency">The agency.</param>
    public static RecordDecision<MailTemplate> Decide(
        SetTemplate command,
        string name,
        MailTemplate? record,
        Templates shipped,
        string agency
    )
    {
        var text = command.Text ?? "";
        var checks = new Checks()
            .Required("reason", command.Reason, "Enter why the agency has a template of its own.")
            .Unless(text.Trim().Length > 0, "text", "required", "Enter the text of the template.")
            .Unless(
                text.Length <= TemplateTrial.MaxText,
                "text",
                "too-long",
                $"Use at most {TemplateTrial.MaxText} characters: mail programs cut off what is longer."
            );
        if (checks.Refusals.Count > 0)
        {
            return new(null, checks.Refusals);
        }

        if (record?.Text == text)
        {
            return RecordDecision.Nothing<MailTemplate>();
        }

        foreach (var problem in TemplateTrial.Problems(shipped, name, text))
        {
            checks.Unless(false, "text", "template-fails", Told(problem, name));
        }

        return RecordDecision.Of(
            checks,
            () =>
                new RecordChange<MailTemplate>(
                    (record ?? new MailTemplate(agency, name, null)) with
                    {
                        Text = text,
                    },
                    "template-set",
                    command.Reason.OrNull()
                )
        );
    }

    /// <summary>A problem in a sentence.</summary>
    public static string Told(TemplateProblem problem, string name)
    {
        var where = problem.Template == name ? "" : $" of {problem.Template}";
        return FormattableString.Invariant(
            $"Line {problem.Line}, column {problem.Column}{where}: {problem.What.TrimEnd('.', ' ')}. Mend it, and try it by the preview."
        );
    }
}

/// <summary>Has the shipped template of a mail used again.</summary>
/// <param name="Reason">Why; must be given.</param>
public sealed record ResetTemplate(string? Reason)
{
    /// <summary>There has to be a template of the agency's own.</summary>
    public static RecordDecision<MailTemplate> Decide(ResetTemplate command, MailTemplate record)
    {
        var checks = new Checks()
            .Required("reason", command.Reason, "Enter why the shipped template is used again.")
            .Unless(record.Text is not null, "", "not-overridden", "The shipped template is used already.");
        return RecordDecision.Of(
            checks,
            () => new RecordChange<MailTemplate>(record with { Text = null }, "template-reset", command.Reason.OrNull())
        );
    }
}
