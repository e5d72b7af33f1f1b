using System.IO.Compression;
using System.Text;
using RiskRegister.Entries.Attaching;
using Xunit;

namespace RiskRegister.Tests.Entries;

/// <summary>What files are found to be, whatever they are called and claimed to be.</summary>
public sealed class EvidenceContentTests
{
    private const string Types = "[Content_Types].xml";

    public static TheoryData<string, string, string> Heads =>
        new()
        {
            { "%PDF-1.7\n1 0 obj", "x.pdf", "application/pdf" },
            { "\u0089PNG\r\n\u001a\n....IHDR", "x.png", "image/png" },
            { "\u00ff\u00d8\u00ff\u00e0..JFIF", "x.jpg", "image/jpeg" },
            { "GIF89a....", "x.gif", "image/gif" },
            { "GIF87a....", "x.gif", "image/gif" },
            { "RIFF\u0001\u0000\u0000\u0000WEBPVP8 ", "x.webp", "image/webp" },
            { "Seen on Tuesday.\r\n\tAll well.", "x.txt", "text/plain" },
            { "MZ is a name, too", "x.txt", "text/plain" },
            { "a,b\n1,2", "x.CSV", "text/csv" },
            { "\u00ef\u00bb\u00bfa;b", "x.csv", "text/csv" },
            // Two things at once: what the first bytes say counts, and is what browsers are told.
            { "GIF89a/*<script>alert(1)</script>*/", "x.gif", "image/gif" },
            { "%PDF-1.4<html><script>", "x.pdf", "application/pdf" },
        };

    public static TheoryData<string, string> Hostile =>
        new()
        {
            { "MZ\u0090\u0000\u0003", "a program" },
            { "\u007fELF\u0002\u0001", "a program" },
            { "\u00ca\u00fe\u00ba\u00be\u0000", "a program" },
            { "#!/bin/sh\nrm -rf", "a script" },
            { "<!doctype html><script>", "a web page, an SVG picture or another XML document" },
            { "\n \t<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>", "a web page, an SVG picture or another XML document" },
            { "\u00ef\u00bb\u00bf<?xml version='1.0'?>", "a web page, an SVG picture or another XML document" },
            { "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1", "a document of an old Office program" },
            { "{\\rtf1", "a rich text document" },
            { "\u001f\u008b\u0008", "an archive" },
            { "PK\u0003\u0004broken", "a damaged document or archive" },
            { "RIFF\u0001\u0000\u0000\u0000WAVEfmt ", "a file of a kind that is not known" },
            { "text with a \u0000 in it", "a file of a kind that is not known" },
            { "no UTF-8: \u00ff", "a file of a kind that is not known" },
            { " %PDF-1.7\u0000", "a file of a kind that is not known" },
            { "", "an empty file" },
        };

    [Theory]
    [MemberData(nameof(Heads))]
    public void A_file_is_what_its_content_begins_as(string content, string name, string type)
    {
        Assert.Equal(type, EvidenceContent.Of(Encoding.Latin1.GetBytes(content), name).Kind?.ContentType);
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void What_could_be_run_or_is_not_known_is_not_taken_and_is_named(string content, string found)
    {
        var given = EvidenceContent.Of(Encoding.Latin1.GetBytes(content), "report.pdf");

        Assert.Null(given.Kind);
        Assert.StartsWith(found, given.Found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("word/document.xml", "wordprocessingml.document")]
    [InlineData("xl/workbook.xml", "spreadsheetml.sheet")]
    [InlineData("ppt/presentation.xml", "presentationml.presentation")]
    public void An_Office_document_is_told_by_its_parts(string part, string type)
    {
        Assert.EndsWith(type, Archive((Types, "<Types/>"), (part, "<x/>")).Kind!.ContentType, StringComparison.Ordinal);
    }

    [Fact]
    public void An_OpenDocument_is_told_by_its_first_part()
    {
        const string Text = "application/vnd.oasis.opendocument.text";

        Assert.Equal(Text, Archive(("mimetype", Text), ("content.xml", "<x/>")).Kind?.ContentType);
        Assert.Null(Archive(("content.xml", "<x/>"), ("mimetype", Text)).Kind);
        Assert.Null(Archive(("mimetype", "application/epub+zip")).Kind);
    }

    [Theory]
    [InlineData("word/vbaProject.bin")]
    [InlineData("word/activeX/activeX1.bin")]
    [InlineData("WORD/VBAPROJECT.BIN")]
    public void A_document_with_active_parts_is_not_taken(string part)
    {
        var found = Archive((Types, "<Types/>"), ("word/document.xml", "<x/>"), (part, "x"));

        Assert.Null(found.Kind);
        Assert.StartsWith("a document with macros", found.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_that_says_it_has_macros_is_not_taken_whatever_it_is_called()
    {
        const string Macros = "<Types><Override ContentType='application/vnd.ms-word.document.macroEnabled.main+xml'/></Types>";

        Assert.Null(Archive((Types, Macros), ("word/document.xml", "<x/>")).Kind);
        Assert.Null(Archive(("mimetype", "application/vnd.oasis.opendocument.text"), ("Basic/Standard/Module1.xml", "x")).Kind);
    }

    [Fact]
    public void An_archive_that_is_no_document_is_not_taken()
    {
        Assert.Equal("an archive", Archive(("run.exe", "MZ")).Found);
        Assert.Equal("an archive", Archive((Types, "<Types/>"), ("run.exe", "MZ")).Found);
    }

    [Fact]
    public void A_part_that_unpacks_to_more_than_memory_can_hold_is_read_in_part_only()
    {
        var bomb = new string(' ', 50_000_000);

        Assert.NotNull(Archive((Types, bomb), ("word/document.xml", "<x/>")).Kind);
    }

    private static EvidenceContent Archive(params ReadOnlySpan<(string Name, string Content)> parts)
    {
        var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var part = new StreamWriter(archive.CreateEntry(name).Open());
                part.Write(content);
            }
        }

        return EvidenceContent.Of(bytes.ToArray(), "x.docx");
    }
}
