using System.Text.Json;

namespace RiskRegister.Benchmarks;

/// <summary>Who calls the product: a risk manager.</summary>
internal static class Caller
{
    public const string Email = "manager@demo.example";

    /// <summary>The line of a request that says so.</summary>
    public static string Header { get; } = $"X-MS-CLIENT-PRINCIPAL: {Principal()}";

    private static string Principal()
    {
        var claims = new[] { new { typ = "preferred_username", val = Email }, new { typ = "name", val = Email } };
        return Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new { auth_typ = "aad", claims }));
    }
}
