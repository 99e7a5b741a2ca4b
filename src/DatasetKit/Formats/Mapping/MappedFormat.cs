using DatasetKit.Internals;

namespace DatasetKit.Formats;

/// <summary>
/// Reads records through a mapping. Where all mapped fields are texts of a single turn, the example is made directly;
/// otherwise the fields are given their names in a new record, which the inner or a known format reads.
/// </summary>
internal sealed class MappedFormat : RecordFormat
{
    private readonly FieldMapping _mapping;
    private readonly RecordFormat? _inner;
    private readonly bool _isDirect;

    public MappedFormat(FieldMapping mapping, RecordFormat? inner)
    {
        _mapping = mapping;
        _inner = inner;
        _isDirect = inner is null && mapping.Sources.All(entry => entry.Target is "instruction" or "input" or "output" or "system" or "category" or "id" or "text");
    }

    /// <summary>What is mapped, completed by well-known names.</summary>
    public FieldMapping Mapping => _mapping;

    public override string Name => _inner?.Name ?? "mapped";

    public override string Description => _mapping.ToString();

    public override bool Matches(Record record) => true;

    public override Example? Read(Record record)
    {
        var example = _mapping.Sources.Count == 0 ? ReadPlain(record) : _isDirect ? ReadDirectly(record) : ReadRenamed(record);
        if (example is null || record.Rejection is not null)
        {
            return null;
        }

        return _mapping.Constants.Count == 0 ? example : Constants.Apply(example, _mapping.Constants);
    }

    public override void Write(RecordBuilder builder, Example example) =>
        throw new NotSupportedException("A mapping reads records; write them in a format such as RecordFormat.Alpaca.");

    private Example? ReadPlain(Record record)
    {
        if ((_inner ?? Detect(record)) is { } format)
        {
            return format.Read(record);
        }

        return RejectShape(record);
    }

    private static Example? RejectShape(Record record) =>
        record.Reject(StructureDiagnostics.UnknownShape, null, "the record's fields fit no known format; name it with --from, or map its fields with --map");

    private Example? ReadDirectly(Record record)
    {
        Text instruction = default, input = default, output = default, system = default, category = default, id = default;
        var (isNumber, isPlain) = (false, false);
        foreach (var (target, source) in _mapping.Sources)
        {
            var text = TextOf(record, target, source, out var value);
            switch (target)
            {
                case "instruction":
                    instruction = text;
                    break;
                case "input":
                    input = text;
                    break;
                case "output":
                    output = text;
                    break;
                case "system":
                    system = text;
                    break;
                case "category":
                    category = text;
                    break;
                case "id":
                    (id, isNumber) = (text, value.Kind == System.Text.Json.JsonValueKind.Number);
                    break;
                default:
                    (output, isPlain) = (text, true);
                    break;
            }
        }

        return record.Rejection is not null ? null : new Example
        {
            Kind = isPlain ? ExampleKind.PlainText : ExampleKind.Instruct,
            Instruction = instruction,
            Input = input,
            Output = output,
            System = system,
            Category = category,
            Id = id,
            IdIsNumber = isNumber,
            Source = record.Location,
            Metadata = record.Rest(),
        };
    }

    private static Text TextOf(Record record, string target, FieldSource source, out JsonValue value)
    {
        if (!source.TryFind(record, out value))
        {
            if (target is "instruction" or "output" or "text" || source is ComposedSource)
            {
                record.Reject(StructureDiagnostics.MissingText, target, $"the record has no \"{source.Written}\", which \"{target}\" is mapped from");
            }

            return default;
        }

        if (value.IsText() || (target == "id" && value.Kind == System.Text.Json.JsonValueKind.Number))
        {
            return value.Text;
        }

        record.Reject(
            StructureDiagnostics.WrongType,
            source is PathSource ? source.Written : "/" + source.Written,
            $"{Record.Describe(value)} where a text is expected; make it a string, or put it into one: --map '{target}={{{source.Written}}}'");
        return default;
    }

    private Example? ReadRenamed(Record record)
    {
        var buffer = new JsonBuffer(capacity: 1024);
        var builder = new RecordBuilder(buffer, ExtraPolicy.Drop);
        builder.StartObject();
        foreach (var (target, source) in _mapping.Sources)
        {
            if (source.TryFind(record, out var value))
            {
                builder.Name((Text)target);
                builder.Value(value);
            }
            else
            {
                return record.Reject(StructureDiagnostics.MissingText, target, $"the record has no \"{source.Written}\", which \"{target}\" is mapped from");
            }
        }

        foreach (var field in record.Rest())
        {
            // A column that has the name of a mapped field gives way to it, but is not forgotten.
            var name = field.Key.ToString();
            builder.Name(_mapping.Sources.Any(entry => entry.Target == name) ? (Text)$"{name} (column)" : field.Key);
            builder.Value(field.Value);
        }

        builder.EndObject();
        var renamed = new Record();
        var value2 = JsonTapeReader.Parse(buffer.Written.ToArray());
        renamed.MoveTo(value2.Tape, value2.Index, record.Location);
        var example = ReadPlain(renamed);
        if (renamed.Rejection is { } rejection)
        {
            record.Reject(rejection.Diagnostic, rejection.Field, rejection.Message);
        }

        return example;
    }
}
