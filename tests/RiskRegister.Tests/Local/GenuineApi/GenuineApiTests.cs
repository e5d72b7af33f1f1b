using Azure.Messaging.ServiceBus;
using RiskRegister.Local.State;
using Xunit;

namespace RiskRegister.Tests.Local.GenuineApi;

/// <summary>What the embedded Azure declares in the name of others must be what they declare: less, but never other.</summary>
public sealed class GenuineApiTests
{
    private static readonly List<Type> DeclaredForOthers =
    [
        .. typeof(StateDatabase)
            .Assembly.GetTypes()
            .Where(ApiFormatter.IsVisible)
            .Where(type => type.Namespace?.StartsWith("RiskRegister", StringComparison.Ordinal) != true),
    ];

    // These constructors are public there. Their classes are abstract, so that only derived classes can call them either way.
    private static readonly string[] Excused =
    [
        "Microsoft.Azure.Functions.Worker.RetryAttribute.ctor() protected",
        "Microsoft.Azure.Functions.Worker.Extensions.Abstractions.BindingAttribute.ctor() protected",
        "Microsoft.Azure.Functions.Worker.Extensions.Abstractions.InputBindingAttribute.ctor() protected",
        "Microsoft.Azure.Functions.Worker.Extensions.Abstractions.TriggerBindingAttribute.ctor() protected",
    ];

    [Fact]
    public void Everything_that_is_declared_in_a_genuine_namespace_stands_in_the_genuine_api() =>
        AssertNone(
            DeclaredForOthers
                .SelectMany(GenuineSurface.Differences)
                .Where(difference => !Excused.Contains(difference.Split('\n')[0], StringComparer.Ordinal))
        );

    [Fact]
    public void What_must_be_implemented_there_must_be_implemented_here() =>
        AssertNone(DeclaredForOthers.SelectMany(GenuineSurface.MissingAbstractMembers));

    [Fact]
    public void Each_difference_of_a_wrong_declaration_is_told_with_the_nearest_genuine_line()
    {
        Assert.Equal(
            [
                """
                class Azure.Messaging.ServiceBus.CreateMessageBatchOptions : System.IDisposable
                    nearest: class Azure.Messaging.ServiceBus.CreateMessageBatchOptions
                """,
                """
                Azure.Messaging.ServiceBus.CreateMessageBatchOptions.ctor() protected
                    nearest: Azure.Messaging.ServiceBus.CreateMessageBatchOptions.ctor()
                """,
                """
                Azure.Messaging.ServiceBus.CreateMessageBatchOptions.Dispose() : void virtual
                    nearest: Azure.Messaging.ServiceBus.CreateMessageBatchOptions.MaxSizeInBytes { get; set; } : System.Int64?
                """,
                """
                Azure.Messaging.ServiceBus.CreateMessageBatchOptions.MaxSizeInBytes { get; init; } : System.Int64?
                    nearest: Azure.Messaging.ServiceBus.CreateMessageBatchOptions.MaxSizeInBytes { get; set; } : System.Int64?
                """,
            ],
            GenuineSurface.Differences(typeof(CreateMessageBatchOptions))
        );
        Assert.Equal(
            [
                """
                Azure.Messaging.ServiceBus.ServiceBusRetryMode.Exponential = 2
                    nearest: Azure.Messaging.ServiceBus.ServiceBusRetryMode.Exponential = 1
                """,
            ],
            GenuineSurface.Differences(typeof(ServiceBusRetryMode))
        );
    }

    [Fact]
    public void A_type_of_another_kind_is_a_difference() =>
        Assert.Equal(
            [
                """
                sealed class Azure.Messaging.ServiceBus.ServiceBusRetryPolicy
                    nearest: sealed class Azure.Messaging.ServiceBus.ServiceBusMessageBatch : System.IDisposable
                """,
            ],
            GenuineSurface.Differences(typeof(ServiceBusRetryPolicy))
        );

    [Fact]
    public void An_abstract_member_that_is_left_out_is_told() =>
        Assert.Contains(
            GenuineSurface.MissingAbstractMembers(typeof(Microsoft.Azure.Functions.Worker.IFunctionActivator)),
            line => line.Contains("IFunctionActivator.CreateInstance(", StringComparison.Ordinal)
        );

    [Fact]
    public void Members_are_written_as_the_genuine_api_writes_them() =>
        Assert.Superset(
            new HashSet<string>(StringComparer.Ordinal)
            {
                "Azure.Messaging.ServiceBus.ServiceBusReceiver.ReceiveMessageAsync(System.TimeSpan? maxWaitTime = default, "
                    + "System.Threading.CancellationToken cancellationToken = default) : "
                    + "System.Threading.Tasks.Task<Azure.Messaging.ServiceBus.ServiceBusReceivedMessage> virtual",
                "Azure.Messaging.ServiceBus.ServiceBusException.Message { get; } : System.String override",
                "Azure.Messaging.ServiceBus.ServiceBusReceivedMessage.LockedUntil { get; } : System.DateTimeOffset",
                "Azure.Messaging.ServiceBus.SubQueue.DeadLetter = 1",
                "Microsoft.Azure.Functions.Worker.HttpTriggerAttribute.ctor(params System.String[] methods)",
                "Microsoft.DurableTask.AsyncPageable<T>.AsPages(System.String continuationToken = null, "
                    + "System.Int32? pageSizeHint = default) : "
                    + "System.Collections.Generic.IAsyncEnumerable<Microsoft.DurableTask.Page<T>> abstract",
            },
            DeclaredForOthers.SelectMany(ApiFormatter.MemberLines).ToHashSet(StringComparer.Ordinal)
        );

    private static void AssertNone(IEnumerable<string> lines)
    {
        var all = string.Join('\n', lines);
        Assert.True(all.Length == 0, all);
    }
}
