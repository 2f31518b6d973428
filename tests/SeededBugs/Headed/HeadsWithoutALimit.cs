// breaks: session/hostile
// class: servers that limit each line of a head, and not how many there are: a head of a million short lines, each under a name of its own, takes all memory
using SeededBugs.Texts;

namespace SeededBugs.Headed;

/// <summary>Both ends limit lines and bodies, and gather lines of the head for as long as they come.</summary>
public sealed class HeadsWithoutALimit() : HeadedText("heads-without-a-limit", mostHeads: int.MaxValue);
