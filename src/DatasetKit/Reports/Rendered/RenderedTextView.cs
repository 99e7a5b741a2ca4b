using System.Text;
using DatasetKit.Internals;
using DatasetKit.Templates;

namespace DatasetKit.Reports;

/// <summary>Texts for a terminal or a pipe, each under a line that says where it is from and how much of it is trained.</summary>
/// <param name="mask">How trained text is shown.</param>
/// <param name="forTerminal">Whether a terminal shows it: control characters in the data become pictures and cannot act on it.</param>
internal sealed class RenderedTextView(MaskStyle mask, bool forTerminal) : RenderedView
{
    /// <summary>What stands around trained text where there are no colours.</summary>
    public const string Opening = "⟦", Closing = "⟧";

    private static readonly byte[] s_opening = Encoding.UTF8.GetBytes(Opening);
    private static readonly byte[] s_closing = Encoding.UTF8.GetBytes(Closing);

    private bool _isFirst = true;

    // Black on green is legible on light and dark screens. A colour that is on while the line ends would fill the line.
    private static ReadOnlySpan<byte> On => "\e[30;42m"u8;

    private static ReadOnlySpan<byte> Off => "\e[0m"u8;

    private static ReadOnlySpan<byte> LineEnd => "↵\e[0m\n\e[30;42m"u8;

    public override void Show(JsonBuffer page, Example example, RenderedExample rendered, TokenCount? tokens)
    {
        page.Append(_isFirst ? ""u8 : "\n"u8);
        _isFirst = false;
        var head = $"==> {PlaceOf(example)} <== {RenderedTotals.Words(rendered, tokens)}";
        page.Append(Encoding.UTF8.GetBytes(mask == MaskStyle.Colours ? $"\e[1m{head}\e[0m\n" : head + "\n"));
        Write(page, rendered);
    }

    /// <summary>One text alone.</summary>
    public static void Write(JsonBuffer page, RenderedExample rendered, MaskStyle mask) => new RenderedTextView(mask, forTerminal: false).Write(page, rendered);

    private void Write(JsonBuffer page, RenderedExample rendered)
    {
        var at = 0;
        foreach (var (start, end) in mask == MaskStyle.None ? [] : rendered.LossBytes)
        {
            Plain(page, rendered.Utf8.AsSpan(at, start - at));
            Trained(page, rendered.Utf8.AsSpan(start, end - start));
            at = end;
        }

        Plain(page, rendered.Utf8.AsSpan(at));
        if (rendered.Utf8.Length > 0 && page.Written[^1] != (byte)'\n')
        {
            page.Append((byte)'\n');
        }
    }

    private void Trained(JsonBuffer page, ReadOnlySpan<byte> text)
    {
        if (mask == MaskStyle.Marks)
        {
            page.Append(s_opening);
            Plain(page, text);
            page.Append(s_closing);
            return;
        }

        page.Append(On);
        for (int end; (end = text.IndexOf((byte)'\n')) >= 0; text = text[(end + 1)..])
        {
            Plain(page, text[..end]);
            page.Append(LineEnd);
        }

        Plain(page, text);
        page.Append(Off);
    }

    private void Plain(JsonBuffer page, ReadOnlySpan<byte> text)
    {
        if (forTerminal)
        {
            ControlPictures.Append(page, text);
        }
        else
        {
            page.Append(text);
        }
    }
}
