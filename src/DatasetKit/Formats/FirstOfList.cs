namespace DatasetKit.Formats;

/// <summary>An answer that stands as the first of a list. A list of several stays among the unknown fields too, so that it comes back whole.</summary>
internal static class FirstOfList
{
    /// <summary>The first text of a field that is a list; rejects the record when there is none.</summary>
    public static Text Read(Record record, string name)
    {
        var first = Read(record, record.Peek(name), "/" + name, out var count);
        if (count < 2)
        {
            record.Take(name);
        }

        return first;
    }

    /// <summary>The first text of a list inside a record.</summary>
    /// <param name="record">The record, which is rejected when there is no such text.</param>
    /// <param name="list">The list.</param>
    /// <param name="pointer">Where it stands.</param>
    /// <param name="count">How many it holds.</param>
    public static Text Read(Record record, JsonValue list, string pointer, out int count)
    {
        Text first = default;
        count = 0;
        foreach (var value in list.Items)
        {
            if (!value.IsString)
            {
                CommonFields.RejectType(record, $"{pointer}/{count}", value);
            }

            first = count++ == 0 ? value.Text : first;
        }

        if (count == 0)
        {
            record.Reject(StructureDiagnostics.MalformedField, pointer, $"{Record.Describe(list)} where a list of texts is expected, of which the first counts");
        }

        return first;
    }

    /// <summary>Writes the list that stood there, if it still begins with the text; a list of the text alone otherwise, and the others are lost.</summary>
    public static void Write(RecordBuilder builder, ReadOnlySpan<byte> name, JsonValue several, Text first)
    {
        builder.Name(name);
        foreach (var value in several.Items)
        {
            if (value.IsString && value.Text == first)
            {
                builder.Value(several);
                return;
            }

            builder.Lose("answers");
            break;
        }

        builder.StartArray();
        builder.Quoted(first);
        builder.EndArray();
    }
}
