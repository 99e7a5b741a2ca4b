using DatasetKit.Internals;

namespace DatasetKit.Processing;

/// <summary>Counts messages as OpenAI does for its hosted chat models.</summary>
internal sealed class HostedChatCounter : TokenCounter
{
    private readonly HostedChatRule _rule;

    public HostedChatCounter(Tokenizer tokenizer)
        : base(tokenizer) => _rule = HostedChatRule.For(tokenizer.Name);

    public override string Description => $"as OpenAI counts messages ({HostedChatRule.Date})";

    public override TokenCount Count(Example example)
    {
        ArgumentNullException.ThrowIfNull(example);
        if (example.Kind == ExampleKind.PlainText)
        {
            return new TokenCount(0, 0, "a plain text has no messages to count as a hosted chat model does");
        }

        if (Unseen.Problem(example) is { } problem)
        {
            return new TokenCount(0, 0, problem);
        }

        var (total, trained) = (_rule.PerExample, 0);
        foreach (var message in example.Messages)
        {
            var said = Of(message.Content) + Of(message.Reasoning) + message.ToolCalls.Sum(call => Of(call.Name) + Of((Text)TextCounter.Arguments(call)));
            total += _rule.PerMessage + Of(Role(message)) + said + (message.Name.IsEmpty ? 0 : Of(message.Name) + _rule.PerName);
            trained += message.IsTrained ? said : 0;
        }

        return new TokenCount(total + (example.Tools.IsAbsent ? 0 : Of((Text)example.Tools.ToString())), trained);
    }

    private static Text Role(Message message) => message.WireRole.HasValue ? message.WireRole : message.Role switch
    {
        DatasetKit.Role.System => "system",
        DatasetKit.Role.User => "user",
        DatasetKit.Role.Assistant => "assistant",
        _ => "tool",
    };

    private int Of(Text text) => text.IsEmpty ? 0 : Tokenizer.CountTokensUtf8(text.ToUtf8());
}
