namespace DatasetKit.Templates.Jinja;

/// <summary>Text that is more than a string: marked as safe markup, or with the origin of its characters.</summary>
internal sealed class PyText(string text, Run[]? runs, bool isMarkup) : PyObject(Kind.Str)
{
    public readonly string Text = text;
    public readonly Run[]? Runs = runs;
    public readonly bool IsMarkup = isMarkup;

    /// <summary>
    /// Whether surrogates that stand side by side were written as two halves (<c>'\ud83d\ude00'</c>): to Python they are two code points.
    /// Only a literal knows; what is made of it takes them for the character that they are in UTF-16.
    /// </summary>
    public bool HasHalves { get; init; }

    public override string TypeName => IsMarkup ? "Markup" : "str";
}

/// <summary>A text of the context: a field of a message.</summary>
/// <param name="Message">The message's index.</param>
/// <param name="Field">The field, as a path: <c>content</c>, <c>tool_calls/0/function/name</c>.</param>
internal readonly record struct Origin(int Message, string Field);

/// <summary>Characters of one origin.</summary>
/// <param name="Length">How many UTF-16 units.</param>
/// <param name="Source">
/// Above 0 the number of a text of the context. 0 and below: printed by the template, while it looped over nothing (0) or over
/// the message of index <c>-Source - 1</c>.
/// </param>
/// <param name="Offset">The first unit's place in that text.</param>
internal readonly record struct Run(int Length, int Source, int Offset);
