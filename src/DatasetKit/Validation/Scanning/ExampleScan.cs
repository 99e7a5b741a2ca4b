namespace DatasetKit.Validation;

/// <summary>
/// One look at an example, shared by all rules: its texts with their places, and what was seen in them. Nothing is
/// allocated for an example once the list has grown; a text is decoded only if its escapes could hide something.
/// </summary>
internal sealed partial class ExampleScan
{
    private readonly byte[][] _tokens;
    private readonly byte[][] _escapedTokens;
    private PlacedText[] _texts = new PlacedText[16];
    private byte[] _scratch = [];
    private int _count;

    /// <param name="tokens">Texts that mean something to the chosen template, beside those that are looked for always.</param>
    public ExampleScan(IReadOnlyList<string> tokens)
    {
        _tokens = [.. tokens.Select(System.Text.Encoding.UTF8.GetBytes)];
        _escapedTokens = [.. _tokens.Select(Escape)];
    }

    /// <summary>The example that was looked at.</summary>
    public Example Example { get; private set; } = null!;

    /// <summary>What was seen in any of its texts, and in the example as a whole.</summary>
    public Traits Traits { get; private set; }

    /// <summary>The texts that have characters, and the required ones that have none.</summary>
    public ReadOnlySpan<PlacedText> Texts => _texts.AsSpan(0, _count);

    /// <summary>What the example is for.</summary>
    public ExamplePurpose Purpose { get; private set; }

    /// <summary>Looks at an example.</summary>
    /// <param name="example">The example.</param>
    /// <param name="purpose">What it is for: decides which texts are required.</param>
    public void Look(Example example, ExamplePurpose purpose)
    {
        Example = example;
        Purpose = purpose;
        Traits = example.Id.IsEmpty ? Traits.None : Traits.HasId;
        _count = 0;
        Add(example.System, TextPart.System, required: false);
        switch (example.Kind)
        {
            case ExampleKind.PlainText:
                Add(example.Output, TextPart.PlainText, required: true);
                break;
            case ExampleKind.Chat:
                LookAtTurns(example, example.OwnMessages, TextList.Messages);
                break;
            default:
                if (example.History.Count > 0)
                {
                    LookAtTurns(example, example.History, TextList.History);
                }

                Add(example.Instruction, TextPart.Instruction, required: purpose != ExamplePurpose.Scores);
                Add(example.Input, TextPart.Input, required: false);
                Add(example.Output, TextPart.Output, required: example.Completions.Count == 0 && purpose == ExamplePurpose.Training);
                break;
        }

        for (var i = 0; i < example.Completions.Count; i++)
        {
            var turns = example.Completions[i].Messages;
            for (var j = 0; j < turns.Count; j++)
            {
                LookAtTurn(turns[j], TextList.Completions, j, i);
            }
        }
    }

    private void LookAtTurn(Message turn, TextList list, int index, int completion = 0)
    {
        var part = turn.Role switch
        {
            Role.System => TextPart.System,
            Role.User => TextPart.Instruction,
            Role.Assistant => TextPart.Output,
            _ => TextPart.Tool,
        };
        // A turn need not say anything in words when it calls a tool or shows a picture; a tool may return nothing.
        var required = turn.Role is Role.User or Role.Assistant && turn.ToolCalls.Count == 0 && !HasMedia(turn);
        Add(turn.Content, part, required, list, index, completion);
        Add(turn.Reasoning, TextPart.Reasoning, required: false, list, index, completion);
    }

    private static bool HasMedia(Message turn)
    {
        for (var i = 0; i < turn.Parts.Count; i++)
        {
            if (turn.Parts[i].Media is not null)
            {
                return true;
            }
        }

        return false;
    }

    private void Add(Text text, TextPart part, bool required, TextList list = TextList.None, int index = 0, int completion = 0)
    {
        Traits traits;
        if (!text.IsEmpty)
        {
            traits = (required ? RequiredText.Judge(text, ref _scratch) : Traits.None) | See(text, part, list);
        }
        else if (required)
        {
            traits = text.IsAbsent ? Traits.Missing : text.IsNull ? Traits.Null : Traits.Empty;
        }
        else
        {
            return;
        }

        if (_count == _texts.Length)
        {
            Array.Resize(ref _texts, _count * 2);
        }

        _texts[_count++] = new PlacedText(text, part, list, index, completion, traits);
        Traits |= traits;
    }

    private Traits See(Text text, TextPart part, TextList list)
    {
        var escaped = text.Form == Internals.TextForm.Escaped;
        var utf8 = text.Bytes;
        if (escaped && TextScanner.HidesLetters(utf8))
        {
            utf8 = text.Utf8(ref _scratch);
            escaped = false;
        }

        var traits = TextScanner.Scan(utf8);
        var tokens = escaped ? _escapedTokens : _tokens;
        foreach (var token in tokens)
        {
            traits |= utf8.IndexOf(token) >= 0 ? Traits.SpecialToken : Traits.None;
        }

        if (list == TextList.None || part == TextPart.Output)
        {
            // The n of an escaped line end is no letter; an escape takes two bytes for one.
            utf8 = escaped && utf8.Length <= 2 * NoInputWords.Longest ? text.Utf8(ref _scratch) : utf8;
            traits |= utf8.Length <= NullWords.Longest && NullWords.MayBegin(utf8[0]) ? Traits.MaybeNullWord : Traits.None;
            traits |= part == TextPart.Input && NoInputWords.MayBe(utf8) ? Traits.MaybeNoInput : Traits.None;
        }

        return traits;
    }

    private static byte[] Escape(byte[] utf8)
    {
        var escaped = new byte[utf8.Length * Internals.JsonEscape.MaxExpansion];
        return escaped[..Internals.JsonEscape.Escape(utf8, escaped)];
    }
}
