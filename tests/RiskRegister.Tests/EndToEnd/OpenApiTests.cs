using Xunit;

namespace RiskRegister.Tests.EndToEnd;

public sealed class OpenApiTests(DemoApp demo)
{
    [Fact]
    public async Task The_description_of_the_API_is_read_by_whoever_asks_and_has_the_comments_of_the_code()
    {
        var app = await demo.App;

        var answer = await app.GetAsync("/api/openapi.json", email: null);

        Assert.Equal((200, "application/json"), (answer.Status, answer.ContentType));
        Assert.Equal("3.1.0", (string?)answer.Json["openapi"]);
        Assert.Equal(
            "Brings a risk or an opportunity into the register.",
            (string?)answer.Json["paths"]!["/api/{agency}/entries"]!["post"]!["summary"]
        );
    }
}
