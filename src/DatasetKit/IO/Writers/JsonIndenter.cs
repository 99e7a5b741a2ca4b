using DatasetKit.Internals;

namespace DatasetKit.IO;

/// <summary>Spreads compact JSON over lines, touching nothing but the white space between tokens.</summary>
internal static class JsonIndenter
{
    /// <summary>Appends a record, itself indented by one level.</summary>
    public static void Write(ReadOnlySpan<byte> json, JsonBuffer target, int indent)
    {
        var depth = 1;
        NewLine(target, depth, indent, first: true);
        for (var i = 0; i < json.Length; i++)
        {
            var value = json[i];
            switch (value)
            {
                case (byte)'"':
                    var end = EndOfString(json, i);
                    target.Append(json[i..end]);
                    i = end - 1;
                    break;
                case (byte)'{' or (byte)'[':
                    target.Append(value);
                    if (json[i + 1] is (byte)'}' or (byte)']')
                    {
                        target.Append(json[++i]);
                    }
                    else
                    {
                        NewLine(target, ++depth, indent);
                    }

                    break;
                case (byte)'}' or (byte)']':
                    NewLine(target, --depth, indent);
                    target.Append(value);
                    break;
                case (byte)',':
                    target.Append(value);
                    NewLine(target, depth, indent);
                    break;
                case (byte)':':
                    target.Append(": "u8);
                    break;
                default:
                    target.Append(value);
                    break;
            }
        }
    }

    private static int EndOfString(ReadOnlySpan<byte> json, int start)
    {
        for (var i = start + 1; ; i++)
        {
            i += json[i..].IndexOfAny((byte)'"', (byte)'\\');
            if (json[i] == (byte)'"')
            {
                return i + 1;
            }

            i++;
        }
    }

    private static void NewLine(JsonBuffer target, int depth, int indent, bool first = false)
    {
        if (!first)
        {
            target.Append((byte)'\n');
        }

        for (var i = depth * indent; i > 0; i--)
        {
            target.Append((byte)' ');
        }
    }
}
