using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging.Abstractions;
using RiskRegister.Api;
using RiskRegister.Local.Worker;
using RiskRegister.Register;
using RiskRegister.Web;
using RiskRegister.Web.Rendering;
using Xunit;

namespace RiskRegister.Tests.Web;

public sealed class ErrorHandlingTests
{
    private static readonly ErrorAnswers Answers = new(
        new RiskRegister.Web.Pages(new Templates(Templates.Folder), new AssetFiles(AssetFiles.Folder)),
        new PageFrames(null!),
        NullLogger<ErrorAnswers>.Instance
    );

    [Fact]
    public async Task Of_the_unexpected_a_page_tells_a_number_and_nothing_else()
    {
        var page = Assert.IsType<ContentResult>(await AnswerAsync("/demo", new InvalidOperationException("password=hunter2")));
        Assert.Equal(500, page.StatusCode);
        Assert.Contains("Something went wrong", page.Content, StringComparison.Ordinal);
        Assert.Contains("trace-7", page.Content, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", page.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_the_unexpected_the_API_tells_a_number_and_nothing_else()
    {
        var answer = Assert.IsType<ApiAnswer>(await AnswerAsync("/api/demo", new InvalidOperationException("password=hunter2")));
        var problem = Assert.IsType<ProblemBody>(answer.Body);
        Assert.Equal((500, "Something went wrong Trace: trace-7"), (answer.Status, problem.Detail));
    }

    [Theory]
    [MemberData(nameof(Expected))]
    public async Task What_is_expected_has_its_own_status(Exception exception, int status) =>
        Assert.Equal(status, Assert.IsType<ContentResult>(await AnswerAsync("/demo", exception)).StatusCode);

    public static TheoryData<Exception, int> Expected =>
        new()
        {
            { new NotFoundException("The entry R-1"), 404 },
            { RefusedException.Because("q", "bad", "Ask otherwise."), 400 },
            { new BadHttpRequestException("too large", 413), 413 },
            { new InvalidDataException("a form with too many fields"), 400 },
        };

    private static async Task<object?> AnswerAsync(string path, Exception exception)
    {
        var http = new DefaultHttpContext { TraceIdentifier = "trace-7" };
        http.Request.Path = path;
        var method = typeof(NoSuchPage).GetMethod(nameof(NoSuchPage.Show))!;
        var function = new HostedFunction("Any", method, method.GetParameters()[0], null!);
        var context = new Invocation(function, http, null!, 0, TestContext.Current.CancellationToken);
        await new ErrorHandling(Answers, NullLogger<ErrorHandling>.Instance).Invoke(context, _ => throw exception);
        return context.GetInvocationResult().Value;
    }
}
