namespace DatasetKit;

/// <summary>
/// What a template may use before it is stopped with <see cref="TemplateException"/>: a template that came with a downloaded
/// model is a program by somebody else. Every bound but the time gives the same result on every machine.
/// </summary>
public sealed record JinjaLimits
{
    /// <summary>The bounds that are used where none are given.</summary>
    public static JinjaLimits Default { get; } = new();

    /// <summary>Characters of a template's source. The default is 1,048,576; the longest real chat template has 19,572.</summary>
    public int SourceLength { get; init; } = 1 << 20;

    /// <summary>How deep expressions and statements may nest. The default is 100, at least 1, at most 200.</summary>
    public int ParseDepth { get; init; } = 100;

    /// <summary>
    /// Steps of a render: an iteration, a call, an item that a filter handles, or 64 characters that are looked at. The default is 2,000,000.
    /// </summary>
    public long Steps { get; init; } = 2_000_000;

    /// <summary>How deep macros and recursive loops may call each other. The default is 200.</summary>
    public int CallDepth { get; init; } = 200;

    /// <summary>Characters of the output, and of any text on the way to it, in UTF-16 units. The default is 8,388,608.</summary>
    public int TextLength { get; init; } = 1 << 23;

    /// <summary>Bytes of all texts and lists that a render makes, also of those it drops. The default is 134,217,728.</summary>
    public long Allocation { get; init; } = 1L << 27;

    /// <summary>Items of a <c>range</c>. The default is 100,000, as in Python's sandbox.</summary>
    public int Range { get; init; } = 100_000;

    /// <summary>Bits of an integer. The default is 65,536; more than 4,300 digits cannot be printed, as in Python.</summary>
    public int IntegerBits { get; init; } = 1 << 16;

    /// <summary>The time a render may take. The default is 10 seconds: a backstop behind the steps.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(10);
}
