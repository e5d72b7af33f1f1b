using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using RiskRegister.Register;

namespace RiskRegister.Api;

/// <summary>Which page of a list is asked for.</summary>
public sealed record PagingQuery
{
    /// <summary>Items of a page whose address names no limit.</summary>
    public const int DefaultLimit = 50;

    /// <summary>Most items of a page.</summary>
    public const int MaxLimit = 200;

    /// <summary>Most items of the page; 50 by default.</summary>
    [Range(1, MaxLimit)]
    public int Limit { get; init; } = DefaultLimit;

    /// <summary>Where to go on: the continuation of the page before.</summary>
    public string? Continuation { get; init; }

    /// <summary>The page that an address asks for.</summary>
    /// <exception cref="RefusedException">The limit is no number from 1 to 200.</exception>
    public static Paging Read(IQueryCollection query)
    {
        var asked = QueryParameters.Read<PagingQuery>(query);
        return new(asked.Limit, asked.Continuation);
    }
}
