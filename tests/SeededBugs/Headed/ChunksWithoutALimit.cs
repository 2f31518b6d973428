// breaks: session/hostile
// class: servers that limit each chunk, and not what all of them come to: a body without an end takes all memory
using SeededBugs.Texts;

namespace SeededBugs.Headed;

/// <summary>Both ends limit lines and heads, and gather chunks for as long as they come.</summary>
public sealed class ChunksWithoutALimit() : HeadedText("chunks-without-a-limit", longestBody: int.MaxValue);
