using RiskRegister.Web;

namespace RiskRegister.Tests.Web;

/// <summary>Entries, alone and in lists.</summary>
internal static partial class Samples
{
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
                    "outside-appetite",
                    "action-overdue",
                    "review-overdue",
                    "needs-assessment",
                    "no-owner",
                    "orphan",
                },
                Parts = new object[]
                {
                    new { Part = "cause", Text = "The payment platform is out of support since June.\nNobody else knows it." },
                    new { Part = "event", Text = "It fails in the week of the monthly run" },
                    new { Part = "consequence", Text = (string?)null },
                    new { Part = "owner", Text = "Olive Owner" },
                },
                Level = High,
                Response = new { Kind = "change-likelihood", Reason = "The platform can be replaced within the year" },
                Closed = new
                {
                    At = Moment,
                    By = "Mo Manager",
                    Reason = "The platform is gone",
                },
            },
            Scales = new[] { "likelihood", "consequence" },
            Ratings = new[]
            {
                Rating("inherent", High, outdated: false),
                Rating("current", High, outdated: false),
                Rating("target", Low, outdated: false),
            },
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
                    Outcome = (string?)null,
                    CheckDue = (DateOnly?)null,
                },
                new
                {
                    Id = "a2",
                    Title = "Train a second operator",
                    Owner = (string?)null,
                    Due = (DateOnly?)null,
                    State = "done",
                    Process = (string?)null,
                    Measure = (string?)null,
                    Verbs = Array.Empty<string>(),
                    Outcome = "Trained in October",
                    CheckDue = (DateOnly?)Day,
                },
            },
            Review = new
            {
                Due = Day,
                LastAt = Moment,
                LastBy = "Olive Owner",
                LastAnswer = "confirmed",
                LastReason = "Nothing is new",
                Asked = Day,
                Why = "Its day of review has come.",
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
                Parts = new object[] { new { Part = "opening", Text = (string?)null } },
                Level = (object?)null,
                Response = (object?)null,
                Closed = (object?)null,
            },
            Scales = new[] { "benefit", "feasibility" },
            Ratings = Array.Empty<object>(),
            Actions = Array.Empty<object>(),
            Review = new
            {
                Due = (DateOnly?)null,
                LastAt = (DateTimeOffset?)null,
                LastBy = (string?)null,
                LastAnswer = (string?)null,
                LastReason = (string?)null,
                Asked = (DateOnly?)null,
                Why = (string?)null,
            },
            History = new { Events = new[] { Event("raised") }, More = (string?)null },
            Verbs = Array.Empty<string>(),
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
                Standings = new[] { Option("outside-appetite", "Outside appetite") },
                Owners,
                Categories,
                Levels = new[] { Option("high", "High") },
                Sorts = new[] { Option("level", "Level"), Option("reference", "Reference") },
            },
            Items = items,
            Count = (int?)items.Length,
            Next = items.Length > 0 ? "eyJ0b2tlbiI6MX0=" : null,
            Continued = items.Length > 0,
            MayRaise = true,
            MayImport = true,
        };

    private static object ListItem(string reference, string kind, object level, object? owner) =>
        new
        {
            Reference = reference,
            Kind = kind,
            Title = "Payments to citizens stop for more than a day",
            State = owner is null ? "draft" : "open",
            Standing = new[] { "outside-appetite", "review-overdue" },
            Level = level,
            Owner = owner,
            Category = "Operations",
            Due = (DateOnly?)Day,
        };

    private static object Rating(string stage, object level, bool outdated) =>
        new
        {
            Stage = stage,
            First = "Likely",
            Second = "Major",
            Level = level,
            Rationale = "Two failures in the last year",
            By = "Olive Owner",
            At = Moment,
            Criteria = 2,
            Outdated = outdated,
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
}
