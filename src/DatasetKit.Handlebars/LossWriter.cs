using System.Text;

namespace DatasetKit.Handlebars;

/// <summary>
/// Receives what a template prints and notes which of it carries loss: what stands in a <c>loss</c> block, or, in a template without one, what the assistant says. One render
/// at a time; helpers and formatters find the writer of their thread.
/// </summary>
internal sealed class LossWriter : TextWriter
{
    /// <summary>A template can print a field once for every message, and that for every message again.</summary>
    private const int MostCharacters = 1 << 23;

    [ThreadStatic]
    private static LossWriter? s_current;

    private readonly StringBuilder _text = new();
    private readonly List<(int Start, int End)> _loss = [];
    private readonly LossWriter? _outer;
    private readonly bool _marked;
    private int _depth;
    private int _start = -1;

    /// <param name="marked">Whether the template marks itself what carries loss.</param>
    public LossWriter(bool marked)
    {
        _marked = marked;
        _outer = s_current;
        s_current = this;
    }

    public static LossWriter? Current => s_current;

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        Check(1);
        _text.Append(value);
    }

    public override void Write(string? value)
    {
        Check(value?.Length ?? 0);
        _text.Append(value);
    }

    public override void Write(char[] buffer, int index, int count)
    {
        Check(count);
        _text.Append(buffer, index, count);
    }

    public override void Write(ReadOnlySpan<char> buffer)
    {
        Check(buffer.Length);
        _text.Append(buffer);
    }

    /// <summary>A <c>loss</c> block begins.</summary>
    public void Begin(bool isTrained)
    {
        if (_depth++ == 0)
        {
            _start = isTrained ? _text.Length : -1;
        }
    }

    /// <summary>A <c>loss</c> block ends.</summary>
    public void End()
    {
        if (--_depth == 0 && _start >= 0)
        {
            Note();
        }
    }

    /// <summary>The assistant's words begin.</summary>
    public void BeginTrained() => _start = _marked ? _start : _text.Length;

    /// <summary>The assistant's words end.</summary>
    public void EndTrained()
    {
        if (!_marked)
        {
            Note();
        }
    }

    /// <summary>Hands on what was printed.</summary>
    public void CopyTo(PromptWriter writer)
    {
        var text = _text.ToString();
        var at = 0;
        foreach (var (start, end) in _loss)
        {
            Write(writer, text.AsSpan(at, start - at));
            writer.BeginLoss();
            Write(writer, text.AsSpan(start, end - start));
            writer.EndLoss();
            at = end;
        }

        Write(writer, text.AsSpan(at));
    }

    protected override void Dispose(bool disposing)
    {
        s_current = _outer;
        base.Dispose(disposing);
    }

    private static void Write(PromptWriter writer, ReadOnlySpan<char> text)
    {
        var utf8 = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, utf8);
        writer.Literal(utf8);
    }

    private void Note()
    {
        if (_text.Length > _start)
        {
            _loss.Add((_start, _text.Length));
        }
    }

    private void Check(int more)
    {
        if (_text.Length + more > MostCharacters)
        {
            throw new InvalidOperationException($"it prints more than {MostCharacters} characters");
        }
    }
}
