using System.Globalization;
using Microsoft.AspNetCore.Http;
using RiskRegister.Entries;
using RiskRegister.Register;

namespace RiskRegister.Api;

/// <summary>Reads from an address which page of a list is asked for.</summary>
public static class PagingQuery
{
    /// <summary>Items of a page whose address names no limit.</summary>
    public const int DefaultLimit = 50;

    /// <summary>Most items of a page.</summary>
    public const int MaxLimit = 200;

    /// <summary>The page that <c>limit</c> and <c>continuation</c> ask for.</summary>
    /// <exception cref="RefusedException">The limit is no number from 1 to 200.</exception>
    public static Paging Read(IQueryCollection query) =>
        new(Limit(query["limit"].ToString()), ((string?)query["continuation"]).OrNull());

    private static int Limit(string text) =>
        text.Length == 0 ? DefaultLimit
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit
            ? limit
        : throw RefusedException.Because("limit", "bad-limit", $"Ask for 1 to {MaxLimit} items.");
}
