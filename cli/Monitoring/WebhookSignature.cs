using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Orchestrator.Cli;

/// <summary>
/// Signs a request so that its receiver can tell who sent it and when: HMAC-SHA256 over the time, the method, the path and the raw body. A receiver refuses
/// what is older than 300 s, compares in constant time, and knows a repetition by its delivery id.
/// </summary>
internal static class WebhookSignature
{
    /// <summary>The header.</summary>
    public const string Header = "X-Orchestrator-Signature";

    /// <summary>The value of the header: <c>t=1753000000,v1=hex</c>.</summary>
    /// <param name="secret">The secret that both sides know.</param>
    /// <param name="now">When it is sent.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">Path and query.</param>
    /// <param name="body">The exact bytes of the body.</param>
    public static string Sign(string secret, Instant now, string method, string path, ReadOnlySpan<byte> body)
    {
        var time = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{time}\n{method}\n{path}\n"), .. body];
        return $"t={time},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}";
    }
}
