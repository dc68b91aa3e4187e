using System.Buffers.Binary;
using System.Text;
using NodaTime;

namespace Cli.Tests;

/// <summary>Writes compiled zones (TZif version 2), for tests alone: changes from a zone of NodaTime, and a rule for the time after them.</summary>
internal static class CompiledZoneBytes
{
    public static byte[] Write(DateTimeZone zone, Instant from, Instant until, string rule)
    {
        var intervals = zone.GetZoneIntervals(from, until).ToList();
        var types = intervals.Select(i => (i.WallOffset.Seconds, Summer: i.Savings != Offset.Zero, i.Name)).Distinct().ToList();
        var names = string.Concat(types.Select(t => t.Name + "\0"));
        using var file = new MemoryStream();
        Header(file, 0, 1, 1);
        file.Write(new byte[7]);
        Header(file, intervals.Count - 1, types.Count, names.Length);
        foreach (var interval in intervals.Skip(1)) Number(file, interval.Start.ToUnixTimeSeconds(), 8);
        foreach (var interval in intervals.Skip(1)) file.WriteByte((byte)types.IndexOf((interval.WallOffset.Seconds, interval.Savings != Offset.Zero, interval.Name)));
        foreach (var type in types)
        {
            Number(file, type.Seconds, 4);
            file.WriteByte(type.Summer ? (byte)1 : (byte)0);
            file.WriteByte((byte)types.TakeWhile(t => t != type).Sum(t => t.Name.Length + 1));
        }

        file.Write(Encoding.ASCII.GetBytes($"{names}\n{rule}\n"));
        return file.ToArray();
    }

    private static void Header(MemoryStream file, int changes, int types, int letters)
    {
        file.Write("TZif2"u8);
        file.Write(new byte[15 + 12]);
        Number(file, changes, 4);
        Number(file, types, 4);
        Number(file, letters, 4);
    }

    private static void Number(MemoryStream file, long value, int width)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        file.Write(bytes[(8 - width)..]);
    }
}
