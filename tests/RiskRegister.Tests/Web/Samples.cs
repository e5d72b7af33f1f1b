using RiskRegister.Web;

namespace RiskRegister.Tests.Web;

/// <summary>A model for every page, as its functions give them.</summary>
internal static class Samples
{
    private static readonly DateOnly Day = new(2026, 12, 1);
    private static readonly DateTimeOffset Moment = new(2026, 11, 2, 14, 5, 0, TimeSpan.Zero);
    private static readonly object High = new
    {
        Name = "High",
        Step = 3,
        Steps = 4,
    };
    private static readonly object Low = new
    {
        Name = "Low",
        Step = 1,
        Steps = 4,
    };
    private static readonly object[] Owners =
    [
        Option("owner@demo.example", "Olive Owner"),
        Option("mo@demo.example", "Mo Manager"),
    ];
    private static readonly object[] Categories = [Option("operations", "Operations"), Option("legal", "Legal")];
    private static readonly object[] Processes = [Option("permits", "Permits"), Option("payments", "Payments")];
    private static readonly object[] Scales = [Scale("likelihood"), Scale("consequence")];
    private static readonly object NoWork = new
    {
        Items = Array.Empty<object>(),
        Total = 0,
        More = (string?)null,
    };

    /// <summary>The frame of the samples.</summary>
    public static Frame Frame(string? notice = null) =>
        new(
            new FrameAgency("demo", "Demo Agency"),
            new FramePerson("Olive Owner", "owner@demo.example"),
            "entries",
            notice,
            RiskRegister.Web.Rendering.Locale.Default
        );

    /// <summary>All samples; a page may have several, told apart by what follows the colon.</summary>
    public static IReadOnlyDictionary<string, object> All { get; } =
        new Dictionary<string, object>
        {
            ["sign-in"] = new
            {
                People = new object[]
                {
                    new
                    {
                        Name = "Olive Owner",
                        Email = "owner@demo.example",
                        Roles = new[] { "owner" },
                    },
                    new
                    {
                        Name = "Mo Manager",
                        Email = "manager@demo.example",
                        Roles = new[] { "riskManager", "reader" },
                    },
                },
                ReturnTo = "/demo/entries",
            },
            ["agencies"] = new
            {
                Agencies = new object[]
                {
                    new
                    {
                        Id = "demo",
                        Name = "Demo Agency",
                        Roles = new[] { "owner" },
                        Waiting = 3,
                    },
                    new
                    {
                        Id = "roads",
                        Name = "Agency for Roads",
                        Roles = new[] { "reader" },
                        Waiting = 0,
                    },
                },
            },
            ["agencies:none"] = new { Agencies = Array.Empty<object>() },
            ["my-work"] = new
            {
                Decisions = Work(Item("R-0042", null, late: true)),
                Reviews = Work(Item("R-0007", null, late: false), Item("O-0003", null, late: false)),
                Actions = Work(Item("R-0042", "Move the payments to the new platform", late: true)),
                Checks = NoWork,
                Drafts = NoWork,
            },
            ["entries/list"] = List([ListItem("R-0042", "risk", High, Owner), ListItem("O-0003", "opportunity", Low, null)]),
            ["entries/list:empty"] = List([]),
            ["entries/entry"] = Entry,
            ["entries/entry:new"] = NewEntry,
            ["entries/raise"] = new
            {
                Kind = (string?)null,
                Form = Form.Empty,
                Choices,
            },
            ["entries/raise:risk"] = Raise("risk", Form.Empty),
            ["entries/raise:opportunity"] = Raise("opportunity", Form.Of(("title", "Renew permits by text message"))),
            ["entries/raise:refused"] = Raise("risk", Refused("title", "Enter a title")),
            ["entries/assess"] = Assess(Form.Empty),
            ["entries/assess:refused"] = Assess(
                Refused("likelihood", "Choose the likelihood")
                    .With([new("likelihood", ["Choose the likelihood"]), new("rationale", ["Say why"])])
            ),
            ["entries/plan-action"] = PlanAction(Form.Of(Form.Parts("due", Day))),
            ["entries/plan-action:refused"] = PlanAction(Refused("due", "Enter a day that is not over")),
            ["entries/review"] = Review(Form.Empty),
            ["entries/review:refused"] = Review(
                Form.Of(("answer", "confirmed")).With([new("whyConfirmed", ["Say why it still holds"])])
            ),
            ["import/upload"] = new { Form = Form.Empty, Limit = 20 },
            ["import/upload:refused"] = new { Form = Refused("file", "Choose a file"), Limit = 20 },
            ["import/check"] = Check(Form.Of(("column-1", "title"))),
            ["import/check:refused"] = Check(Refused("column-1", "Two columns go into the title")),
            ["import/result"] = new
            {
                File = "register.xlsx",
                Rows = 1240,
                Summary,
                Problems,
                ProblemsTotal = 12,
            },
            ["errors/message"] = new
            {
                Heading = "Page not found",
                Paragraphs = new[] { "Check the address." },
                Trace = "4bf92f3577b34da6",
            },
            ["errors/conflict"] = new
            {
                Entry = Head,
                Changed = new { By = "Mo Manager", At = Moment },
                Fields = new object[]
                {
                    new
                    {
                        Label = "Title",
                        Yours = "Payments stop",
                        Stored = "Payments are late",
                        Differs = true,
                    },
                    new
                    {
                        Label = "Category",
                        Yours = "Operations",
                        Stored = "Operations",
                        Differs = false,
                    },
                },
                Retry = "/demo/entries/R-0042/change",
                Values = new object[] { new { Name = "title", Value = "Payments stop" } },
            },
        };

    private static object Owner => new { Name = "Olive Owner", Email = "owner@demo.example" };
    private static object Choices =>
        new
        {
            Owners,
            Categories,
            Processes,
        };
    private static object Summary =>
        new
        {
            Added = 1200,
            Changed = 20,
            Unchanged = 8,
            Rejected = 12,
        };
    private static object[] Problems =>
        [
            new
            {
                Row = (int?)17,
                Column = "Likelihood",
                Message = "\"Quite\" is no step of the scale",
            },
            new
            {
                Row = (int?)null,
                Column = (string?)null,
                Message = "The sheet \"Old\" was not read",
            },
        ];
    private static object Head =>
        new
        {
            Reference = "R-0042",
            Kind = "risk",
            Title = "Payments to citizens stop for more than a day",
            Version = 7,
            Standing = new[] { "outsideAppetite", "actionOverdue" },
            Level = High,
            First = "Likely",
            Second = "Major",
        };

    private static object Entry =>
        new
        {
            Entry = new
            {
                Reference = "R-0042",
                Kind = "risk",
                State = "open",
                Version = 7,
                Title = "Payments to citizens stop for more than a day",
                Standing = new[]
                {
                    "outsideAppetite",
                    "actionOverdue",
                    "reviewOverdue",
                    "needsAssessment",
                    "acceptedUntil",
                    "orphan",
                },
                Statement = new object[]
                {
                    new { Part = "cause", Text = "The payment platform is out of support since June.\nNobody else knows it." },
                    new { Part = "event", Text = "It fails in the week of the monthly run" },
                    new { Part = "consequence", Text = (string?)null },
                },
                Level = High,
                Owner = "Olive Owner",
                Delegate = "Mo Manager",
                Category = "Operations",
                Confidential = true,
                Tags = new[] { "payments", "it" },
                Thread = new object[] { new { Part = "processes", Text = "Payments" } },
                Response = new { Kind = "changeLikelihood", Reason = "The platform can be replaced within the year" },
                Closed = new
                {
                    At = Moment,
                    By = "Mo Manager",
                    Reason = "The platform is gone",
                },
            },
            Scales = new[] { "likelihood", "consequence" },
            Ratings = new[] { Rating("inherent", High, null), Rating("current", High, "medium"), Rating("target", Low, null) },
            Actions = new object[]
            {
                new
                {
                    Id = "a1",
                    Title = "Move the payments to the new platform",
                    Owner = "Olive Owner",
                    Due = Day,
                    State = "overdue",
                    Process = "Payments",
                    Measure = "No failed run in a quarter",
                    Verbs = new[] { "complete-action" },
                    Check = (object?)null,
                },
                new
                {
                    Id = "a2",
                    Title = "Train a second operator",
                    Owner = "Mo Manager",
                    Due = Day,
                    State = "partly",
                    Process = (string?)null,
                    Measure = (string?)null,
                    Verbs = Array.Empty<string>(),
                    Check = (object?)
                        new
                        {
                            At = Moment,
                            By = "Ann Auditor",
                            Verdict = "partly",
                            Evidence = "One of two runs alone",
                        },
                },
            },
            Acceptance = new
            {
                By = "Dee Director",
                At = Moment,
                Until = Day,
                Conditions = "Monthly report to the board",
                Void = true,
            },
            Review = new
            {
                Due = Day,
                LastAt = Moment,
                LastBy = "Olive Owner",
                LastAnswer = "confirmed",
            },
            History = new { Events = new[] { Event("assessed"), Event("raised") }, More = "/demo/entries/R-0042/history" },
            Verbs = new[] { "assess", "respond", "plan-action", "request-acceptance", "review", "close" },
        };

    private static object NewEntry =>
        new
        {
            Entry = new
            {
                Reference = "O-0003",
                Kind = "opportunity",
                State = "draft",
                Version = 1,
                Title = "Renew permits by text message",
                Standing = Array.Empty<string>(),
                Statement = new object[] { new { Part = "opening", Text = (string?)null } },
                Level = (object?)null,
                Owner = (string?)null,
                Delegate = (string?)null,
                Category = (string?)null,
                Confidential = false,
                Tags = Array.Empty<string>(),
                Thread = Array.Empty<object>(),
                Response = (object?)null,
                Closed = (object?)null,
            },
            Scales = new[] { "benefit", "feasibility" },
            Ratings = Array.Empty<object>(),
            Actions = Array.Empty<object>(),
            Acceptance = (object?)null,
            Review = new
            {
                Due = (DateOnly?)null,
                LastAt = (DateTimeOffset?)null,
                LastBy = (string?)null,
                LastAnswer = (string?)null,
            },
            History = new { Events = new[] { Event("raised") }, More = (string?)null },
            Verbs = Array.Empty<string>(),
        };

    private static object Raise(string kind, Form form) =>
        new
        {
            Kind = (string?)kind,
            Form = form,
            Choices,
        };

    private static object Assess(Form form) =>
        new
        {
            Entry = Head,
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
            Previous = new[] { Rating("inherent", High, null) },
        };

    private static object PlanAction(Form form) =>
        new
        {
            Entry = Head,
            Form = form,
            Choices,
        };

    private static object Review(Form form) =>
        new
        {
            Entry = Head,
            Asked = new { At = Moment, Due = Day },
            Since = new
            {
                At = Moment,
                By = "Olive Owner",
                Answer = "confirmed",
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
            Reasons = new[] { Option("occurred", "It has happened"), Option("gone", "Its cause is gone") },
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

    private static object List(object[] items) =>
        new
        {
            Form = Form.Of(("sort", "level"), ("kind", items.Length > 0 ? "risk" : null)),
            Filters = new Dictionary<string, string> { ["sort"] = "level", ["kind"] = items.Length > 0 ? "risk" : "" },
            Filtered = items.Length > 0,
            Choices = new
            {
                Kinds = new[] { Option("risk", "Risks"), Option("opportunity", "Opportunities") },
                States = new[] { Option("draft", "Draft"), Option("open", "Open"), Option("closed", "Closed") },
                Standings = new[] { Option("outsideAppetite", "Outside appetite") },
                Owners,
                Categories,
                Levels = new[] { Option("high", "High") },
                Sorts = new[] { Option("level", "Level"), Option("reference", "Reference") },
            },
            Items = items,
            Count = (int?)items.Length,
            Next = items.Length > 0 ? "eyJ0b2tlbiI6MX0=" : null,
            Continued = items.Length > 0,
        };

    private static object ListItem(string reference, string kind, object level, object? owner) =>
        new
        {
            Reference = reference,
            Kind = kind,
            Title = "Payments to citizens stop for more than a day",
            State = owner is null ? "draft" : "open",
            Standing = new[] { "outsideAppetite", "reviewOverdue" },
            Level = level,
            Direction = "up",
            Owner = owner,
            Category = "Operations",
            Due = (DateOnly?)Day,
        };

    private static object Work(params object[] items) =>
        new
        {
            Items = items,
            Total = items.Length + 5,
            More = "/demo/entries?owner=owner%40demo.example",
        };

    private static object Item(string reference, string? what, bool late) =>
        new
        {
            Reference = reference,
            Kind = "risk",
            Title = "Payments to citizens stop for more than a day",
            Level = High,
            What = what,
            Due = (DateOnly?)Day,
            Late = late,
            Href = $"/demo/entries/{reference}",
        };

    private static object Rating(string stage, object level, string? confidence) =>
        new
        {
            Stage = stage,
            First = "Likely",
            Second = "Major",
            Level = level,
            Rationale = "Two failures in the last year",
            Confidence = confidence,
            By = "Olive Owner",
            At = Moment,
            Criteria = 2,
            Outdated = confidence is not null,
        };

    private static object Event(string type) =>
        new
        {
            Type = type,
            At = Moment,
            By = "Olive Owner",
            Why = type == "raised" ? null : "After the failure in October",
            Changes = new object[]
            {
                new
                {
                    Field = "currentLevel",
                    From = (string?)"Moderate",
                    To = (string?)"High",
                },
                new
                {
                    Field = "category",
                    From = (string?)"Legal",
                    To = (string?)null,
                },
            },
        };

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

    private static object Option(string value, string text) => new { Value = value, Text = text };

    private static Form Refused(string field, string message) =>
        Form.Of(("title", "Payments"), ("due-day", "31"), ("due-month", "2")).With([new(field, [message])]);
}
