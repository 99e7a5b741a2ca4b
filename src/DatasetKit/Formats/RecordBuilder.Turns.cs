using System.Globalization;
using DatasetKit.Formats;
using DatasetKit.Internals;

namespace DatasetKit;

/// <summary>What the target has no field for in a single message: <c>turns</c>, by the message's place, inside <c>datasetkit</c>.</summary>
public sealed partial class RecordBuilder
{
    /// <summary>The place of a leading system message that the target holds apart from the turns.</summary>
    internal const int SystemTurn = -1;

    private const int NoTurn = -2;

    private readonly JsonBuffer _turns = new(capacity: 512);
    private int _turn = NoTurn;

    /// <summary>Opens a member for a message; false when nothing is kept, and then a loss, once a record, unless it is none.</summary>
    /// <param name="turn">The message's place among those the target's reader will make.</param>
    /// <param name="loss">What the loss is called; null when it is none.</param>
    /// <param name="key">The member's name.</param>
    internal bool InTurn(int turn, string? loss, string key)
    {
        if (ExtraPolicy == ExtraPolicy.Drop)
        {
            if (loss is not null && !_losses.Contains(loss))
            {
                _losses.Add(loss);
            }

            return false;
        }

        if (turn != _turn)
        {
            if (_turn != NoTurn)
            {
                _turns.Append((byte)'}');
            }

            AppendName(_turns, turn == SystemTurn ? "system" : turn.ToString(CultureInfo.InvariantCulture));
            _turns.Append((byte)'{');
            _turn = turn;
        }

        AppendName(_turns, key);
        return true;
    }

    internal void TurnText(int turn, string? loss, string key, Text text)
    {
        if (!text.IsAbsent && InTurn(turn, loss, key))
        {
            AppendText(_turns, text);
        }
    }

    internal void TurnValue(int turn, string? loss, string key, JsonValue value)
    {
        if (!value.IsAbsent && InTurn(turn, loss, key))
        {
            _turns.AppendValue(value);
        }
    }

    internal void TurnFlag(int turn, string? loss, string key, bool value)
    {
        if (InTurn(turn, loss, key))
        {
            _turns.Append(value ? "true"u8 : "false"u8);
        }
    }

    internal void TurnFields(int turn, Metadata metadata, params ReadOnlySpan<string> held)
    {
        var left = 0;
        for (var i = 0; i < metadata.Count; i++)
        {
            var (key, value) = metadata[i];
            if (key.IsOneOf(held))
            {
                continue;
            }

            left++;
            if (ExtraPolicy == ExtraPolicy.Drop)
            {
                MessageDialect.RejectCalls(this, key, value);
                InTurn(turn, key.ToString(), string.Empty);
            }
        }

        if (left > 0 && ExtraPolicy == ExtraPolicy.Keep && InTurn(turn, null, "metadata"))
        {
            AppendFields(_turns, metadata, held);
        }
    }

    /// <summary>What is written from here on is no part of the record, until <see cref="EndKept"/> puts it with the kept things.</summary>
    internal int BeginKept()
    {
        _comma = false;
        return _json.Length;
    }

    /// <summary>Takes back what was written since a place, and the rejection that was the reason.</summary>
    internal void BackTo(int length, bool comma)
    {
        _json.Truncate(length);
        (_comma, Rejection) = (comma, null);
    }

    /// <summary>Moves what was written since to the open turn.</summary>
    internal void EndTurnKept(int mark, bool comma) => Move(_turns, mark, comma);

    /// <summary>Moves what was written since under a key of its own.</summary>
    internal void EndKept(int mark, string key, bool comma)
    {
        AppendName(_extra, key);
        Move(_extra, mark, comma);
    }

    /// <summary>Whether a comma is due before the next value: to be handed back after a detour.</summary>
    internal bool CommaDue => _comma;

    private void Move(JsonBuffer target, int mark, bool comma)
    {
        target.Append(_json.Written[mark..]);
        _json.Truncate(mark);
        _comma = comma;
    }

    private void CloseTurns()
    {
        if (_turn != NoTurn)
        {
            AppendName(_extra, "turns");
            _extra.Append((byte)'{');
            _extra.Append(_turns.Written);
            _extra.Append("}}"u8);
        }
    }
}
