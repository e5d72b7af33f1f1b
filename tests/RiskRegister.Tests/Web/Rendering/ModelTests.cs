using RiskRegister.Web.Rendering;
using Scriban.Runtime;
using Xunit;

namespace RiskRegister.Tests.Web.Rendering;

public sealed class ModelTests
{
    private enum Standing
    {
        OutsideAppetite,
    }

    private sealed record Entry(string Reference, Standing Standing, DateOnly? DueOn);

    private sealed record Pair(int First, int Second);

    private sealed class Behaviour
    {
        public static string Delete => "gone";
    }

    [Fact]
    public void Records_are_copied_under_snake_case_names()
    {
        var model = Model.Of(new { FirstEntry = new Entry("R-0001", Standing.OutsideAppetite, null), Pair = new Pair(1, 2) });
        var entry = Assert.IsType<ScriptObject>(model["first_entry"]);
        Assert.Equal("R-0001", entry["reference"]);
        Assert.Equal("outside-appetite", entry["standing"]);
        Assert.True(entry.ContainsKey("due_on"));
        Assert.Null(entry["due_on"]);
        Assert.Equal(2, ((ScriptObject)model["pair"]!)["second"]);
    }

    [Fact]
    public void Dictionaries_keep_their_keys_and_lists_their_order()
    {
        var model = Model.Of(new { Labels = new Dictionary<string, string> { ["R-1 x"] = "a" }, Rows = new List<int> { 3, 1 } });
        Assert.Equal("a", ((ScriptObject)model["labels"]!)["R-1 x"]);
        Assert.Equal([3, 1], (ScriptArray)model["rows"]!);
    }

    [Fact]
    public void Objects_with_behaviour_are_refused() =>
        Assert.Throws<NotSupportedException>(() => Model.Of(new { Item = new Behaviour() }));
}
