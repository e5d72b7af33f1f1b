using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function for changed documents of a container, at least once for each, in order within a partition.</summary>
/// <param name="databaseName">The database of the watched container.</param>
/// <param name="containerName">The watched container.</param>
public sealed class CosmosDBTriggerAttribute(string databaseName, string containerName) : TriggerBindingAttribute
{
    /// <summary>The watched container.</summary>
    public string ContainerName { get; } = containerName;

    /// <summary>The database of the watched container.</summary>
    public string DatabaseName { get; } = databaseName;

    /// <summary>The setting that holds the connection string.</summary>
    public string? Connection { get; set; }

    /// <summary>The container that keeps how far the feed was read; "leases" when null.</summary>
    public string? LeaseContainerName { get; set; }

    /// <summary>Whether the lease container is made when it is missing.</summary>
    public bool CreateLeaseContainerIfNotExists { get; set; }

    /// <summary>Sets this function's leases apart from those of others in the same lease container.</summary>
    public string? LeaseContainerPrefix { get; set; }

    /// <summary>Milliseconds between looks at a feed that had nothing new; 5,000 when 0.</summary>
    public int FeedPollDelay { get; set; }

    /// <summary>The most documents in one call; the service decides when 0.</summary>
    public int MaxItemsPerInvocation { get; set; }

    /// <summary>Whether the first run begins with the oldest change instead of with now.</summary>
    public bool StartFromBeginning { get; set; }
}
