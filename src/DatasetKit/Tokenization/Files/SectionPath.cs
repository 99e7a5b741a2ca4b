namespace DatasetKit.Tokenization;

/// <summary>Where something stands in a tokenizer file. Written out only for a fault: a file may have a hundred thousand elements.</summary>
/// <param name="Name">The path, or that of the array around it.</param>
/// <param name="Index">The place in the array; -1 when there is none.</param>
internal readonly record struct SectionPath(string Name, int Index = -1)
{
    /// <summary>A path that is whole.</summary>
    public static implicit operator SectionPath(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Index < 0 ? Name : FormattableString.Invariant($"{Name}[{Index}]");
}
