namespace DatasetKit;

/// <summary>
/// One training example, whatever it was read from: a single turn with instruction, input and output apart, or a
/// conversation, with everything that any format says beside them. Immutable; it may be kept for ever.
/// </summary>
/// <remarks>
/// The fields are those of all formats in one (docs/record.md). A format that cannot hold one of them says so when
/// it writes: as a loss in the report, or as a reject when it is trained text.
/// </remarks>
public sealed partial class Example
{
    private readonly IReadOnlyList<Message> _messages = [];
    private Text _id;
    private Text _category;
    private Metadata _metadata = Metadata.None;
    private bool _idIsNumber;

    internal Example() { }

    internal Example(Example other)
    {
        _messages = other._messages;
        Kind = other.Kind;
        Id = other.Id;
        IdIsNumber = other.IdIsNumber;
        System = other.System;
        History = other.History;
        Instruction = other.Instruction;
        Input = other.Input;
        Output = other.Output;
        Category = other.Category;
        Tools = other.Tools;
        Completions = other.Completions;
        Media = other.Media;
        Metadata = other.Metadata;
        Source = other.Source;
        Shape = other.Shape;
        Purpose = other.Purpose;
    }

    /// <summary>How the example was given.</summary>
    public ExampleKind Kind { get; internal init; }

    /// <summary>The record's own id, as text; a format that writes ids writes one that was a number as a number again.</summary>
    public Text Id
    {
        get => _id;
        init => _id = value;
    }

    /// <summary>Whether <see cref="Id"/> stood as a JSON number.</summary>
    internal bool IdIsNumber
    {
        get => _idIsNumber;
        init => _idIsNumber = value;
    }

    /// <summary>The system prompt, where it stands apart from the messages; see <see cref="Messages"/> for both in one.</summary>
    public Text System { get; init; }

    /// <summary>Turns before the instruction (Alpaca's <c>history</c>); empty for a conversation.</summary>
    public IReadOnlyList<Message> History { get; init; } = [];

    /// <summary>The task (Alpaca, Dolly <c>instruction</c>; <c>prompt</c>); absent for a conversation.</summary>
    public Text Instruction { get; internal init; }

    /// <summary>What the task works on (Alpaca <c>input</c>, Dolly <c>context</c>); absent or empty when there is none.</summary>
    public Text Input { get; internal init; }

    /// <summary>The answer (Alpaca <c>output</c>, Dolly <c>response</c>; <c>completion</c>), or a plain text's characters.</summary>
    public Text Output { get; internal init; }

    /// <summary>The kind of task (Dolly <c>category</c>).</summary>
    public Text Category
    {
        get => _category;
        init => _category = value;
    }

    /// <summary>Tool definitions, verbatim: an array, or a string that holds one (ShareGPT).</summary>
    public JsonValue Tools { get; init; }

    /// <summary>Answers to be compared (preference, ranking, labels); empty for ordinary examples.</summary>
    public IReadOnlyList<Completion> Completions { get; init; } = [];

    /// <summary>Media that no message places itself (LLaVA's <c>image</c>); those in messages are in their parts.</summary>
    public IReadOnlyList<Media> Media { get; init; } = [];

    /// <summary>Fields that none of the above holds, verbatim.</summary>
    public Metadata Metadata
    {
        get => _metadata;
        init => _metadata = value;
    }

    /// <summary>Where the example came from.</summary>
    public SourceLocation Source { get; init; }

    /// <summary>
    /// Which of a format's spellings the record had, as <c>format:spelling</c>, where the format has several; null for the usual one. It says
    /// nothing of what is trained: only the writer of that format looks at it.
    /// </summary>
    internal string? Shape { get; init; }

    /// <summary>What the record that it was read from is for: a question has no answer to be missed.</summary>
    internal ExamplePurpose Purpose { get; set; }

    /// <summary>
    /// The record as it stood, one JSON object on one line, in runs that ask for it; empty in others, and in every example that was made
    /// or changed.
    /// </summary>
    internal ReadOnlyMemory<byte> Verbatim { get; private set; }

    /// <summary>
    /// The example as a conversation, made on demand for a single turn: the system prompt first, then the history, then
    /// the instruction and input joined by a newline, then the output. A plain text is one assistant message.
    /// </summary>
    public IReadOnlyList<Message> Messages => Kind switch
    {
        ExampleKind.Chat => WithSystem(_messages),
        ExampleKind.PlainText => [new Message(Role.Assistant, Output)],
        _ => SingleTurnMessages(),
    };

    /// <summary>The messages as they were given, without <see cref="System"/>; empty unless a conversation.</summary>
    internal IReadOnlyList<Message> OwnMessages
    {
        get => _messages;
        init
        {
            _messages = value;
            Kind = ExampleKind.Chat;
        }
    }

    /// <summary>A single turn.</summary>
    /// <param name="instruction">The task.</param>
    /// <param name="output">The answer.</param>
    /// <param name="input">What the task works on; absent when there is nothing.</param>
    public static Example Instruct(Text instruction, Text output, Text input = default) =>
        new() { Instruction = instruction, Input = input, Output = output };

    /// <summary>A conversation.</summary>
    /// <param name="messages">Its turns in order.</param>
    public static Example Chat(params IReadOnlyList<Message> messages) => new() { OwnMessages = messages };

    /// <summary>A text without an instruction, all of it trained.</summary>
    /// <param name="text">The characters.</param>
    public static Example PlainText(Text text) => new() { Kind = ExampleKind.PlainText, Output = text };

    /// <summary>An example of which only the record is known: it can be written as it stood, and nothing else.</summary>
    internal static Example OfVerbatim(ReadOnlyMemory<byte> record, SourceLocation source) => new() { Verbatim = record, Source = source };

    /// <summary>Keeps the record the example was read from.</summary>
    internal void KeepVerbatim(ReadOnlyMemory<byte> record) => Verbatim = record;

    /// <summary>Sets what all formats read alike, before anyone else has seen the example.</summary>
    internal void Complete(Text id, bool idIsNumber, Text category, Metadata metadata) =>
        (_id, _idIsNumber, _category, _metadata) = (id, idIsNumber, category, metadata);

    private IReadOnlyList<Message> WithSystem(IReadOnlyList<Message> messages) =>
        System.HasValue ? [new Message(Role.System, System), .. messages] : messages;

    private IReadOnlyList<Message> SingleTurnMessages() => WithSystem([.. History, new Message(Role.User, UserText), new Message(Role.Assistant, Output)]);
}
