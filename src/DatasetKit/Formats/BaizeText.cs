using System.Buffers;
using DatasetKit.Internals;
using DatasetKit.Templates;

namespace DatasetKit.Formats;

/// <summary>A conversation in one text, as Baize's files hold it.</summary>
internal static class BaizeText
{
    private static ReadOnlySpan<byte> Preamble => "The conversation between human and AI assistant.\n"u8;

    private static ReadOnlySpan<byte> Human => "[|Human|]"u8;

    private static ReadOnlySpan<byte> Assistant => "[|AI|]"u8;

    public static bool LooksLikeOne(Text text) => Holds(text, Human) && Holds(text, Assistant);

    public static bool HasMarker(Text text) => Holds(text, Human) || Holds(text, Assistant);

    /// <summary>
    /// The turns of a text, each without the whitespace around it. What stands before the first is no turn, and a last question without an answer is none
    /// either. Null, with a reason, when the turns are not one of each side in turn.
    /// </summary>
    public static List<Message>? Read(Text text, out string? why)
    {
        why = null;
        var messages = new List<Message>();
        var whole = text.Form == TextForm.Escaped ? Text.Plain(text.ToUtf8()) : text;
        var next = Find(whole, 0, Human);
        for (var number = 1; next >= 0; number++)
        {
            var start = next + Human.Length;
            next = Find(whole, start, Human);
            var round = whole.Slice(start, (next < 0 ? whole.Bytes.Length : next) - start);
            var answer = Find(round, 0, Assistant);
            if (answer < 0 && (next < 0 || string.IsNullOrWhiteSpace(round.ToString())))
            {
                continue;
            }

            if (answer < 0 || Find(round, answer + Assistant.Length, Assistant) >= 0)
            {
                why = $"question {number} has {round.ToString().Split("[|AI|]").Length - 1} answers where one is expected";
                return null;
            }

            messages.Add(new Message(Role.User, TextEnds.Strip(round.Slice(0, answer))));
            messages.Add(new Message(Role.Assistant, TextEnds.Strip(round.Slice(answer + Assistant.Length, round.Bytes.Length - answer - Assistant.Length))));
        }

        why = messages.Count == 0 ? "the text has no [|Human|] followed by [|AI|]" : null;
        return messages.Count == 0 ? null : messages;
    }

    /// <summary>The text of turns, as most of Baize's records are spelled: an open question ends them.</summary>
    public static Text Write(IReadOnlyList<Message> messages)
    {
        var text = new ArrayBufferWriter<byte>(1024);
        text.Write(Preamble);
        foreach (var message in messages)
        {
            text.Write(message.Role == Role.User ? Human : Assistant);
            text.Write(" "u8);
            text.Advance(message.Content.CopyTo(text.GetSpan(message.Content.Bytes.Length + 1)));
            text.Write("\n"u8);
        }

        text.Write(Human);
        text.Write(" "u8);
        return Text.Plain(text.WrittenSpan.ToArray());
    }

    private static int Find(Text text, int start, ReadOnlySpan<byte> marker)
    {
        var at = text.Bytes[start..].IndexOf(marker);
        return at < 0 ? -1 : start + at;
    }

    private static bool Holds(Text text, ReadOnlySpan<byte> marker)
    {
        // A marker may be spelled with escapes; where there is none, its bytes are looked for where they stand.
        byte[] scratch = [];
        return text.Bytes.IndexOf(marker) >= 0 || (text.Form == TextForm.Escaped && text.Bytes.IndexOf("\\u"u8) >= 0 && text.Utf8(ref scratch).IndexOf(marker) >= 0);
    }
}
