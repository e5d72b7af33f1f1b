using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using RiskRegister.Entries;
using RiskRegister.Web.Rendering;
using RiskRegister.Web.Texts;
using Xunit;

namespace RiskRegister.Tests.Web.Texts;

public sealed partial class WordingTests
{
    private static readonly Locale English = Locale.Default;
    private static readonly Locale French = Locale.Of(TimeZoneInfo.Utc, "fr");

    public static TheoryData<string> Languages => [.. Wording.Languages];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_text_is_there_in_every_language_and_has_places_for_the_same_values(string language)
    {
        var (english, other) = (Wording.Own(Wording.Default), Wording.Own(language));

        Assert.Equal(english.Keys.Order(), other.Keys.Order());
        Assert.All(
            other,
            text => Assert.Equal(Phrase.Parse(english[text.Key]).Names.Order(), Phrase.Parse(text.Value).Names.Order())
        );
        Assert.DoesNotContain(other.Values, string.IsNullOrWhiteSpace);
    }

    [Fact]
    public void Every_text_that_is_used_is_there_and_every_text_that_is_there_is_used()
    {
        var there = Wording.Own(Wording.Default).Keys.Select(WithoutForm).ToHashSet(StringComparer.Ordinal);
        var events = EventNames.Select(name => $"change.{name}");
        var used = Used(There("templates"), "*.*", TextOfTemplate())
            .Concat(Used(There("functions"), "*.cs", TextOfCode()))
            .Concat(Mentioned(there))
            .Concat(events)
            .ToHashSet(StringComparer.Ordinal);

        Assert.Empty(used.Except(there));
        Assert.Empty(there.Except(used));
    }

    [Fact]
    public void Every_text_with_forms_has_those_of_its_language()
    {
        var forms = Wording.Own(Wording.Default).Keys.Where(key => WithoutForm(key) != key).ToLookup(WithoutForm);

        Assert.NotEmpty(forms);
        Assert.All(forms, text => Assert.Equal([$"{text.Key}.one", $"{text.Key}.other"], text.Order()));
    }

    [Theory]
    [InlineData("en", 0, "other")]
    [InlineData("en", 1, "one")]
    [InlineData("en", 2, "other")]
    [InlineData("en", 1_000_000, "other")]
    [InlineData("fr", 0, "one")]
    [InlineData("fr", 1, "one")]
    [InlineData("fr", 2, "other")]
    [InlineData("fr", 1_000_000, "many")]
    [InlineData("fr", 1_000_001, "other")]
    public void The_form_for_a_number_follows_the_plural_rules_of_the_language(string language, long count, string form) =>
        Assert.Equal(form, Plurals.FormOf(language, count));

    [Fact]
    public void Numbers_and_days_are_written_as_the_language_has_them()
    {
        Assert.Equal("And 1,200 more", English.Text("digest.more", ("count", 1200)));
        Assert.Equal("Et 1\u202F200 autres", French.Text("digest.more", ("count", 1200)));
        Assert.Equal("Et 0 autre", French.Text("digest.more", ("count", 0)));
        Assert.Equal("Review due on 1 August 2031.", English.Text("digest.review-due", ("day", new DateOnly(2031, 8, 1))));
        Assert.Equal("Revue prévue le 1er août 2031.", French.Text("digest.review-due", ("day", new DateOnly(2031, 8, 1))));
        Assert.Equal("2 août 2031 à 14:05", French.Moment(new DateTimeOffset(2031, 8, 2, 14, 5, 0, TimeSpan.Zero)));
    }

    [Fact]
    public void A_value_that_looks_like_a_place_for_one_stays_what_it_is() =>
        Assert.Equal(
            "{why} asks you to accept this as it is: {name}",
            English.Text("digest.acceptance", ("name", "{why}"), ("why", "{name}"))
        );

    [Fact]
    public void A_text_that_is_not_there_and_a_value_that_is_missing_are_errors()
    {
        Assert.Throws<KeyNotFoundException>(() => English.Text("no.such.text"));
        Assert.Throws<KeyNotFoundException>(() => English.Text("digest.hello", ("name", "Ann")));
    }

    [Theory]
    [InlineData("fr", "en", "fr")]
    [InlineData(null, "fr", "fr")]
    [InlineData("de", "fr", "fr")]
    [InlineData(null, null, "en")]
    [InlineData("de", "xx", "en")]
    public void The_language_is_that_of_the_person_then_of_the_agency_then_English(
        string? person,
        string? agency,
        string language
    ) => Assert.Equal(language, Locale.Of(TimeZoneInfo.Utc, person, agency).Culture.TwoLetterISOLanguageName);

    private static IEnumerable<string> EventNames =>
        typeof(EntryEvent)
            .GetCustomAttributes(typeof(JsonDerivedTypeAttribute), false)
            .Select(type => (string)((JsonDerivedTypeAttribute)type).TypeDiscriminator!);

    private static string WithoutForm(string key) => Form().Replace(key, "");

    private static IEnumerable<string> Used(string folder, string files, Regex text) =>
        from file in Directory.EnumerateFiles(folder, files, SearchOption.AllDirectories)
        from Match use in text.Matches(File.ReadAllText(file))
        select use.Groups["key"].Value;

    /// <summary>Keys that code hands on, such as one of two, count as used wherever they stand in quotes.</summary>
    private static IEnumerable<string> Mentioned(HashSet<string> keys) =>
        Used(There("functions"), "*.cs", Quoted()).Where(keys.Contains);

    private static string There(string folder, [CallerFilePath] string file = "") =>
        Path.Combine(Path.GetDirectoryName(file)!, "../../../..", folder);

    [GeneratedRegex(@"\.(one|many|other)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();

    [GeneratedRegex(@"\btext ""(?<key>[a-z0-9.-]+)""", RegexOptions.NonBacktracking)]
    private static partial Regex TextOfTemplate();

    [GeneratedRegex(
        @"\bText\(\s*""(?<key>[a-z0-9-]+(\.[a-z0-9-]+)+)""",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex TextOfCode();

    [GeneratedRegex(@"""(?<key>[a-z0-9-]+(\.[a-z0-9-]+)*)""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();
}
