namespace Orchestrator.Model;

/// <summary>What a text looks like.</summary>
/// <param name="Name">What such a text is called, for people: <c>UUID</c>.</param>
/// <param name="Re2">An RE2 expression for the whole text.</param>
/// <param name="MaxLength">The greatest number of characters, where the expression does not limit it. Default: no limit.</param>
public sealed record TextPattern(string Name, string Re2, int? MaxLength = null)
{
    /// <summary>A pattern of one's own.</summary>
    /// <param name="re2">An RE2 expression for the whole text.</param>
    public static TextPattern Of(string re2) => new($"/{re2}/", re2);

    /// <summary>An e-mail address as HTML defines it for forms, with at least one dot in the domain; 64 characters before the @ and 254 in all (RFC 5321).</summary>
    public static TextPattern Email { get; } = new(
        "e-mail address",
        @"[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+",
        254);

    /// <summary>A UUID of RFC 9562, any version, either case; not the nil UUID, which stands for a missing one.</summary>
    public static TextPattern Uuid { get; } = new("UUID", "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}");

    /// <summary>Google's click id: Google promises 25 to 100 characters (since 2014); they are those of base64url.</summary>
    public static TextPattern Gclid { get; } = new("gclid", "[A-Za-z0-9_-]{25,100}");

    /// <summary>Google's id of clicks from the web to an iOS app: base64url. Google promises no length; shorter than 20 characters it was cut off.</summary>
    public static TextPattern Gbraid { get; } = new("gbraid", "[A-Za-z0-9_-]{20,255}");

    /// <summary>Google's id of clicks from an iOS app to the web: base64url. Google promises no length; shorter than 20 characters it was cut off.</summary>
    public static TextPattern Wbraid { get; } = new("wbraid", "[A-Za-z0-9_-]{20,255}");

    /// <summary>Meta's click id as it stands in the address: base64url, 61 characters in Meta's own example and longer since; no length is promised.</summary>
    public static TextPattern Fbclid { get; } = new("fbclid", "[A-Za-z0-9_-]{20,500}");

    /// <summary>Meta's click id as its cookie and its conversion API write it: <c>fb.1.1554763741205.IwAR2F4-...</c> (version, level of the domain, milliseconds, fbclid).</summary>
    public static TextPattern Fbc { get; } = new("fbc", @"fb\.[0-9]\.[0-9]{13}\.[A-Za-z0-9_-]{20,500}");

    /// <summary>Meta's browser id: <c>fb.1.1596403881668.1116446470</c> (version, level of the domain, milliseconds, a random number).</summary>
    public static TextPattern Fbp { get; } = new("fbp", @"fb\.[0-9]\.[0-9]{13}\.[0-9]{1,20}");

    /// <summary>Microsoft's click id: the 32 hexadecimal digits of a GUID without hyphens.</summary>
    public static TextPattern Msclkid { get; } = new("msclkid", "[0-9a-fA-F]{32}");

    /// <summary>Every known pattern.</summary>
    public static IReadOnlyList<TextPattern> Known { get; } = [Email, Uuid, Gclid, Gbraid, Wbraid, Fbclid, Fbc, Fbp, Msclkid];
}
