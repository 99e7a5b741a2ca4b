using System.Globalization;
using System.Text.Json;
using DatasetKit.Internals;

namespace DatasetKit.Formats;

/// <summary>
/// Puts back what a writer kept under <c>datasetkit</c>. All of it fits the record or none is used: a record that was
/// changed since keeps the object as one of its unknown fields, and nothing is guessed.
/// </summary>
internal static class Extras
{
    /// <summary>The example as it was before it was written in this format.</summary>
    public static Example Restore(Example example, JsonValue kept) => TryRestore(example, kept) ?? new Example(example)
    {
        Metadata = new Metadata([.. example.Metadata, new("datasetkit", kept)]),
    };

    private static Example? TryRestore(Example example, JsonValue kept)
    {
        if (!kept.IsObject)
        {
            return null;
        }

        var fields = new KeptFields();
        foreach (var (key, value) in kept.Members)
        {
            if (!fields.TryTake(key.ToString(), value))
            {
                return null;
            }
        }

        var restored = WithFields(example, fields);
        return restored is null ? null : WithTurns(restored, fields);
    }

    private static Example? WithFields(Example example, KeptFields fields)
    {
        var tools = fields.ToolsText ? ToolList.AsText(example.Tools) : fields.ToolsList ? ToolList.AsList(example.Tools) : fields.Tools;
        if (tools.IsAbsent ? fields.ToolsText || fields.ToolsList : !example.Tools.IsAbsent && !ToolList.IsSame(tools, example.Tools))
        {
            return null;
        }

        var answers = fields.Answers.IsAbsent ? example.Completions : Answers.Restore(example.Completions, fields.Answers);
        return answers is null ? null : new Example(example)
        {
            Shape = example.Shape ?? fields.Shape,
            Completions = answers,
            Id = example.Id.IsAbsent ? fields.Id.Text : example.Id,
            IdIsNumber = example.Id.IsAbsent ? fields.Id.Kind == JsonValueKind.Number : example.IdIsNumber,
            System = example.System.IsAbsent ? fields.System : example.System,
            Category = example.Category.IsAbsent ? fields.Category : example.Category,
            Tools = tools.IsAbsent ? example.Tools : tools,
            History = fields.History.Count > 0 ? fields.History : example.History,
            Metadata = Joined(example.Metadata, fields.Metadata),
        };
    }

    // A field that the record has now is newer than the one that was kept.
    private static Metadata Joined(Metadata own, JsonValue kept)
    {
        if (kept.IsAbsent)
        {
            return own;
        }

        var fields = kept.Members.ToList();
        fields.RemoveAll(field => own.Any(newer => newer.Key == field.Key));
        return new Metadata([.. fields, .. own]);
    }

    private static Example? WithTurns(Example example, KeptFields fields)
    {
        var isChanged = fields.Turns.IsObject || fields.Texts.IsObject || fields.SystemTurn || fields.SystemApart || fields.MadeIds;
        if (!isChanged && fields.InputStart < 0)
        {
            return example;
        }

        if (fields.InputStart >= 0 && example.Kind == ExampleKind.Instruct && !isChanged)
        {
            return TrySplit(example.Instruction, fields, out var first, out var second)
                ? new Example(example) { Instruction = first, Input = second }
                : null;
        }

        if (TurnsOf(example) is not { } turns || !KeptTurns.TryUnstrip(turns, fields.Texts) || KeptTurns.Apply(turns, fields) is not { } messages)
        {
            return null;
        }

        var system = example.System;
        if (fields.SystemTurn)
        {
            var leading = new Message(Role.System, system);
            if (KeptTurns.Apply(leading, fields.Turns["system"]) is not { } restored)
            {
                return null;
            }

            messages.Insert(0, restored);
            system = default;
        }
        else if (fields.SystemApart)
        {
            if (messages is not [{ Role: Role.System } first, ..] || !system.IsAbsent)
            {
                return null;
            }

            system = first.Content;
            messages.RemoveAt(0);
        }

        if (example.Kind == ExampleKind.Instruct && !example.Input.IsEmpty)
        {
            // The format holds the input by itself: only what stands before the last turn can have been kept.
            var count = messages.Count - 2;
            return fields.InputStart < 0 && count >= 0 && messages[count..].SequenceEqual(turns[^2..])
                ? new Example(example) { History = messages[..count] }
                : null;
        }

        return fields.InputStart < 0
            ? new Example(example) { OwnMessages = messages, System = system, History = [] }
            : AsSingleTurn(example, messages, system, fields);
    }

    private static List<Message>? TurnsOf(Example example) => example.Kind switch
    {
        ExampleKind.Chat => [.. example.OwnMessages],
        ExampleKind.Instruct when example.Completions.Count > 0 && example.Output.IsAbsent =>
            [.. example.History, new Message(Role.User, example.UserText)],
        ExampleKind.Instruct =>
            [.. example.History, new Message(Role.User, example.UserText), new Message(Role.Assistant, example.Output)],
        _ => null,
    };

    private static Example? AsSingleTurn(Example example, List<Message> messages, Text system, KeptFields fields)
    {
        if (messages is [{ Role: Role.System } leading, ..] && system.IsAbsent)
        {
            system = leading.Content;
            messages.RemoveAt(0);
        }

        Text output = default;
        if (messages is [.., { Role: Role.Assistant } answer])
        {
            output = answer.Content;
            messages.RemoveAt(messages.Count - 1);
        }

        if (messages is not [.., { Role: Role.User } user] || !TrySplit(user.Content, fields, out var instruction, out var input))
        {
            return null;
        }

        messages.RemoveAt(messages.Count - 1);
        return new Example(example)
        {
            OwnMessages = [],
            Kind = ExampleKind.Instruct,
            System = system,
            History = messages,
            Instruction = instruction,
            Input = input,
            Output = output,
        };
    }

    /// <summary>Splits where the writer joined; false when there is no line end before the place, so that the text was changed since.</summary>
    private static bool TrySplit(Text joined, KeptFields fields, out Text instruction, out Text input)
    {
        (instruction, input) = (fields.NoInstruction ? default : Text.Null, joined);
        if (fields.InputStart == 0)
        {
            return !joined.IsEmpty;
        }

        var bytes = joined.ToUtf8();
        var offset = Utf8Text.OffsetOfCodePoint(bytes, fields.InputStart);
        if (offset <= 0 || offset >= bytes.Length || !bytes.AsSpan(0, offset).EndsWith(Example.InputSeparator))
        {
            return false;
        }

        var whole = Text.Plain(bytes);
        instruction = whole.Slice(0, offset - Example.InputSeparator.Length);
        input = whole.Slice(offset, bytes.Length - offset);
        return true;
    }

    /// <summary>The members of a kept object, each checked for its type.</summary>
    internal sealed class KeptFields
    {
        public JsonValue Id { get; private set; }

        public Text System { get; private set; }

        public Text Category { get; private set; }

        public string? Shape { get; private set; }

        public JsonValue Answers { get; private set; }

        public JsonValue Tools { get; private set; }

        public JsonValue Metadata { get; private set; }

        public List<Message> History { get; } = [];

        public long InputStart { get; private set; } = -1;

        public JsonValue Turns { get; private set; }

        public JsonValue Texts { get; private set; }

        public bool SystemTurn { get; private set; }

        public bool SystemApart { get; private set; }

        public bool MadeIds { get; private set; }

        public bool NoInstruction { get; private set; }

        public bool ToolsText { get; private set; }

        public bool ToolsList { get; private set; }

        /// <summary>Takes a member; false when this version of the library knows no such member.</summary>
        public bool TryTake(string key, JsonValue value)
        {
            switch (key)
            {
                case "id" when value.Kind is JsonValueKind.String or JsonValueKind.Number:
                    Id = value;
                    return true;
                case "system" when value.IsText():
                    System = value.Text;
                    return true;
                case "category" when value.IsText():
                    Category = value.Text;
                    return true;
                case "answers" when value.IsArray:
                    Answers = value;
                    return true;
                case "shape" when value.IsString:
                    Shape = value.Text.ToString();
                    return true;
                case "tools":
                    Tools = value;
                    return true;
                case "metadata" when value.IsObject:
                    Metadata = value;
                    return true;
                case "turns" when value.IsObject:
                    Turns = value;
                    return true;
                case "texts" when value.IsObject:
                    Texts = value;
                    return true;
                case "input_start" when value.Kind == JsonValueKind.Number:
                    var isNumber = long.TryParse(value.Text.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var start);
                    InputStart = start;
                    return isNumber;
                case "history" when value.IsArray:
                    return value.Elements.All(pair => AlpacaFormat.TryReadPair(pair, History));
                case "system_turn":
                    return SystemTurn = value.Kind == JsonValueKind.True;
                case "system_apart":
                    return SystemApart = value.Kind == JsonValueKind.True;
                case "made_ids":
                    return MadeIds = value.Kind == JsonValueKind.True;
                case "no_instruction":
                    return NoInstruction = value.Kind == JsonValueKind.True;
                case "tools_text":
                    return ToolsText = value.Kind == JsonValueKind.True;
                case "tools_list":
                    return ToolsList = value.Kind == JsonValueKind.True;
                default:
                    return false;
            }
        }
    }
}
