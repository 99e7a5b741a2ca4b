namespace DatasetKit;

/// <summary>How an example was given.</summary>
public enum ExampleKind
{
    /// <summary>Instruction, input and output apart, perhaps with turns before them.</summary>
    Instruct,

    /// <summary>A list of messages.</summary>
    Chat,

    /// <summary>A text without an instruction.</summary>
    PlainText,
}
