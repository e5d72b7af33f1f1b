using RiskRegister.People;
using RiskRegister.Web;

namespace RiskRegister.Tests.Web;

/// <summary>A model for every page, as its functions give them.</summary>
internal static partial class Samples
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
            Navigation.Of("demo", "entries", [Role.RiskManager]),
            notice,
            RiskRegister.Web.Rendering.Locale.Default
        );

    /// <summary>All samples; a page may have several, told apart by what follows the colon.</summary>
    public static IReadOnlyDictionary<string, object> All { get; } =
        new Dictionary<string, object>
        {
            ["unsubscribe"] = new { Token = "ZGVtbw.c2VhbA", Done = false },
            ["unsubscribe:done"] = new { Token = "ZGVtbw.c2VhbA", Done = true },
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
                        Roles = new[] { "risk-manager", "reader" },
                    },
                },
                Form = Form.Empty,
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
                MayRaise = true,
            },
            ["entries/list"] = List([ListItem("R-0042", "risk", High, Owner), ListItem("O-0003", "opportunity", Low, null)]),
            ["entries/list:empty"] = List([]),
            ["entries/entry"] = Entry,
            ["entries/entry:new"] = NewEntry,
            ["entries/raise"] = new
            {
                Kind = (string?)null,
                Key,
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
            ["entries/add-control"] = PlanAction(Form.Empty),
            ["entries/add-control:refused"] = PlanAction(Refused("title", "Enter what is in place")),
            ["entries/plan-action"] = PlanAction(Form.Of(Form.Parts("due", Day))),
            ["entries/plan-action:refused"] = PlanAction(Refused("due", "Enter a day that is not over")),
            ["entries/respond"] = Respond(Form.Empty),
            ["entries/respond:refused"] = Respond(Refused("response", "Choose a response")),
            ["entries/complete-action"] = Complete(Form.Empty),
            ["entries/complete-action:refused"] = Complete(Refused("outcome", "Say what came of it")),
            ["entries/close"] = Close(Form.Empty),
            ["entries/close:refused"] = Close(Refused("reason", "Enter why it is over")),
            ["entries/review"] = Review(Form.Empty),
            ["entries/review:refused"] = Review(
                Form.Of(("answer", "confirmed")).With([new("reason", ["Enter the reason for your answer"])])
            ),
            ["import/upload"] = new { Form = Form.Empty, Limit = 20 },
            ["import/upload:refused"] = new { Form = Refused("file", "Choose a file"), Limit = 20 },
            ["import/check"] = Check(Form.Of(("column-1", "title"))),
            ["import/check:refused"] = Check(Refused("column-1", "Two columns go into the title")),
            ["import/result"] = new
            {
                State = "done",
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
                Changes = new object[]
                {
                    new
                    {
                        What = "Responded: Response Retain",
                        By = "Mo Manager",
                        At = Moment,
                    },
                },
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

    private static string Key => "0b1c2d";
    private static string Owner => "Olive Owner";
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
            Standing = new[] { "outside-appetite", "action-overdue" },
            Level = High,
            First = "Likely",
            Second = "Major",
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
            InPlaceOf = late ? "Mo Manager" : null,
            Href = $"/demo/entries/{reference}",
        };

    private static object Option(string value, string text) => new { Value = value, Text = text };
}
