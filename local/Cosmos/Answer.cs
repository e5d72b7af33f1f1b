using System.Globalization;
using System.Net.Mime;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace RiskRegister.Local.Cosmos;

/// <summary>What a request is answered with; headers that are null are left out.</summary>
internal sealed record Answer(int Status, ReadOnlyMemory<byte> Body = default)
{
    /// <summary>The entity tag in quotes, or the continuation of a change feed.</summary>
    public string? ETag { get; init; }

    public int? ItemCount { get; init; }

    public string? Continuation { get; init; }

    /// <summary>Request units: a plausible figure, grown with the bytes touched.</summary>
    public double Charge { get; init; } = 1;

    /// <summary>The log sequence number that the session has seen; 0 leaves the session token out.</summary>
    public long Lsn { get; init; }

    public int SubStatus { get; init; }

    public static Answer From(CosmosFailureException failure) =>
        new(failure.Status, JsonSerializer.SerializeToUtf8Bytes(new { code = failure.Code, message = failure.Message }))
        {
            SubStatus = failure.SubStatus,
        };

    public async Task WriteToAsync(HttpResponse response, string? activityId)
    {
        response.StatusCode = Status;
        var headers = response.Headers;
        headers["x-ms-activity-id"] = activityId ?? Guid.NewGuid().ToString();
        headers["x-ms-request-charge"] = Charge.ToString("0.##", CultureInfo.InvariantCulture);
        Set(headers, "x-ms-session-token", Lsn > 0 ? string.Create(CultureInfo.InvariantCulture, $"0:-1#{Lsn}") : null);
        Set(headers, "x-ms-substatus", SubStatus > 0 ? SubStatus.ToString(CultureInfo.InvariantCulture) : null);
        Set(headers, "x-ms-item-count", ItemCount?.ToString(CultureInfo.InvariantCulture));
        Set(headers, "x-ms-continuation", Continuation);
        Set(headers, "etag", ETag);
        if (!Body.IsEmpty)
        {
            response.ContentType = MediaTypeNames.Application.Json;
            response.ContentLength = Body.Length;
            await response.Body.WriteAsync(Body);
        }
    }

    private static void Set(IHeaderDictionary headers, string name, string? value)
    {
        if (value is not null)
        {
            headers[name] = value;
        }
    }
}
