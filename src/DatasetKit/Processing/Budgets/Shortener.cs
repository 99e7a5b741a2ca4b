namespace DatasetKit.Processing;

/// <summary>Makes an example that is too long fit a limit, or says why it cannot.</summary>
internal abstract class Shortener(TokenCounter counter, int limit)
{
    protected TokenCounter Counter { get; } = counter;

    protected int Limit { get; } = limit;

    public static Shortener For(Overflow overflow, TokenCounter counter, int limit) => overflow switch
    {
        Overflow.DropTurns => new TurnDropper(counter, limit),
        Overflow.Truncate => new TextCutter(counter, limit),
        _ => new Rejecter(counter, limit),
    };

    /// <summary>Shortens an example that is over the limit.</summary>
    /// <param name="example">The example.</param>
    /// <param name="count">Its tokens, more than the limit.</param>
    public abstract Shortened Shorten(Example example, TokenCount count);

    protected static Shortened Refuse(string why) => new(null, default, why);

    /// <summary>The messages that may be shortened, as the example has them: without its system prompt and its last turn where those stand apart.</summary>
    protected static IReadOnlyList<Message> Turns(Example example) => example.Kind == ExampleKind.Chat ? example.OwnMessages : example.History;

    protected static Example WithTurns(Example example, IReadOnlyList<Message> turns) =>
        example.Kind == ExampleKind.Chat ? new Example(example) { OwnMessages = turns } : new Example(example) { History = turns };

    private sealed class Rejecter(TokenCounter counter, int limit) : Shortener(counter, limit)
    {
        public override Shortened Shorten(Example example, TokenCount count) => Refuse("shorten the example, raise --max-tokens, or choose --when-over drop-turns or truncate");
    }
}
