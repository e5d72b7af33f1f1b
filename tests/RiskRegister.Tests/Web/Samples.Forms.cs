using RiskRegister.Web;

namespace RiskRegister.Tests.Web;

/// <summary>Pages with a form.</summary>
internal static partial class Samples
{
    private static object Raise(string kind, Form form) =>
        new
        {
            Kind = (string?)kind,
            Key,
            Form = form,
            Choices,
        };

    private static object Assess(Form form) =>
        new
        {
            Entry = Head,
            Key,
            Form = form,
            Scales,
            Stages = new object[]
            {
                new
                {
                    Value = "inherent",
                    Text = "Inherent",
                    Hint = "Before anything is done about it",
                },
                new
                {
                    Value = "current",
                    Text = "Current",
                    Hint = "As it is today",
                },
            },
            Previous = new[] { Rating("inherent", High, outdated: false) },
            Bases,
        };

    private static object PlanAction(Form form) =>
        new
        {
            Entry = Head,
            Key,
            Form = form,
            Choices,
        };

    private static object Respond(Form form) =>
        new
        {
            Entry = Head,
            Key,
            Form = form,
            Responses = new object[]
            {
                new
                {
                    Value = "avoid",
                    Text = "Avoid",
                    Hint = "Do not do what brings the risk",
                },
                new
                {
                    Value = "retain",
                    Text = "Retain",
                    Hint = "Live with it, knowingly",
                },
            },
        };

    private static object Complete(Form form) =>
        new
        {
            Entry = Head,
            Key,
            Form = form,
            Actions = new[] { new Choice("A1", "Move the payments", "Olive Owner"), new Choice("A2", "Train a second operator") },
            CheckDue = Day,
        };

    private static object Close(Form form) =>
        new
        {
            Entry = Head,
            Key,
            Form = form,
            Open = new[] { "Move the payments" },
        };

    private static object Review(Form form) =>
        new
        {
            Entry = Head,
            Key,
            Statement = new object[] { new { Part = "cause", Text = "Old pipes" } },
            Asked = new
            {
                At = Day,
                Due = Day,
                Why = "Its day of review has come.",
            },
            Since = new
            {
                At = Moment,
                By = "Olive Owner",
                Answer = "confirmed",
                Reason = "Nothing is new",
            },
            Changes = new object[]
            {
                new
                {
                    At = Moment,
                    By = "Mo Manager",
                    What = "Current level from High to Extreme",
                },
                new
                {
                    At = Moment,
                    By = "Olive Owner",
                    What = "Action planned: move the payments",
                },
            },
            Actions = new object[]
            {
                new
                {
                    Title = "Move the payments",
                    Owner = "Olive Owner",
                    Due = Day,
                    State = "open",
                },
            },
            Scales,
            Bases = Array.Empty<Choice>(),
            Form = form,
        };

    private static object Check(Form form) =>
        new
        {
            Upload = "20261102-1405",
            File = "register.xlsx",
            Rows = 1240,
            Mapping = new object[]
            {
                new
                {
                    Column = "Risk title",
                    Name = "column-1",
                    Sample = "Payments stop",
                },
                new
                {
                    Column = "Column 2",
                    Name = "column-2",
                    Sample = (string?)null,
                },
            },
            Fields = new[] { Option("title", "Title"), Option("cause", "Cause") },
            Form = form,
            Summary,
            Problems,
            ProblemsTotal = 12,
        };

    private static readonly Choice[] Bases = [new("C1", "C1: Second operator"), new("A2", "A2: Train a second operator")];

    private static object Scale(string name) =>
        new
        {
            Name = name,
            Steps = new object[]
            {
                new
                {
                    Value = 1,
                    Name = "Rare",
                    Description = "Less than once in ten years",
                },
                new
                {
                    Value = 2,
                    Name = "Likely",
                    Description = "Every year",
                },
            },
        };

    private static Form Refused(string field, string message) =>
        Form.Of(("title", "Payments"), ("due-day", "31"), ("due-month", "2")).With([new(field, [message])]);
}
