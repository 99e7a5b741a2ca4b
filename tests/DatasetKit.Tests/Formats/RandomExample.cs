namespace DatasetKit.Tests.Formats;

/// <summary>Examples of every kind with every field, from a seed: what the record model can hold, not only what files hold.</summary>
internal sealed class RandomExample(int seed)
{
    private static readonly string[] Words =
        ["Paris", "", " ", "a\nb", "\n", "\"quoted\"", "\\n", "ünï", "日本語", "👩‍💻", "\u0001\u007f", "{\"name\":\"f\"}", "None", "</s>", "\u2028", "x\r\ny", "{{x}}"];

    private static readonly string[] Values =
        ["1.10", "null", "true", "\"x\"", "[]", "{}", "{\"b\":1,\"a\":[1e400,\"\\u00e9\"]}", "123456789012345678901234567890", "0", "1", "0.5", "-0"];

    private static readonly string[] ToolLists =
    [
        "[]", "[{\"name\":\"f\",\"parameters\":{}}]", "[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"strict\":true}}]",
        "[{\"type\":\"function\",\"function\":{\"name\":\"f\"},\"x\":1},{\"type\":\"web_search\"}]", "[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"type\":\"z\"}}]",
    ];

    private readonly Random _random = new(seed);

    public Example Next()
    {
        var example = _random.Next(7) switch
        {
            0 => Example.PlainText(OneIn(9) ? Text.Null : Some()),
            1 or 2 or 3 => Single(),
            _ => Conversation(),
        };
        var isNumber = OneIn(2);
        return new Example(example)
        {
            Id = OneIn(3) ? isNumber ? JsonValue.Parse(Pick(["7", "1.50", "-3", "1e3"])).Text : Some() : default,
            IdIsNumber = isNumber,
            System = OneIn(4) ? AnyText() : default,
            Category = OneIn(4) ? Some() : default,
            Tools = OneIn(4) ? Tools() : default,
            Completions = example.Kind != ExampleKind.PlainText && example.OwnMessages is not [.., { Role: Role.Assistant }] && OneIn(6) ? Compared() : [],
            Metadata = OneIn(4) ? Fields("m") : Metadata.None,
        };
    }

    private Example Single()
    {
        var example = Example.Instruct(OneIn(9) ? AnyText() : Some(), OneIn(9) ? Text.Null : Some(), OneIn(2) ? AnyText() : default);
        return OneIn(4) ? new Example(example) { History = [.. Pairs(_random.Next(1, 3))] } : example;
    }

    private Example Conversation()
    {
        IEnumerable<Message> messages = _random.Next(4) switch
        {
            0 => Pairs(_random.Next(1, 4)),
            1 => [new Message(Role.User, Some()), Calling(), Result(), new Message(Role.Assistant, Some())],
            2 => [new Message(Role.User, Some()) { Train = false }, new Message(Role.Assistant, Some()) { Train = true }],
            _ => Enumerable.Range(0, _random.Next(5)).Select(_ => Rich(new Message((Role)_random.Next(4), AnyText()))),
        };
        return Example.Chat([.. OneIn(3) ? [new Message(Role.System, Some())] : (Message[])[], .. messages]);
    }

    private IEnumerable<Message> Pairs(int count)
    {
        var rich = OneIn(2);
        for (var i = 0; i < count; i++)
        {
            var user = new Message(Role.User, Some());
            var assistant = new Message(Role.Assistant, Some());
            yield return rich ? Rich(user) : user;
            yield return rich ? Rich(assistant) : assistant;
        }
    }

    private Message Rich(Message message)
    {
        var weight = OneIn(5) ? JsonValue.Parse(Pick(["0", "1", "0.5", "1.0"])) : default;
        var rich = new Message(message)
        {
            Name = OneIn(6) ? Some() : default,
            Reasoning = OneIn(8) ? AnyText() : default,
            Weight = weight,
            Train = OneIn(5) ? OneIn(2) : DatasetKit.Formats.TurnExtras.Implied(weight),
            WireRole = message.Role == Role.System && OneIn(2) ? "developer" : default(Text),
            Metadata = OneIn(6) ? Fields("t") : Metadata.None,
        };
        if (!OneIn(6))
        {
            return rich;
        }

        ContentPart[] parts = [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => new ContentPart(Some()) { Metadata = OneIn(4) ? Fields("p") : Metadata.None })];
        return new Message(rich) { Parts = parts, Content = DatasetKit.Formats.OpenAIMessages.Joined(parts) };
    }

    private Message Calling()
    {
        var arguments = Pick(["{\"a\": 1.0}", "{}", "[1]", "{\"city\":\"Zürich\"}"]);
        if (OneIn(2))
        {
            Text text = $$"""{"name": "f", "arguments": {{arguments}}}""";
            Assert.True(DatasetKit.Formats.CallText.TryRead(text, out var read));
            return new Message(Role.Assistant, default) { ToolCalls = read, CallText = text };
        }

        var ids = OneIn(2);
        var calls = Enumerable.Range(1, _random.Next(1, 3)).Select(i => new ToolCall
        {
            Id = ids ? $"id{i}" : default(Text),
            Name = "f",
            Arguments = OneIn(2) ? JsonValue.Parse(arguments) : JsonValue.From(arguments),
            Metadata = OneIn(5) ? Fields("c") : Metadata.None,
        });
        return Rich(new Message(Role.Assistant, AnyText()) { ToolCalls = [.. calls] });
    }

    private Message Result() => Rich(new Message(Role.Tool, Some()) { ToolCallId = OneIn(2) ? "id1" : default(Text) });

    private Completion[] Compared() => _random.Next(4) switch
    {
        0 => [Answer(true, null), Answer(false, null)],
        1 => [.. Enumerable.Range(0, _random.Next(1, 5)).Select(_ => Answer(null, _random.Next(1, 4)))],
        2 => [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Answer(null, null, Pick(["1", "2.50", "9.0", "0"])))],
        _ => [Answer(OneIn(2), null)],
    };

    private Completion Answer(bool? chosen, int? rank, string? score = null) => new([new Message(Role.Assistant, Some())])
    {
        Chosen = chosen,
        Rank = rank,
        Score = score is null ? default : JsonValue.Parse(score),
        Source = OneIn(3) ? Some() : default,
        Metadata = OneIn(8) ? Fields("a") : Metadata.None,
    };

    private JsonValue Tools()
    {
        var list = Pick(ToolLists);
        return OneIn(2) ? JsonValue.Parse(list) : JsonValue.From(OneIn(2) ? list : list.Replace(",", ", ", StringComparison.Ordinal));
    }

    private Metadata Fields(string prefix) => new([.. Enumerable.Range(0, _random.Next(1, 3)).Select(i => new KeyValuePair<Text, JsonValue>($"{prefix}{i}", JsonValue.Parse(Pick(Values))))]);

    private Text AnyText() => _random.Next(6) switch
    {
        0 => default,
        1 => Text.Null,
        2 => Text.Empty,
        _ => Some(),
    };

    private Text Some() => Pick(Words) + Pick(Words);

    private string Pick(string[] from) => from[_random.Next(from.Length)];

    private bool OneIn(int count) => _random.Next(count) == 0;
}
