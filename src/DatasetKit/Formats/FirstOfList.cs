namespace DatasetKit.Formats;

/// <summary>An answer that stands as the first of a list. A list of several stays among the unknown fields too, so that it comes back whole.</summary>
internal static class FirstOfList
{
    /// <summary>The first text of a field that is a list; rejects the record when there is none.</summary>
    public static Text Read(Record record, string name)
    {
        Text first = default;
        var count = 0;
        foreach (var value in record.Peek(name).Elements)
        {
            if (!value.IsString)
            {
                CommonFields.RejectType(record, $"/{name}/{count}", value);
            }

            first = count++ == 0 ? value.Text : first;
        }

        if (count == 0)
        {
            record.Reject(StructureDiagnostics.MalformedField, "/" + name, "an empty list where a list of answers is expected, of which the first counts");
        }

        if (count < 2)
        {
            record.Take(name);
        }

        return first;
    }

    /// <summary>Writes the list that stood there, if it still begins with the text; a list of the text alone otherwise.</summary>
    public static void Write(RecordBuilder builder, ReadOnlySpan<byte> name, JsonValue several, Text first)
    {
        builder.Name(name);
        foreach (var value in several.Elements)
        {
            if (value.IsString && value.Text == first)
            {
                builder.Value(several);
                return;
            }

            break;
        }

        builder.StartArray();
        builder.Quoted(first);
        builder.EndArray();
    }
}
