using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Teahouse.Bench.Load;

/// <summary>An answer, as far as a benchmark looks at it.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Body">The body; valid until the connection's next exchange.</param>
internal readonly record struct Answer(int Status, ReadOnlyMemory<byte> Body);

/// <summary>
/// One kept-alive HTTP/1.1 connection over a bare socket. An HttpClient costs the load's core more than a message costs the server's,
/// and would measure itself.
/// </summary>
internal sealed class Connection : IDisposable {
    private static readonly byte[] HeadEnd = "\r\n\r\n"u8.ToArray();
    private static readonly byte[] LastChunk = "0\r\n\r\n"u8.ToArray();

    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] buffer = new byte[16 * 1024];

    private Connection() { }

    public static async Task<Connection> Open(int port) {
        var connection = new Connection();
        await connection.socket.ConnectAsync(IPAddress.Loopback, port);
        return connection;
    }

    /// <summary>The bytes of a request.</summary>
    public static byte[] Request(string method, string path, string? token, ReadOnlySpan<byte> body) {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{method} {path} HTTP/1.1\r\nHost: localhost\r\n");
        if (token is not null) head.Append(CultureInfo.InvariantCulture, $"Authorization: Bearer {token}\r\n");
        if (body.Length > 0) head.Append(CultureInfo.InvariantCulture, $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n");
        var bytes = Encoding.ASCII.GetBytes(head.Append("\r\n").ToString());
        return [.. bytes, .. body];
    }

    /// <summary>Sends a request and reads its answer whole.</summary>
    public async ValueTask<Answer> Exchange(ReadOnlyMemory<byte> request) {
        for (var sent = 0; sent < request.Length;) sent += await socket.SendAsync(request[sent..]);
        var (filled, head) = (0, -1);
        while (head < 0) {
            filled += await Receive(filled);
            head = buffer.AsSpan(0, filled).IndexOf(HeadEnd);
        }
        var start = head + HeadEnd.Length;
        if (!Utf8Parser.TryParse(buffer.AsSpan(9, 3), out int status, out _)) throw new IOException("This is not HTTP/1.1.");
        if (LengthIn(buffer.AsSpan(0, head)) is { } length) {
            while (filled < start + length) filled += await Receive(filled);
            return new(status, buffer.AsMemory(start, length));
        }
        while (!buffer.AsSpan(start, filled - start).EndsWith(LastChunk)) filled += await Receive(filled);
        return new(status, buffer.AsMemory(start, filled - start));
    }

    public void Dispose() => socket.Dispose();

    private async ValueTask<int> Receive(int filled) {
        if (filled == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        var read = await socket.ReceiveAsync(buffer.AsMemory(filled));
        return read > 0 ? read : throw new IOException("The server closed the connection.");
    }

    private static int? LengthIn(ReadOnlySpan<byte> head) {
        var at = head.IndexOf("Content-Length: "u8);
        return at >= 0 && Utf8Parser.TryParse(head[(at + 16)..], out int length, out _) ? length : null;
    }
}
