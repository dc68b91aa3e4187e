using System.Text;
using Orchestrator.Emulator.Wire;

namespace Orchestrator.Emulator.BigQuery;

/// <summary>Pages of a list, by the name after which the next one begins.</summary>
internal static class Pages
{
    private const int Default = 50;

    private const int Largest = 1000;

    /// <summary>The page that a request asks for, and the token of the next.</summary>
    public static (IReadOnlyList<T> Page, string? Next) Of<T>(Call call, IReadOnlyList<T> all, Func<T, string> name)
    {
        var size = Math.Min(call.Count("maxResults") is { } asked and > 0 ? asked : Default, Largest);
        var after = call.Query("pageToken") is { } token ? Name(token) : null;
        var rest = all.Where(item => after is null || string.CompareOrdinal(name(item), after) > 0).OrderBy(name, StringComparer.Ordinal).Take(size + 1).ToList();
        return rest.Count > size ? (rest[..size], Token(name(rest[size - 1]))) : (rest, null);
    }

    /// <summary>A token for a name.</summary>
    public static string Token(string name) => Convert.ToBase64String(Encoding.UTF8.GetBytes(name));

    /// <summary>The name of a token.</summary>
    public static string Name(string token)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : throw Failures.Invalid($"Invalid page token: {token}");
    }
}
