using System.Buffers;

namespace Orchestrator.Google;

/// <summary>The body of an answer in a borrowed buffer: thousands are read, and none is kept.</summary>
internal sealed class AnswerBody : IDisposable
{
    // More than most tables need; longer bodies double it.
    private const int Usual = 16 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(Usual);
    private int _length;

    /// <summary>What was read. Not to be used after the body is disposed of.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    /// <summary>Reads to the end.</summary>
    /// <exception cref="IOException">The connection ended before the body did.</exception>
    public static async Task<AnswerBody> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        var body = new AnswerBody();
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellation);
            while (await stream.ReadAsync(body.Free(), cancellation) is > 0 and var read) body._length += read;
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
    }

    private Memory<byte> Free()
    {
        if (_length == _buffer.Length)
        {
            var longer = ArrayPool<byte>.Shared.Rent(checked(_buffer.Length * 2));
            Bytes.CopyTo(longer);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = longer;
        }
        return _buffer.AsMemory(_length);
    }
}
