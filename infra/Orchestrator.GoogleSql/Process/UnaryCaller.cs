using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;

namespace Orchestrator.GoogleSql;

/// <summary>Unary gRPC calls to one analyzer process over cleartext HTTP/2 on loopback.</summary>
internal sealed class UnaryCaller(int port) : IDisposable
{
    private const int FrameHeader = 5;

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        EnableMultipleHttp2Connections = true,
        InitialHttp2StreamWindowSize = 16 * 1024 * 1024,
        UseProxy = false,
    })
    {
        BaseAddress = new Uri($"http://127.0.0.1:{port}"),
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>One call. Throws AnalyzerCallException for an error status, OperationCanceledException after the deadline, HttpRequestException or IOException when the process is gone.</summary>
    public async Task<TReply> CallAsync<TReply>(string method, IMessage request, MessageParser<TReply> parser, TimeSpan deadline) where TReply : IMessage<TReply>
    {
        using var timer = new CancellationTokenSource(deadline);
        using var message = Request(method, request, deadline);
        using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, timer.Token);
        // The status comes after the body: read to the end first.
        var body = await response.Content.ReadAsByteArrayAsync(timer.Token);
        var status = Header(response, "grpc-status") is { } text ? (AnalyzerStatus)int.Parse(text, CultureInfo.InvariantCulture) : AnalyzerStatus.Unknown;
        if (status != AnalyzerStatus.Ok) throw new AnalyzerCallException(status, Uri.UnescapeDataString(Header(response, "grpc-message") ?? ""));
        if (body.Length < FrameHeader) throw new IOException($"The analyzer's answer to {method} ended after {body.Length} bytes.");
        var length = checked((int)BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(1)));
        return DeepStack.Parse(parser, body, FrameHeader, length);
    }

    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage Request(string method, IMessage request, TimeSpan deadline)
    {
        var size = request.CalculateSize();
        var frame = new byte[FrameHeader + size];
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)size);
        request.WriteTo(frame.AsSpan(FrameHeader));
        var message = new HttpRequestMessage(HttpMethod.Post, "/zetasql.local_service.ZetaSqlLocalService/" + method)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(frame),
        };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        message.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        // "m" is milliseconds in gRPC.
        message.Headers.Add("grpc-timeout", ((long)deadline.TotalMilliseconds).ToString(CultureInfo.InvariantCulture) + "m");
        return message;
    }

    // An error without a body carries its status in the response headers instead of the trailing ones.
    private static string? Header(HttpResponseMessage response, string name) =>
        response.TrailingHeaders.TryGetValues(name, out var values) || response.Headers.TryGetValues(name, out values) ? values.First() : null;
}
