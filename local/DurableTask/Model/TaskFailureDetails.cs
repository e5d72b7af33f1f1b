using System.Reflection;

namespace Microsoft.DurableTask;

/// <summary>What is kept of an exception: full type name, message, stack trace and the failure within.</summary>
public record TaskFailureDetails(
    string ErrorType,
    string ErrorMessage,
    string? StackTrace,
    TaskFailureDetails? InnerFailure,
    IDictionary<string, object?>? Properties
)
{
    /// <summary>The details of <paramref name="exception"/>; of a failed task, those of the task.</summary>
    public static TaskFailureDetails FromException(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new(
            exception.GetType().ToString(),
            exception.Message,
            exception.StackTrace,
            exception is TaskFailedException failed ? failed.FailureDetails
                : exception.InnerException is { } inner ? FromException(inner)
                : null,
            Properties: null
        );
    }

    /// <summary>Whether the exception was a <typeparamref name="T"/> or derives from it.</summary>
    /// <exception cref="AmbiguousMatchException">Several loaded assemblies have a type of the recorded name.</exception>
    public bool IsCausedBy<T>()
        where T : Exception => typeof(T).IsAssignableFrom(FindType(typeof(T).Assembly));

    /// <inheritdoc/>
    public override string ToString() => $"{ErrorType}: {ErrorMessage}";

    private Type? FindType(Assembly likely)
    {
        if ((Type.GetType(ErrorType) ?? likely.GetType(ErrorType)) is { } found)
        {
            return found;
        }

        var candidates = AppDomain.CurrentDomain.GetAssemblies().Select(a => a.GetType(ErrorType)).OfType<Type>().ToList();
        return candidates.Count > 1
            ? throw new AmbiguousMatchException($"Several exception types are named '{ErrorType}'.")
            : candidates.SingleOrDefault();
    }
}

/// <summary>Thrown in an orchestrator by the call of an activity or sub-orchestration that has failed.</summary>
public sealed class TaskFailedException : Exception
{
    /// <summary>The failure of task number <paramref name="taskId"/>.</summary>
    public TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
        : base($"Task '{taskName}' (#{taskId}) failed with an unhandled exception: {failureDetails.ErrorMessage}")
    {
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = failureDetails;
    }

    /// <summary>The name of the activity or orchestrator.</summary>
    public string TaskName { get; }

    /// <summary>The number of the call in its orchestration.</summary>
    public int TaskId { get; }

    /// <summary>Why it failed.</summary>
    public TaskFailureDetails FailureDetails { get; }
}
