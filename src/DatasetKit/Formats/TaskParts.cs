using DatasetKit.Internals;

namespace DatasetKit.Formats;

/// <summary>What the examples of one task have in common and apart, for formats whose record is a task with its instances.</summary>
internal static class TaskParts
{
    /// <summary>The metadata field that holds what an instance says beyond its texts.</summary>
    public const string Instance = "instance";

    /// <summary>A task's fields, and those of one instance as one field beside them.</summary>
    public static Metadata With(Metadata task, Metadata instance) =>
        instance.Count == 0 ? task : new Metadata([.. task, new(Instance, ObjectOf(instance))]);

    /// <summary>Whether two examples have the same fields but for those of their instances; values from one record are compared by place.</summary>
    public static bool AreSame(Example first, Example second)
    {
        if (ReferenceEquals(first.Metadata, second.Metadata))
        {
            return true;
        }

        var (i, j) = (0, 0);
        while (true)
        {
            i += IsInstance(first.Metadata, i) ? 1 : 0;
            j += IsInstance(second.Metadata, j) ? 1 : 0;
            if (i >= first.Metadata.Count || j >= second.Metadata.Count)
            {
                return i >= first.Metadata.Count && j >= second.Metadata.Count;
            }

            var (a, b) = (first.Metadata[i++], second.Metadata[j++]);
            if (a.Key != b.Key || !(ReferenceEquals(a.Value.Tape, b.Value.Tape) && a.Value.Index == b.Value.Index) && a.Value != b.Value)
            {
                return false;
            }
        }
    }

    /// <summary>Whether an example is no more than a task's instance: nothing that only its own record could keep.</summary>
    public static bool IsPlain(Example example) =>
        example is { Kind: ExampleKind.Instruct, History.Count: 0, Completions.Count: 0, Media.Count: 0, System.IsAbsent: true, Tools.IsAbsent: true };

    /// <summary>Writes a task's fields: those that are the format's own as members, and the others as extras.</summary>
    /// <param name="builder">Inside the task's object.</param>
    /// <param name="example">The example.</param>
    /// <param name="own">The names of the format's own fields.</param>
    /// <param name="written">A field that the format has written already; null when there is none.</param>
    public static void WriteTask(RecordBuilder builder, Example example, string[] own, string? written = null)
    {
        if (example.Metadata.Count == 0)
        {
            return;
        }

        builder.OwnFields(example.Metadata, own);
        builder.Extra(example.Metadata, [.. own, .. example.Metadata[Instance].IsObject ? [Instance] : (string[])[], .. written is null ? [] : (string[])[written]]);
    }

    /// <summary>Writes what an instance says beyond its texts, inside its object; a field of a name that the object has already is lost.</summary>
    public static void Write(RecordBuilder builder, Example example, params ReadOnlySpan<string> taken)
    {
        if (example.Metadata.Count == 0)
        {
            return;
        }

        foreach (var field in example.Metadata[Instance].Members)
        {
            if (field.Key.IsOneOf(taken))
            {
                builder.Lose(Instance);
                continue;
            }

            builder.Name(field.Key);
            builder.Value(field.Value);
        }
    }

    /// <summary>Reads a record that has a list of instances: each as an example with the task's instruction and fields.</summary>
    /// <param name="record">The record.</param>
    /// <param name="list">The list's name.</param>
    /// <param name="task">The example without its instance: the instruction and how it was spelled.</param>
    /// <param name="mayBeEmpty">Whether the list may be empty.</param>
    /// <param name="read">Makes an example of the task, an instance and its place; or rejects it.</param>
    public static IEnumerable<Example?> ReadInstances(Record record, string list, Example task, bool mayBeEmpty, Func<Record, Example, JsonValue, string, Example?> read)
    {
        var instances = record.Take(list);
        if (!instances.IsArray)
        {
            record.Reject(StructureDiagnostics.MalformedField, "/" + list, $"{Record.Describe(instances)} where a list of instances is expected, each with input and output");
        }

        if (CommonFields.Finish(record, task, out var kept) is not { } whole)
        {
            yield return null;
            yield break;
        }

        var number = 0;
        foreach (var instance in instances.Items)
        {
            record.Part(instance);
            var pointer = $"/{list}/{number++}";
            var example = instance.IsObject
                ? read(record, whole, instance, pointer)
                : record.Reject(StructureDiagnostics.MalformedField, pointer, $"{Record.Describe(instance)} where an instance with input and output is expected");
            yield return example is null || kept.IsAbsent ? example : Extras.Restore(example, kept);
        }

        if (number == 0 && !mayBeEmpty)
        {
            yield return record.Reject(StructureDiagnostics.MalformedField, "/" + list, "the task has no instances, so there is nothing to train");
        }
    }

    /// <summary>A text inside an instance, absent or null when it is so; false, and a reject, when it is none.</summary>
    public static bool TryText(Record record, JsonValue instance, string name, string pointer, out Text text)
    {
        var value = instance[name];
        text = value.Text;
        return value.IsText() || CommonFields.RejectType(record, $"{pointer}/{name}", value) is not null;
    }

    private static bool IsInstance(Metadata metadata, int index) => index < metadata.Count && metadata[index].Key.Is(Instance);

    private static JsonValue ObjectOf(Metadata fields)
    {
        var buffer = new JsonBuffer(capacity: 256);
        var builder = new RecordBuilder(buffer, ExtraPolicy.Drop);
        builder.StartObject();
        foreach (var field in fields)
        {
            builder.Name(field.Key);
            builder.Value(field.Value);
        }

        builder.EndObject();
        return JsonTapeReader.Parse(buffer.Written.ToArray());
    }
}
