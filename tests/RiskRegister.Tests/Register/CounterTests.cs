using System.Text.Json;
using RiskRegister.Register;
using Xunit;

namespace RiskRegister.Tests.Register;

public sealed class CounterTests
{
    [Fact]
    public void A_counter_of_before_there_were_signals_is_read_and_only_numbers_are_stored()
    {
        var old = JsonSerializer.Deserialize<Counter>(
            """{"risk":2,"opportunity":1,"references":["R-0001","R-0002","O-0001"]}""",
            RegisterJson.Options
        )!;
        var (signal, after) = old.NextSignal();
        (var indicator, after) = after.NextIndicator();

        Assert.Equal(("S-0001", "I-0001"), (signal, indicator));
        Assert.Equal(
            """{"risk":2,"opportunity":1,"signal":1,"indicator":1}""",
            JsonSerializer.Serialize(after, RegisterJson.Options)
        );
    }

    [Theory]
    [InlineData("R-0001", true)]
    [InlineData("O-12345", true)]
    [InlineData("S-0001", false)]
    [InlineData("I-0001", false)]
    [InlineData("R-001", false)]
    public void Only_entries_have_references_of_entries(string text, bool isEntry) =>
        Assert.Equal(isEntry, Counter.IsReference(text));
}
