using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using DatasetKit.IO;

namespace DatasetKit.Tests.IO.Containers;

/// <summary>
/// Tables taken apart the slow way: the whole file in memory, one byte after the other, nothing shared with the readers. What
/// it says of an input is what the readers must say, whatever the size of their blocks.
/// </summary>
internal sealed class ReferenceCsv(byte[] file, byte delimiter, byte? quote, byte? escape = null)
{
    private readonly List<Stretch> _stretches = [];
    private string[] _names = [];
    private int _at;
    private int _line = 1;
    private int _number;

    private enum State
    {
        Start,
        Plain,
        Quoted,
        Closed,
        Behind,
    }

    /// <summary>The stretches of the file, with the codes of rejects in place of their problems.</summary>
    public static IReadOnlyList<(Stretch Stretch, string? Code)> Split(byte[] file, char delimiter, char? quote = '"', char? escape = null)
    {
        var reference = new ReferenceCsv(file, (byte)delimiter, (byte?)quote, (byte?)escape);
        var codes = new List<string?>();
        reference.Run(codes);
        return [.. reference._stretches.Zip(codes)];
    }

    private void Run(List<string?> codes)
    {
        if (file.AsSpan().StartsWith("\uFEFF"u8))
        {
            _stretches.Add(new Stretch(SpanKind.ByteOrderMark, 0, 3, string.Empty, 1, 1, 0, null, null));
            codes.Add(null);
            _at = 3;
        }

        if (file.AsSpan(_at).StartsWith("sep="u8) && file.AsSpan(_at) is { Length: > 5 } head && head[5] is (byte)'\n' or (byte)'\r')
        {
            var start = _at;
            _at += 5;
            EndLine();
            _stretches.Add(new Stretch(SpanKind.Directive, start, _at - start, Convert.ToHexString(file[start.._at]), 1, 1, 0, null, null));
            codes.Add(null);
        }

        while (_at < file.Length)
        {
            var (start, line) = (_at, _line);
            var (fields, code, end) = Record();
            var raw = file[start..end];
            var kind = raw.Length == 0 && _names.Length != 1 ? SpanKind.Blank : _names.Length == 0 ? SpanKind.Header : code is null ? SpanKind.Record : SpanKind.Reject;
            if (kind is SpanKind.Record or SpanKind.Reject && code is null or "DK9021" && (!Utf8.IsValid(raw) || raw.AsSpan().StartsWith("\uFEFF"u8)))
            {
                (kind, code) = (SpanKind.Reject, Utf8.IsValid(raw) ? "DK9013" : "DK9201");
            }

            if (kind is SpanKind.Record && fields.Count != _names.Length)
            {
                (kind, code) = (SpanKind.Reject, fields.Count < _names.Length ? "DK9002" : "DK9003");
            }

            if (kind is SpanKind.Header)
            {
                _names = [.. fields.Select(Encoding.UTF8.GetString)];
            }

            var number = kind is SpanKind.Record or SpanKind.Reject ? ++_number : 0;
            var value = kind == SpanKind.Record ? Json(fields) : null;
            _stretches.Add(new Stretch(kind, start, _at - start, Convert.ToHexString(raw), line, 1, number, value, null));
            codes.Add(kind == SpanKind.Reject ? code : null);
        }
    }

    private string Json(List<byte[]> fields) => JsonSerializer.Serialize(_names.Zip(fields).ToDictionary(p => p.First, p => Encoding.UTF8.GetString(p.Second)));

    /// <summary>The record at the place; moves behind its line end.</summary>
    private (List<byte[]> Fields, string? Code, int End) Record()
    {
        var fields = new List<byte[]>();
        var field = new List<byte>();
        var (state, code, doubtful) = (State.Start, (string?)null, false);
        for (; _at < file.Length; _at++)
        {
            var value = file[_at];
            var isEnd = value is (byte)'\n' or (byte)'\r';
            if (isEnd && state != State.Quoted)
            {
                var end = _at;
                EndLine();
                return ([.. fields, [.. field]], code ?? (doubtful ? "DK9021" : null), end);
            }

            if (value == delimiter && state != State.Quoted)
            {
                fields.Add([.. field]);
                field.Clear();
                state = State.Start;
                continue;
            }

            switch (state)
            {
                case State.Start when value == quote:
                    state = State.Quoted;
                    continue;
                case State.Quoted when value == escape && Next() is var next && next >= 0 && (next == quote || next == escape):
                    field.Add((byte)next);
                    _at++;
                    continue;
                case State.Quoted when value == quote && Next() == quote:
                    field.Add(value);
                    _at++;
                    continue;
                case State.Quoted when value == quote:
                    state = State.Closed;
                    continue;
                case State.Closed:
                    (state, code) = (State.Behind, code ?? "DK9004");
                    break;
                case State.Start or State.Plain when value == escape && Next() == quote:
                    field.Add(file[++_at]);
                    state = State.Plain;
                    continue;
                case State.Start or State.Plain:
                    doubtful |= value == escape && Next() == escape;
                    state = State.Plain;
                    break;
            }

            _line += isEnd && !(value == '\r' && Next() == '\n') ? 1 : 0;
            field.Add(value);
        }

        return ([.. fields, [.. field]], state == State.Quoted ? "DK9001" : code ?? (doubtful ? "DK9021" : null), file.Length);
    }

    private int Next() => _at + 1 < file.Length ? file[_at + 1] : -1;

    private void EndLine()
    {
        _at += file[_at] == '\r' && Next() == '\n' ? 2 : 1;
        _line++;
    }
}
