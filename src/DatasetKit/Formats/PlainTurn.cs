using DatasetKit.Internals;

namespace DatasetKit.Formats;

/// <summary>A turn that says who speaks and what, and nothing else: nearly all are. Others are read field by field.</summary>
internal static class PlainTurn
{
    /// <summary>Reads an object of two texts; false when it is not one, or the role is more than a role.</summary>
    /// <param name="turn">The object.</param>
    /// <param name="role">The key of the role.</param>
    /// <param name="content">The key of the text.</param>
    /// <param name="message">The message.</param>
    public static bool TryRead(JsonValue turn, ReadOnlySpan<byte> role, ReadOnlySpan<byte> content, out Message message)
    {
        message = null!;
        if (!turn.IsObject)
        {
            return false;
        }

        var (tape, first) = (turn.Tape, turn.Index + 1);
        if (tape[turn.Index].Next != first + 4 || tape[first + 1].Kind != NodeKind.String || tape[first + 3].Kind != NodeKind.String)
        {
            return false;
        }

        var roleFirst = Is(tape, first, role);
        var (roleAt, contentAt) = roleFirst ? (first, first + 2) : (first + 2, first);
        if (!(roleFirst || Is(tape, roleAt, role)) || !Is(tape, contentAt, content)
            || !RoleNames.TryFind(new JsonValue(tape, roleAt + 1), out var found, out var isCall) || isCall || MessageDialect.SaysMore(new JsonValue(tape, roleAt + 1)))
        {
            return false;
        }

        message = new Message(found, tape.TextAt(contentAt + 1));
        return true;
    }

    private static bool Is(JsonTape tape, int key, ReadOnlySpan<byte> name)
    {
        ref var node = ref tape[key];
        return node.Form != TextForm.Escaped && tape.Bytes.AsSpan(node.Start, node.Length).SequenceEqual(name);
    }
}
