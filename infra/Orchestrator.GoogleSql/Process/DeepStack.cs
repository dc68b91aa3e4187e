using System.Runtime.ExceptionServices;
using Google.Protobuf;

namespace Orchestrator.GoogleSql;

/// <summary>
/// Deep trees: a chain of 600 terms needs more than the usual stack, and an overflow cannot be caught. What recurses over a tree that
/// the analyzer returned runs on a thread with a stack of its own.
/// </summary>
public static class DeepStack
{
    /// <summary>How deep a reply may nest: about four levels for each call or operator.</summary>
    public const int RecursionLimit = 2000;

    private const int StackBytes = 256 * 1024 * 1024;

    /// <summary>Runs the work on a thread with a 256 MB stack (reserved, not used until touched) and waits for it.</summary>
    public static T Run<T>(Func<T> work)
    {
        T result = default!;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try { result = work(); }
#pragma warning disable CA1031 // Not swallowed: it is thrown again on the waiting thread.
            catch (Exception e) { failure = ExceptionDispatchInfo.Capture(e); }
#pragma warning restore CA1031
        }, StackBytes);
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result;
    }

    /// <summary>Reads a message of up to <see cref="RecursionLimit"/> levels; only deep ones pay for a thread.</summary>
    /// <exception cref="InvalidProtocolBufferException">The bytes are not such a message, or it nests deeper.</exception>
    public static TReply Parse<TReply>(MessageParser<TReply> parser, byte[] bytes, int offset, int length) where TReply : IMessage<TReply>
    {
        try
        {
            return parser.ParseFrom(bytes, offset, length);
        }
        catch (InvalidProtocolBufferException)
        {
            return Run(() =>
            {
                using var stream = new MemoryStream(bytes, offset, length, writable: false);
                using var input = CodedInputStream.CreateWithLimits(stream, int.MaxValue, RecursionLimit);
                return parser.ParseFrom(input);
            });
        }
    }
}
