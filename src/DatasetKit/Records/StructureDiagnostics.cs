namespace DatasetKit;

/// <summary>Faults in the shape of a record (DK10xx), found while a format reads it.</summary>
internal static class StructureDiagnostics
{
    /// <summary>The fault of the rule that looks for missing texts, and of a mapped column that one record does not have.</summary>
    public static readonly Diagnostic MissingText = new(
        "DK1001",
        "missing-text",
        Severity.Error,
        "An instruction, an answer or a message's content is not there.",
        "There is nothing to train, or nothing to answer.",
        "Add the field, or map the right one with --map.")
    {
        Example = """{"messages": [{"role": "user", "content": "Name a colour."}, {"role": "assistant"}]}""",
    };

    public static readonly Diagnostic WrongType = new(
        "DK1006",
        "wrong-type",
        Severity.Error,
        "A field that must be a text is a number, an object or a list.",
        "A trainer would fail on it, or train on the value's printed form.",
        "Make the value a string, or map another field with --map.");

    public static readonly Diagnostic UnknownRole = new(
        "DK1007",
        "unknown-role",
        Severity.Error,
        "A message's role is none that the format knows.",
        "Guessing who speaks would train the model on the user's words.",
        "Correct the role; the message names the nearest known one.");

    public static readonly Diagnostic NotARecord = new(
        "DK1014",
        "not-an-object",
        Severity.Error,
        "The record is null, a text, a number or a list where an object is expected.",
        "It has no fields to read.",
        "Write one JSON object for each record.");

    public static readonly Diagnostic UnknownShape = new(
        "DK1015",
        "unknown-shape",
        Severity.Error,
        "The record's fields fit none of the known formats.",
        "There is no telling which field is the question and which the answer.",
        "Name the format with --from, or map the fields: --map instruction=FIELD --map output=FIELD.");

    public static readonly Diagnostic CannotHold = new(
        "DK1016",
        "target-cannot-hold",
        Severity.Error,
        "The target format has no place for something that is trained, such as a second turn in Dolly.",
        "Leaving it out would change what the model learns.",
        "Choose a format that holds it (sharegpt, openai), or filter such records first.");

    public static readonly Diagnostic MalformedField = new(
        "DK1017",
        "malformed-field",
        Severity.Error,
        "A field has the right type but not the structure that its format demands, such as a message without a role.",
        "Part of the example could not be read.",
        "Correct the record; the message says what was expected.");

    public static readonly Diagnostic ConversionLoss = new(
        "DK1018",
        "conversion-loss",
        Severity.Note,
        "The target format has no field for something that is not trained, such as a category; it was left out and counted.",
        "The information is gone from the output.",
        "Keep it with --extra keep, or refuse any loss with --lossless.");

    /// <summary>All of them that no rule shows as its own, by code.</summary>
    public static IReadOnlyList<Diagnostic> All { get; } = [WrongType, UnknownRole, NotARecord, UnknownShape, CannotHold, MalformedField, ConversionLoss];
}
