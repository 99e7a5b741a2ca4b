namespace DatasetKit;

/// <summary>A part of a rendered prompt that carries loss.</summary>
/// <param name="Start">Its first character, in code points from 0.</param>
/// <param name="End">The character after its last.</param>
public readonly record struct LossSpan(int Start, int End);
