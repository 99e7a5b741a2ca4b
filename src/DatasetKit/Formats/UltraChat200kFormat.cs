namespace DatasetKit.Formats;

/// <summary>
/// UltraChat 200k and its relatives: <c>prompt</c>, <c>prompt_id</c> and <c>messages</c> (HuggingFaceH4/ultrachat_200k). The prompt is the first question
/// once more; where it is another text it is kept.
/// </summary>
internal sealed class UltraChat200kFormat : OpenAIChatFormat
{
    private const string PromptName = "prompt";

    private static readonly FieldName Prompt = PromptName;
    private static readonly string[] OwnFields = [PromptName];

    public override string Name => "ultrachat-200k";

    public override string Description => "prompt, prompt_id, messages (UltraChat 200k)";

    private protected override FieldName? IdName { get; } = "prompt_id";

    public override bool Matches(Record record) => record.Has("prompt_id", "messages") && base.Matches(record);

    public override void Write(RecordBuilder builder, Example example)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(example);
        if (HeldOf(example).Length == 0)
        {
            builder.Property(Prompt.Utf8, FirstQuestion(example));
        }

        base.Write(builder, example);
    }

    // A prompt of another format that happens to be the first question is kept beside the one that is written.
    private protected override string[] HeldOf(Example example)
    {
        var own = example.Metadata[Prompt.Text];
        return own.IsAbsent || (own.IsText() && own.Text == FirstQuestion(example)) ? [] : OwnFields;
    }

    private protected override void TakeDerived(Record record, IReadOnlyList<Message> messages)
    {
        var prompt = record.Peek(Prompt.Text);
        if (prompt.IsText() && prompt.Text == FirstQuestion(messages))
        {
            record.Take(Prompt.Text);
        }
    }

    private static Text FirstQuestion(Example example) => example.Kind switch
    {
        ExampleKind.Chat => FirstQuestion(example.OwnMessages),
        _ when example.History.Count > 0 => FirstQuestion([.. example.History, new Message(Role.User, example.UserText)]),
        _ => example.UserText,
    };

    private static Text FirstQuestion(IReadOnlyList<Message> messages)
    {
        foreach (var message in messages)
        {
            if (message.Role == Role.User)
            {
                return message.Content;
            }
        }

        return default;
    }
}
