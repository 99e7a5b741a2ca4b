using System.Globalization;

namespace DatasetKit.Validation;

/// <summary>What a text is to the model.</summary>
internal enum TextPart : byte
{
    System,
    Instruction,
    Input,
    Output,
    Reasoning,
    Tool,
    PlainText,
}

/// <summary>Which list of messages a text stands in.</summary>
internal enum TextList : byte
{
    /// <summary>None: it is a field of the example.</summary>
    None,
    History,
    Messages,
    Completions,
}

/// <summary>A text of an example, where it stands, and what was seen in it.</summary>
/// <param name="Text">The text.</param>
/// <param name="Part">What it is to the model.</param>
/// <param name="List">Which list of messages it stands in.</param>
/// <param name="Index">The message's number from 0.</param>
/// <param name="Completion">The completion's number from 0.</param>
/// <param name="Traits">What was seen in it.</param>
internal readonly record struct PlacedText(Text Text, TextPart Part, TextList List, int Index, int Completion, Traits Traits)
{
    /// <summary>The field for a finding: a name, or a pointer into the messages. Alpaca's history holds pairs.</summary>
    public string Field => List switch
    {
        TextList.History => string.Create(CultureInfo.InvariantCulture, $"/history/{Index / 2}/{Index % 2}"),
        TextList.Messages => string.Create(CultureInfo.InvariantCulture, $"/messages/{Index}/{Member}"),
        TextList.Completions => string.Create(CultureInfo.InvariantCulture, $"/completions/{Completion}/messages/{Index}/{Member}"),
        _ => Part switch
        {
            TextPart.System => "system",
            TextPart.Instruction => "instruction",
            TextPart.Input => "input",
            TextPart.PlainText => "text",
            _ => "output",
        },
    };

    private string Member => Part == TextPart.Reasoning ? "reasoning" : "content";
}
