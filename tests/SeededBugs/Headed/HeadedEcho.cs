// breaks: nothing
// class: a correct echo of texts with heads and chunks
using SeededBugs.Texts;

namespace SeededBugs.Headed;

/// <summary>Nothing is wrong with it.</summary>
public sealed class HeadedEcho() : HeadedText("headed-echo");
