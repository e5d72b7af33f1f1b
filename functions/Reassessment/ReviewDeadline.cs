using RiskRegister.Criteria;

namespace RiskRegister.Reassessment;

/// <summary>What happens when a deadline passes.</summary>
public enum DeadlineKind
{
    /// <summary>The owner is reminded.</summary>
    Reminder,

    /// <summary>The owner's manager is told.</summary>
    Manager,

    /// <summary>The risk manager is told.</summary>
    RiskManager,
}

/// <summary>One deadline of a review, as an instant in UTC.</summary>
public sealed record ReviewDeadline(DateTime At, DeadlineKind Kind)
{
    /// <summary>The deadlines of a review that was asked on a day, in order.</summary>
    public static IReadOnlyList<ReviewDeadline> Of(DateOnly asked, AgencySettings settings)
    {
        var days = settings.Deadlines;
        return
        [
            .. days
                .Reminders.Select(day => (day, DeadlineKind.Reminder))
                .Append((days.EscalateToManager, DeadlineKind.Manager))
                .Append((days.EscalateToRiskManager, DeadlineKind.RiskManager))
                .OrderBy(d => d.Item1)
                // At the first instant of the day, so that the digest of that day tells what its deadline has brought.
                .Select(d => new ReviewDeadline(settings.StartOf(WorkingDays.After(asked, d.Item1, settings)), d.Item2)),
        ];
    }
}

/// <summary>A deadline that has passed without an answer.</summary>
public sealed record PassedDeadline(ReviewKey Review, ReviewDeadline Deadline);

/// <summary>How a review stands.</summary>
public enum ReviewState
{
    /// <summary>It waits for an answer.</summary>
    Open,

    /// <summary>It has its answer.</summary>
    Answered,

    /// <summary>The run was ended before there was one.</summary>
    Withdrawn,

    /// <summary>It waits, and its run is paused.</summary>
    Paused,
}

/// <summary>How a review stands when the wait for it begins, and its deadlines in order while it is open.</summary>
public sealed record ReviewCourse(ReviewState State, IReadOnlyList<ReviewDeadline> Deadlines);
