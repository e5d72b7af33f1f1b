using System.Reflection;
using Microsoft.Azure.Cosmos;
using RiskRegister.Register;
using Xunit;

namespace RiskRegister.Tests.Register;

/// <summary>Nothing is read or written but in a partition that the caller names, because there is no other way to the database.</summary>
public sealed class PartitionTests
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    // They touch no document of anybody.
    private static readonly string[] OfTheDatabase =
    [
        nameof(RegisterContainer.IsReachableAsync),
        nameof(RegisterContainer.EnsureCreatedAsync),
    ];

    [Fact]
    public void Every_read_and_every_write_of_the_container_names_the_agency_first()
    {
        var methods = typeof(RegisterContainer)
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(m => !OfTheDatabase.Contains(m.Name))
            .ToList();

        Assert.NotEmpty(methods);
        Assert.All(methods, m => Assert.Equal((m.Name, "agency"), (m.Name, m.GetParameters()[0].Name)));
    }

    [Fact]
    public void Nobody_but_the_register_holds_the_database_in_hands()
    {
        var holders =
            from type in typeof(RegisterContainer).Assembly.GetTypes()
            where type.Namespace?.StartsWith("RiskRegister.Register", StringComparison.Ordinal) != true
            from used in Used(type)
            where used.Assembly == typeof(CosmosClient).Assembly && used != typeof(QueryDefinition)
            select $"{type.FullName} uses {used.Name}: ask RegisterContainer instead, which names the partition.";

        Assert.Empty(holders);
    }

    [Fact]
    public void Who_holds_the_database_in_hands_is_found() => Assert.Contains(typeof(Container), Used(typeof(RegisterContainer)));

    /// <summary>The types of fields, parameters and variables, also of what the compiler makes of methods and lambdas.</summary>
    private static IEnumerable<Type> Used(Type type) =>
        type.GetFields(All)
            .Select(field => field.FieldType)
            .Concat(
                type.GetMethods(All)
                    .Cast<MethodBase>()
                    .Concat(type.GetConstructors(All))
                    .SelectMany(method =>
                        method
                            .GetParameters()
                            .Select(p => p.ParameterType)
                            .Concat(method.GetMethodBody()?.LocalVariables.Select(v => v.LocalType) ?? [])
                            .Append((method as MethodInfo)?.ReturnType ?? typeof(void))
                    )
            )
            .SelectMany(used => used.IsGenericType ? used.GetGenericArguments().Append(used) : [used]);
}
