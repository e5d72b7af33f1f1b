using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace RiskRegister.Tests.EndToEnd;

/// <summary>Files with the blob storage that developers have, and without any.</summary>
public sealed class EvidenceTests(DemoApp demo)
{
    private static readonly byte[] Pdf = [.. "%PDF-1.7\n"u8, .. RandomNumberGenerator.GetBytes(300_000)];

    [Fact]
    public async Task A_file_is_given_out_as_it_was_attached_also_after_a_restart_and_not_once_it_was_altered()
    {
        using var folder = new TemporaryFolder();
        string path;
        await using (var app = await RunningApp.StartAsync(folder.Path, "--no-mailbox"))
        {
            path = await RaiseAsync(app);
            var attached = await SendAsync(app, path, Pdf, "Prüfung; März.pdf", "application/pdf");
            Assert.Equal(200, attached.Status);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Pdf)), (string?)attached.Json["evidence"]![0]!["sha256"]);
            await CheckDownloadAsync(app, $"{path}/evidence/E1");
            // The same file for another entry: each has its own.
            var other = await RaiseAsync(app);
            Assert.Equal(200, (await SendAsync(app, other, Pdf, "b.pdf", null)).Status);
            Assert.Equal(0, await app.StopAsync());
        }

        await using (var again = await RunningApp.StartAsync(folder.Path, "--no-mailbox"))
        {
            await CheckDownloadAsync(again, $"{path}/evidence/E1");
            Assert.True((bool)(await again.GetAsync($"{path}/history/verification")).Json["verified"]!);
            Assert.Equal(0, await again.StopAsync());
        }

        Assert.True(Alter(Path.Combine(folder.Path, "state", "blobs")));
        await using var altered = await RunningApp.StartAsync(folder.Path, "--no-mailbox");
        var refused = await altered.GetAsync($"{path}/evidence/E1");
        Assert.Equal((500, "urn:risk-register:problem:altered"), (refused.Status, (string?)refused.Json["type"]));
        Assert.Contains("E1 of R-", altered.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_are_listed_withdrawn_and_refused_through_the_API()
    {
        using var folder = new TemporaryFolder();
        await using var app = await RunningApp.StartAsync(folder.Path, "--no-mailbox", "--empty");
        var path = await RaiseAsync(app, """ "confidential":true, """);

        // Blob storage starts beside the app, and may not answer yet.
        var raw = await app.EventuallyAsync(
            () => app.PostBytesAsync($"{path}/attach-evidence?fileName=notes.txt", "Seen"u8.ToArray(), "text/plain"),
            answer => answer.Status != 503,
            "storage for files"
        );
        Assert.True(raw.Status == 200, raw.Text);
        Assert.NotNull(raw.ETag);
        var program = await SendAsync(app, path, "MZ\0\0"u8.ToArray(), "report.pdf", "application/pdf");
        Assert.Equal((400, "file"), (program.Status, program.Fields.Single()));
        Assert.Equal(["about"], (await SendAsync(app, path, Pdf, "a.pdf", null, about: "A7")).Fields);
        Assert.Equal(413, (await SendAsync(app, path, new byte[25 * 1024 * 1024 + 1], "a.pdf", null)).Status);
        Assert.Equal(403, (await SendAsync(app, path, Pdf, "a.pdf", null, email: "reader@demo.example")).Status);
        Assert.Equal(404, (await SendAsync(app, path, Pdf, "a.pdf", null, email: "owner@demo.example")).Status);

        var listed = (await app.GetAsync($"{path}/evidence")).Json["items"]!.AsArray();
        var address = (string)listed.Single()!["address"]!;
        Assert.Equal("Seen", (await app.GetAsync(address)).Text);
        // Confidential: for others neither the list nor the file exists.
        Assert.Equal(404, (await app.GetAsync($"{path}/evidence", "reader@demo.example")).Status);
        Assert.Equal(404, (await app.GetAsync(address, "reader@demo.example")).Status);
        Assert.Equal(404, (await app.GetAsync($"{path}/evidence/E2")).Status);

        var withdrawn = await app.PostAsync($"{path}/withdraw-evidence", """{"evidence":"E1","reason":"Wrong room"}""", raw.ETag);
        Assert.Equal("Wrong room", (string?)withdrawn.Json["evidence"]![0]!["withdrawnReason"]);
        Assert.Equal(410, (await app.GetAsync(address)).Status);
        Assert.Equal(
            ["raised", "evidence-attached", "evidence-withdrawn"],
            (await app.GetAsync($"{path}/history")).Json["events"]!.AsArray().Select(e => (string?)e!["type"])
        );
    }

    [Fact]
    public async Task Without_blob_storage_files_are_refused_and_nothing_is_changed()
    {
        var app = await demo.App;
        var path = await RaiseAsync(app);

        var refused = await SendAsync(app, path, Pdf, "a.pdf", null);

        Assert.Equal((503, "urn:risk-register:problem:evidence-unavailable"), (refused.Status, (string?)refused.Json["type"]));
        Assert.Contains("--no-azurite", (string?)refused.Json["detail"], StringComparison.Ordinal);
        Assert.Empty((await app.GetAsync($"{path}/evidence")).Json["items"]!.AsArray());
    }

    private static async Task<string> RaiseAsync(RunningApp app, string more = "") =>
        (await app.PostAsync("/api/demo/entries", $$"""{{{more}}"kind":"risk","title":"x"}""")).Location!.ToString();

    private static async Task<Answer> SendAsync(
        RunningApp app,
        string path,
        byte[] bytes,
        string name,
        string? type,
        string? about = null,
        string email = "manager@demo.example"
    )
    {
        using var form = new MultipartFormDataContent();
        using var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);
        form.Add(file, "file", name);
        if (about is not null)
        {
            form.Add(new StringContent(about), "about");
        }

        return await app.PostBytesAsync(
            $"{path}/attach-evidence",
            await form.ReadAsByteArrayAsync(),
            form.Headers.ContentType!.ToString(),
            email: email
        );
    }

    private static async Task CheckDownloadAsync(RunningApp app, string address)
    {
        using var client = app.As("reader@demo.example");
        using var response = await client.GetAsync(new Uri(address, UriKind.Relative));

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(Pdf, await response.Content.ReadAsByteArrayAsync());
        var (headers, content) = (response.Headers, response.Content.Headers);
        Assert.Equal("application/pdf", content.ContentType!.ToString());
        Assert.Equal(Pdf.Length, content.ContentLength);
        Assert.Equal("attachment", content.ContentDisposition!.DispositionType);
        Assert.Equal("Prüfung; März.pdf", content.ContentDisposition.FileNameStar);
        Assert.Equal($"\"{Convert.ToHexStringLower(SHA256.HashData(Pdf))}\"", headers.ETag!.Tag);
        Assert.Equal(["nosniff"], headers.GetValues("X-Content-Type-Options"));
        Assert.Contains("sandbox", headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.True(headers.CacheControl!.Private);
    }

    /// <summary>Changes one byte of every file that holds the PDF, as somebody with access to the disk could.</summary>
    private static bool Alter(string folder)
    {
        var found = false;
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(file);
            for (var at = bytes.AsSpan().IndexOf(Pdf); at >= 0; at = bytes.AsSpan().IndexOf(Pdf))
            {
                found = true;
                bytes[at + Pdf.Length - 1] ^= 1;
            }

            File.WriteAllBytes(file, bytes);
        }

        return found;
    }
}
