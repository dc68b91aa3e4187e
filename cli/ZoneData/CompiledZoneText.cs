using System.Buffers.Binary;
using System.Text;
using NodaTime;

namespace Orchestrator.Cli;

/// <summary>Reads compiled zoneinfo files (TZif, RFC 9636): version 1 with 32-bit times, or the 64-bit block of the later versions and its footer.</summary>
internal static class CompiledZoneText
{
    private const int HeaderLength = 44;

    // Far beyond what any zone has; a count above it is damage, not data.
    private const int Most = 100_000;

    /// <summary>Whether a file begins as a compiled zone does.</summary>
    public static bool Recognise(ReadOnlySpan<byte> begin) => begin.StartsWith("TZif"u8);

    /// <summary>Reads a zone.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="file">The bytes.</param>
    /// <exception cref="FormatException">They are no compiled zone; the message says why.</exception>
    public static CompiledZone Read(string id, ReadOnlySpan<byte> file)
    {
        var header = Header.Read(file);
        if (header.Version == 0) return header.Zone(id, file[HeaderLength..], 4, null);
        var second = file[Math.Min(file.Length, HeaderLength + header.Length(4))..];
        var wide = Header.Read(second);
        var body = second[HeaderLength..];
        if (wide.Length(8) > body.Length) throw new FormatException("it ends too early");
        var footer = body[wide.Length(8)..];
        if (footer.Length < 2 || footer[0] != '\n' || footer[1..].IndexOf((byte)'\n') is not (>= 0 and var end)) throw new FormatException("its last line, the rule, does not end");
        var text = Encoding.ASCII.GetString(footer.Slice(1, end));
        var rule = text.Length == 0 ? null : PosixRuleText.TryRead(text) ?? throw new FormatException($"its rule '{text}' cannot be read");
        return wide.Zone(id, body, 8, rule);
    }

    private readonly record struct Header(int Version, int UtIndicators, int StandardIndicators, int LeapSeconds, int Times, int Types, int Letters)
    {
        public static Header Read(ReadOnlySpan<byte> bytes)
        {
            if (bytes.Length < HeaderLength || !Recognise(bytes)) throw new FormatException("it does not begin with TZif");
            var version = bytes[4] switch { 0 => 0, >= (byte)'2' and <= (byte)'9' => bytes[4] - '0', _ => throw new FormatException("its version is unknown") };
            var counts = new int[6];
            for (var i = 0; i < 6; i++)
            {
                var count = BinaryPrimitives.ReadUInt32BigEndian(bytes[(20 + (4 * i))..]);
                counts[i] = count <= Most ? (int)count : throw new FormatException("its counts are damaged");
            }

            if (counts[4] is 0 or > 256) throw new FormatException("it names no clock");
            return new(version, counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]);
        }

        public int Length(int width) => (Times * (width + 1)) + (Types * 6) + Letters + (LeapSeconds * (width + 4)) + StandardIndicators + UtIndicators;

        public CompiledZone Zone(string id, ReadOnlySpan<byte> body, int width, PosixRule? rule)
        {
            if (LeapSeconds > 0) throw new FormatException("it counts leap seconds; use the data without them (not 'right/')");
            if (Length(width) > body.Length) throw new FormatException("it ends too early");
            var clocks = new ZoneClock[Types];
            var types = body[(Times * (width + 1))..];
            var letters = types.Slice(Types * 6, Letters);
            for (var i = 0; i < Types; i++)
            {
                var type = types.Slice(i * 6, 6);
                var offset = BinaryPrimitives.ReadInt32BigEndian(type);
                if (offset is <= -64_800 or >= 64_800 || type[5] >= Letters) throw new FormatException("an offset or a name in it is damaged");
                var name = letters[type[5]..];
                var end = name.IndexOf((byte)0);
                clocks[i] = new(Encoding.ASCII.GetString(end < 0 ? name : name[..end]), Offset.FromSeconds(offset), type[4] != 0);
            }

            return new(id, clocks[0], Changes(body, width, clocks), rule);
        }

        private List<ClockChange> Changes(ReadOnlySpan<byte> body, int width, ZoneClock[] clocks)
        {
            var changes = new List<ClockChange>(Times);
            var last = long.MinValue;
            for (var i = 0; i < Times; i++)
            {
                var at = width == 8 ? BinaryPrimitives.ReadInt64BigEndian(body[(i * 8)..]) : BinaryPrimitives.ReadInt32BigEndian(body[(i * 4)..]);
                var type = body[(Times * width) + i];
                if ((i > 0 && at <= last) || type >= clocks.Length) throw new FormatException("its changes are not in order");
                last = at;

                // The beginning of time, as some compilers write it, lies before every calendar.
                if (at >= Instant.MinValue.ToUnixTimeSeconds() && at <= Instant.MaxValue.ToUnixTimeSeconds()) changes.Add(new(Instant.FromUnixTimeSeconds(at), clocks[type]));
            }

            return changes;
        }
    }
}
