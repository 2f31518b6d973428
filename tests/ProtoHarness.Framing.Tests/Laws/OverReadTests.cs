using System.Runtime.InteropServices;
using ProtoHarness.Framing.Tests.Samples;

namespace ProtoHarness.Framing.Tests.Laws;

public partial class OverReadTests
{
    const int Page = 4096;
    const int None = 0;
    const int ReadWrite = 3;
    const int PrivateAnonymous = 0x22;

    [Fact]
    public unsafe void Codec_never_touches_a_byte_behind_its_input()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("Guard pages are set up by mmap: run on Linux.");
        }

        var memory = Mmap(0, 2 * Page, ReadWrite, PrivateAnonymous, -1, 0);
        Assert.NotEqual(-1, memory);
        Assert.Equal(0, Mprotect(memory + Page, Page, None));
        var random = new Random(11);
        foreach (var codec in SampleFrames.Codecs)
        {
            foreach (var bytes in SampleFrames.Encoded(codec, random, 5))
            {
                for (var cut = 0; cut <= bytes.Length; cut++)
                {
                    // The input ends where the protected page begins: one byte too far ends the process.
                    var input = new Span<byte>((void*)(memory + Page - cut), cut);
                    bytes.AsSpan(0, cut).CopyTo(input);
                    Assert.Equal(codec.Measure(bytes.AsSpan(0, cut)), codec.Measure(input));
                    if (cut > 0)
                    {
                        input[random.Next(cut)] = (byte)random.Next(256);
                        Assert.InRange(codec.Measure(input).Consumed, 0, cut);
                    }
                }
            }
        }

        Assert.Equal(0, Munmap(memory, 2 * Page));
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Mmap(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Mprotect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Munmap(nint address, nuint length);
}
