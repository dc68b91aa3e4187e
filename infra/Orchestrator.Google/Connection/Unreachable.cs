using System.Net.Sockets;

namespace Orchestrator.Google;

/// <summary>Why nobody answered, in words.</summary>
internal static class Unreachable
{
    public static string Why(HttpRequestException failed) => failed switch
    {
        _ when Refused(failed) => "nothing listens at that address",
        { HttpRequestError: HttpRequestError.NameResolutionError } => "its name is not known here",
        { HttpRequestError: HttpRequestError.SecureConnectionError } => "no secure connection could be made",
        { HttpRequestError: HttpRequestError.ResponseEnded } => "the connection ended before the answer was complete",
        _ => "the connection was lost",
    };

    /// <summary>Whether no process listens there: trying again at once is pointless.</summary>
    public static bool Refused(HttpRequestException failed) =>
        failed.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused };
}
