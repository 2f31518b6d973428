using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Sessions;

/// <summary>Writes down what happens in a session: always as a hash and counts; on request as events and bytes.</summary>
sealed class SessionRecorder(SessionSpec spec, Func<long> now)
{
    /// <summary>From this length on bytes are hashed in lanes.</summary>
    const int Long = 1024;

    readonly List<TraceEvent> _events = [];
    readonly List<string> _states = [];
    readonly List<Capture> _captures = [];
    ulong _hash = 14695981039346656037UL;

    /// <summary>Held while something is written down.</summary>
    public Lock Gate { get; } = new();

    public ulong Hash => _hash;

    public IReadOnlyList<TraceEvent> Events => _events;

    public IReadOnlyList<string> States => _states;

    public IReadOnlyList<DirectionRecord> Directions
    {
        get
        {
            var records = new DirectionRecord[2 * _captures.Count];
            for (var i = 0; i < _captures.Count; i++)
            {
                (records[2 * i], records[(2 * i) + 1]) = (_captures[i].Record(Direction.ToServer), _captures[i].Record(Direction.ToClient));
            }

            return records;
        }
    }

    public long BytesCrossed { get; private set; }

    public int Writes { get; private set; }

    public void Add(TraceKind kind, int connection, bool isServer, ReadOnlySpan<byte> bytes)
    {
        if (Gate.IsHeldByCurrentThread)
        {
            // As by the transport in memory; to enter it once more would take the slow way in.
            Append(kind, connection, isServer, bytes);
            return;
        }

        lock (Gate)
        {
            Append(kind, connection, isServer, bytes);
        }
    }

    public void Note(string role, string text)
    {
        lock (Gate)
        {
            Mix((ulong)now());
            Mix(MemoryMarshal.AsBytes(text.AsSpan()));
            _states.Add($"{role} {text}");
            if (spec.KeepTrace)
            {
                _events.Add(new TraceEvent(now(), role, TraceKind.Note, default, text));
            }
        }
    }

    void Append(TraceKind kind, int connection, bool isServer, ReadOnlySpan<byte> bytes)
    {
        var at = now();
        Mix((ulong)at);
        Mix(((ulong)kind << 40) | ((ulong)(uint)connection << 8) | (isServer ? 1UL : 0));
        Mix(bytes);
        if (kind is TraceKind.Read or TraceKind.Write or TraceKind.End)
        {
            BytesCrossed += bytes.Length;
            Writes += kind == TraceKind.Write ? 1 : 0;
            Find(connection).Add(kind, isServer, bytes);
        }

        if (spec.KeepTrace)
        {
            _events.Add(new TraceEvent(at, $"{(isServer ? 'S' : 'C')}{connection}", kind, bytes.ToArray(), null));
        }
    }

    Capture Find(int connection)
    {
        while (_captures.Count < connection)
        {
            _captures.Add(new Capture(_captures.Count + 1, spec));
        }

        return _captures[connection - 1];
    }

    void Mix(ulong value) => _hash = Mixed(_hash, value);

    static ulong Mixed(ulong hash, ulong value) => BitOperations.RotateLeft((hash ^ value) * 0x9E3779B97F4A7C15UL, 29);

    void Mix(ReadOnlySpan<byte> bytes)
    {
        Mix((ulong)bytes.Length);
        if (bytes.Length >= Long)
        {
            bytes = MixLanes(bytes);
        }

        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            Mix(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var b in bytes)
        {
            Mix(b);
        }
    }

    /// <summary>Four sums beside each other, so that a flood is not hashed at the speed of one multiplication after the other.</summary>
    /// <returns>What is left, shorter than a step.</returns>
    ReadOnlySpan<byte> MixLanes(ReadOnlySpan<byte> bytes)
    {
        var (a, b, c, d) = (_hash, ~_hash, BitOperations.RotateLeft(_hash, 16), BitOperations.RotateLeft(~_hash, 16));
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        for (; words.Length >= 4; words = words[4..])
        {
            a = Mixed(a, Little(words[0]));
            b = Mixed(b, Little(words[1]));
            c = Mixed(c, Little(words[2]));
            d = Mixed(d, Little(words[3]));
        }

        _hash = a;
        Mix(b);
        Mix(c);
        Mix(d);
        return bytes[(bytes.Length & ~(4 * sizeof(ulong) - 1))..];
    }

    static ulong Little(ulong word) => BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);

    sealed class Capture(int connection, SessionSpec spec)
    {
        readonly Side _toServer = new();
        readonly Side _toClient = new();

        public void Add(TraceKind kind, bool isServer, ReadOnlySpan<byte> bytes)
        {
            // A server writes to the client and reads what goes to the server.
            var side = isServer == (kind == TraceKind.Write) ? _toClient : _toServer;
            switch (kind)
            {
                case TraceKind.Write:
                    if (spec.KeepBytes)
                    {
                        Side.Keep(spec, side.Written ??= [], bytes, side.WrittenCount, side.Messages ??= []);
                    }

                    side.WrittenCount += bytes.Length;
                    break;
                case TraceKind.Read:
                    if (spec.KeepBytes)
                    {
                        Side.Keep(spec, side.Delivered ??= [], bytes, side.DeliveredCount, null);
                    }

                    side.DeliveredCount += bytes.Length;
                    break;
                default:
                    side.SawEnd = true;
                    break;
            }
        }

        public DirectionRecord Record(Direction direction) => (direction == Direction.ToServer ? _toServer : _toClient).Record(connection, direction);
    }

    sealed class Side
    {
        public List<byte>? Written { get; set; }

        public List<byte>? Delivered { get; set; }

        public List<long>? Messages { get; set; }

        public long WrittenCount { get; set; }

        public long DeliveredCount { get; set; }

        public bool SawEnd { get; set; }

        public static void Keep(SessionSpec spec, List<byte> kept, ReadOnlySpan<byte> bytes, long position, List<long>? messages)
        {
            if (kept.Count == position && kept.Count + bytes.Length <= spec.Limits.MaxCapture)
            {
                messages?.Add(position);
                kept.AddRange(bytes);
            }
        }

        public DirectionRecord Record(int connection, Direction direction) => new(
            connection, direction, Written?.ToArray() ?? [], Delivered?.ToArray() ?? [], WrittenCount, DeliveredCount, SawEnd, Messages ?? (IReadOnlyList<long>)[]);
    }
}
