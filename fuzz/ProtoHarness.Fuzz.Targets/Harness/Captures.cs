using ProtoHarness.Engine.Captures;
using ProtoHarness.Fuzzing;

namespace ProtoHarness.Fuzz.Targets.Harness;

/// <summary>The reader of packet captures, which come from anywhere.</summary>
public static class Captures
{
    /// <summary>Any bytes are a capture, or said to be none; no session has more bytes than the file.</summary>
    [FuzzTarget(Name = "harness/capture-reader", Allowed = [typeof(FormatException)], AlsoInstrument = ["ProtoHarness.Engine"])]
    public static void Read(ReadOnlySpan<byte> input)
    {
        var file = input.ToArray();
        foreach (var isDatagram in (bool[])[false, true])
        {
            var taken = CaptureImport.Read(file, isDatagram).Sessions.Sum(session => session.Events.Sum(one => (long)one.Bytes.Length));
            if (taken > file.Length)
            {
                throw new LawViolationException("capture/bytes", $"{taken} bytes of sessions are taken from a file of {file.Length}");
            }
        }
    }
}
