using System.Net;
using System.Net.Sockets;
using System.Text;
using ProtoHarness.Plugins.Smux;

// Both ends in one process, to be read from top to bottom; in life they are two.
var config = new SmuxConfig { Version = 2 };
using var listener = new TcpListener(IPAddress.Loopback, 0);
listener.Start();
var serving = ServeAsync();

using (var connection = new TcpClient())
{
    await connection.ConnectAsync((IPEndPoint)listener.LocalEndpoint);

    // The session owns the connection: what it is disposed of with is sent first, and the peer can still read it.
    await using var session = SmuxSession.Client(connection.GetStream(), config);
    string[] words = ["many", "streams", "one", "connection"];
    var answers = await Task.WhenAll(words.Select(word => ShoutAsync(session, word)));
    Console.WriteLine(string.Join(' ', answers));
}

await serving;
return 0;

// A stream is a System.IO.Stream: here with a reader of lines, and a half-close that tells the peer that the question is whole.
static async Task<string> ShoutAsync(SmuxSession session, string word)
{
    await using var stream = session.OpenStream();
    stream.ReadTimeout = 5_000;
    await stream.WriteAsync(Encoding.UTF8.GetBytes(word));
    stream.CloseWrite();
    using var reader = new StreamReader(stream, leaveOpen: true);
    return await reader.ReadToEndAsync();
}

async Task ServeAsync()
{
    var socket = await listener.AcceptSocketAsync();
    await using var session = SmuxSession.Server(new NetworkStream(socket, ownsSocket: true), config);
    var streams = new List<Task>();
    while (await session.AcceptStreamAsync() is { } stream)
    {
        streams.Add(AnswerAsync(stream));
    }

    await Task.WhenAll(streams);
}

// The same stream as pipes.
static async Task AnswerAsync(SmuxStream stream)
{
    var (input, output) = (stream.Pipe.Input, stream.Pipe.Output);
    while (true)
    {
        var result = await input.ReadAsync();
        foreach (var part in result.Buffer)
        {
            await output.WriteAsync(Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(part.Span).ToUpperInvariant()));
        }

        input.AdvanceTo(result.Buffer.End);
        if (result.IsCompleted)
        {
            break;
        }
    }

    await output.CompleteAsync();
    await input.CompleteAsync();
}
