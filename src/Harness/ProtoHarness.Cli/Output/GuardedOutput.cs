namespace ProtoHarness.Cli.Output;

/// <summary>Standard output, when it may be a file on a disk that is full: what cannot be written is said to be missing, once, and the command goes on to its verdict.</summary>
sealed class GuardedOutput(Stream inner) : Stream
{
    bool _isLost;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Puts it in the place of the console's own.</summary>
    public static void Install() => Console.SetOut(new StreamWriter(Open(), new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true });

    /// <summary>Standard output as bytes.</summary>
    public static Stream Open() => new GuardedOutput(Console.OpenStandardOutput());

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_isLost)
        {
            return;
        }

        try
        {
            inner.Write(buffer);
        }
        catch (IOException e)
        {
            _isLost = true;
            Console.Error.WriteLine($"what is printed from here on is missing: {e.Message}. The exit code stands.");
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
