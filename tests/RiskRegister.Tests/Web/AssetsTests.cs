using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using RiskRegister.Web;
using Xunit;

namespace RiskRegister.Tests.Web;

public sealed class AssetsTests
{
    private static readonly AssetFiles Files = new(AssetFiles.Folder);
    private readonly DefaultHttpContext _http = new();

    [Theory]
    [InlineData("site.css", "text/css; charset=utf-8")]
    [InlineData("favicon.svg", "image/svg+xml")]
    public void A_hashed_name_is_served_to_be_kept(string name, string contentType)
    {
        var file = Assert.IsType<FileContentResult>(Get(Files.Address(name)["/assets/".Length..]));
        Assert.Equal(contentType, file.ContentType);
        Assert.NotEmpty(file.FileContents);
        Assert.NotNull(file.EntityTag);
        Assert.Equal("public, max-age=31536000, immutable", _http.Response.Headers.CacheControl);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("site.css")]
    [InlineData("assets.json")]
    [InlineData("../RiskRegister.dll")]
    [InlineData("..\\host.json")]
    [InlineData("/etc/passwd")]
    public void Any_other_path_is_not_found(string? path) => Assert.IsType<NotFoundResult>(Get(path));

    [Fact]
    public void The_stylesheet_asks_for_nothing_else()
    {
        var file = (FileContentResult)Get(Files.Address("site.css")["/assets/".Length..]);
        var css = System.Text.Encoding.UTF8.GetString(file.FileContents);
        Assert.DoesNotContain("url(", css, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", css, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("GDS Transport", css, StringComparison.OrdinalIgnoreCase);
    }

    private IActionResult Get(string? path) => new Assets(Files).Get(_http.Request, path);
}
