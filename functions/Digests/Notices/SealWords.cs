using System.Globalization;
using RiskRegister.Criteria;
using RiskRegister.Entries;
using RiskRegister.Web.Rendering;

namespace RiskRegister.Digests.Notices;

/// <summary>What was accepted, in words.</summary>
public sealed class SealWords(AgencySettings settings)
{
    private const string Nothing = "none";

    /// <summary>A part that is not as it was accepted.</summary>
    public NoticeDifference Of(SealDifference difference) =>
        new(Name(difference.What), Value(difference.What, difference.Was), Value(difference.What, difference.Is));

    /// <summary>The name of a level; its id where the agency has no such level any more.</summary>
    public string Level(string? id) => settings.Criteria.Levels.FirstOrDefault(level => level.Id == id)?.Name ?? id ?? Nothing;

    /// <summary>A position: likelihood and consequence as their steps, and the level.</summary>
    public string Rating(SealedRating? rating) =>
        rating is null
            ? Nothing
            : string.Create(
                CultureInfo.InvariantCulture,
                $"likelihood {rating.First}, consequence {rating.Second} ({Level(rating.Level)})"
            );

    /// <summary>A response.</summary>
    public string Response(ResponseKind? kind) => kind is { } known ? PlainText.Words(Words.Of(known)) : Nothing;

    private static string Name(string what) =>
        what switch
        {
            "inherent" or "current" or "target" => $"{PlainText.Words(what)} rating",
            "criteria" => "Version of the criteria",
            "appetite" => "Inside appetite up to",
            _ => PlainText.Words(what),
        };

    private string Value(string what, object? value) =>
        value switch
        {
            SealedRating rating => Rating(rating),
            ResponseKind response => Response(response),
            string level when what is "level" or "appetite" => Level(level),
            null => Nothing,
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
}
