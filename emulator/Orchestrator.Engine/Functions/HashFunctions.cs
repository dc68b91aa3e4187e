using System.Security.Cryptography;
using Orchestrator.Engine.Duck;
using Orchestrator.Engine.Translate;
using Orchestrator.Engine.Values;
using Zetasql;

namespace Orchestrator.Engine.Functions;

/// <summary>Hashes and encodings of bytes.</summary>
internal static class HashFunctions
{
    public static IReadOnlyDictionary<string, Func<Call, string>> Table { get; } = new Dictionary<string, Func<Call, string>>
    {
        ["md5"] = c => $"unhex(md5({c[0]}))",
        ["sha1"] = c => $"bq_sha1({Bytes(c)})",
        ["sha256"] = c => $"bq_sha256({Bytes(c)})",
        ["sha512"] = c => $"bq_sha512({Bytes(c)})",
        ["to_hex"] = c => $"lower(hex({c[0]}))",
        ["from_hex"] = c => c.As("bq_from_hex"),
        ["to_base64"] = c => c.As("bq_to_base64"),
        ["from_base64"] = c => c.As("bq_from_base64"),
        ["generate_uuid"] = _ => "CAST(uuid() AS VARCHAR)",
    };

#pragma warning disable CA5350 // GoogleSQL's function SHA1 is what it is; nothing here is a protection.
    public static IReadOnlyList<ScalarFunction> Registered { get; } =
    [
        ScalarFunction.Of("bq_sha1", (byte[] b) => SHA1.HashData(b)),
        ScalarFunction.Of("bq_sha256", (byte[] b) => SHA256.HashData(b)),
        ScalarFunction.Of("bq_sha512", (byte[] b) => SHA512.HashData(b)),
        ScalarFunction.Of("bq_from_hex", (string s) => Hex(s)),
        ScalarFunction.Of("bq_to_base64", (byte[] b) => Convert.ToBase64String(b)),
        ScalarFunction.Of("bq_from_base64", (string s) => Base64(s)),
    ];
#pragma warning restore CA5350

    private static string Bytes(Call c) => c.KindOf(0) == TypeKind.TypeString ? $"encode({c[0]})" : c[0];

    private static byte[] Hex(string text)
    {
        var even = text.Length % 2 == 0 ? text : "0" + text;
        var bytes = new byte[even.Length / 2];
        return Convert.FromHexString(even, bytes, out _, out _) == System.Buffers.OperationStatus.Done ? bytes : throw new EvaluationException($"Failed to decode invalid hexadecimal string: {text}");
    }

    private static byte[] Base64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var written) ? bytes[..written] : throw new EvaluationException("Failed to decode invalid base64 string");
    }
}
