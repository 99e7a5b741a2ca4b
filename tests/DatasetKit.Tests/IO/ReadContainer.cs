using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using DatasetKit.IO;

namespace DatasetKit.Tests.IO.Containers;

/// <summary>One stretch of an input as a reader gave it.</summary>
internal sealed record Stretch(SpanKind Kind, long Offset, long Length, string Raw, long Line, int Column, long Number, string? Value, Finding? Problem);

/// <summary>An input taken apart: what a reader gave, or why it refused.</summary>
internal sealed class ReadContainer
{
    public List<Stretch> Stretches { get; } = [];

    public List<Finding> Warnings { get; } = [];

    public InputException? Refusal { get; private set; }

    public Finding? Broken { get; private set; }

    public string Container { get; private set; } = "";

    public IEnumerable<string> Values => Stretches.Where(s => s.Value is not null).Select(s => s.Value!);

    public IEnumerable<Finding> Rejects => Stretches.Where(s => s.Problem is not null).Select(s => s.Problem!);

    /// <summary>Every fault: rejects, and the refusal of the whole.</summary>
    public IEnumerable<Finding> Faults => Refusal is null ? Rejects : [.. Rejects, Refusal.Finding];

    /// <summary>Nothing came out of it without a word.</summary>
    public bool IsRefused => Faults.Any() || Broken is not null || (Container != "JSON array" && !Values.Any());

    public static ReadContainer Of(byte[] bytes, string name, ReadOptions? options = null) =>
        Of(() => InputFile.FromStream(new MemoryStream(bytes, writable: false), name, options ?? ReadOptions.Default));

    public static ReadContainer Of(string text, string name, ReadOptions? options = null) => Of(Encoding.UTF8.GetBytes(text), name, options);

    public static ReadContainer Of(Func<InputFile> open)
    {
        var read = new ReadContainer();
        try
        {
            using var file = open();
            using var reader = ContainerSniffer.Open(file);
            read.Container = reader.Container;
            var batch = new RecordBatch();
            while (reader.Read(batch))
            {
                read.Take(batch);
            }

            read.Broken = reader.Broken;
            file.VerifyUnchanged();
        }
        catch (InputException refusal)
        {
            read.Refusal = refusal;
        }

        return read;
    }

    /// <summary>Law L2: the stretches lie end to end from the first byte to the last, and their raw bytes are the file's.</summary>
    public void AssertLedger(byte[] file)
    {
        long at = 0;
        using var rebuilt = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var stretch in Stretches)
        {
            Assert.True(stretch.Offset == at, $"{stretch.Kind} at {stretch.Offset}, but the one before ends at {at}");
            var raw = Convert.FromHexString(stretch.Raw);
            var source = file.AsSpan((int)stretch.Offset, (int)stretch.Length);
            if (stretch.Kind is SpanKind.Record or SpanKind.Reject or SpanKind.Header or SpanKind.Blank or SpanKind.Separator)
            {
                Assert.True(source.StartsWith(raw), $"the raw bytes at {stretch.Offset} are not the file's");
                var rest = Encoding.Latin1.GetString(source[raw.Length..]);
                Assert.True(rest is "" or "\n" or "\r\n" or "\r" || stretch.Problem is not null, $"{rest.Length} bytes of the stretch at {stretch.Offset} are neither raw nor a line end");
                rebuilt.AppendData(raw);
                rebuilt.AppendData(source[raw.Length..]);
            }
            else
            {
                rebuilt.AppendData(source);
            }

            at += stretch.Length;
        }

        Assert.Equal(file.Length, at);
        Assert.Equal(SHA256.HashData(file), rebuilt.GetHashAndReset());
    }

    /// <summary>Law L7: each reject names file, line, column, byte offset and number, and they are those of its stretch.</summary>
    public void AssertLocated(string file)
    {
        foreach (var stretch in Stretches.Where(s => s.Kind == SpanKind.Reject))
        {
            var place = stretch.Problem!.Location;
            Assert.True((place.File, place.ByteOffset, place.Number) == (file, stretch.Offset, stretch.Number), $"{stretch.Problem} is not at {stretch}");
            Assert.True(place.Line >= stretch.Line && place.Column > 0 && (place.Line > stretch.Line || place.Column >= stretch.Column), $"{stretch.Problem} has no place in {stretch}");
        }

        Assert.All(Faults.Concat(Warnings), f => Assert.True(f.Location.File == file && f.Message.Length > 0 && !f.Message.Contains('\n', StringComparison.Ordinal), f.ToString()));
    }

    /// <summary>Only the places, for inputs whose raw bytes are in another encoding.</summary>
    public void AssertPlaces(byte[] file)
    {
        long at = 0;
        foreach (var stretch in Stretches)
        {
            Assert.True(stretch.Offset == at, $"{stretch.Kind} at {stretch.Offset}, but the one before ends at {at}");
            at += stretch.Length;
        }

        Assert.Equal(file.Length, at);
    }

    /// <summary>Everything that must not depend on how the bytes arrived.</summary>
    public string Fingerprint() => string.Join('\n', Stretches.Select(s => $"{s.Kind} {s.Offset}+{s.Length} {s.Line}:{s.Column} #{s.Number} {s.Raw} {s.Value} {s.Problem}"))
        + $"\n{string.Join('\n', Warnings)}\n{Refusal?.Message}";

    private void Take(RecordBatch batch)
    {
        foreach (ref var span in batch.Spans)
        {
            var value = span.Kind == SpanKind.Record ? new JsonValue(batch.Tape, span.Node).ToString() : null;
            var last = Stretches.Count == 0 ? null : Stretches[^1];
            var raw = Convert.ToHexString(batch.Raw(span));
            if (span.Kind == SpanKind.Separator && last is { Kind: SpanKind.Separator })
            {
                // Where blocks meet, a separator may come in two parts.
                Stretches[^1] = last with { Length = last.Length + span.Length, Raw = last.Raw + raw };
                continue;
            }

            Stretches.Add(new Stretch(span.Kind, span.Offset, span.Length, raw, span.Line, span.Column, span.Number, value, span.Problem));
        }

        Warnings.AddRange(batch.Warnings);
    }

    /// <summary>In another encoding: each raw text is that of its bytes, and where they could not be decoded, it is those bytes.</summary>
    public void AssertTexts(byte[] file, Encoding encoding)
    {
        foreach (var stretch in Stretches.Where(s => s.Kind is not (SpanKind.ByteOrderMark or SpanKind.Directive)))
        {
            var source = file.AsSpan((int)stretch.Offset, (int)stretch.Length);
            var raw = Convert.FromHexString(stretch.Raw);
            Assert.True(stretch.Problem?.Code == "DK9201" ? source.StartsWith(raw) : encoding.GetString(source).StartsWith(Encoding.UTF8.GetString(raw), StringComparison.Ordinal), $"{stretch} is not {Convert.ToHexString(source)}");
            Assert.False(stretch.Value?.Contains('\uFFFD', StringComparison.Ordinal) ?? false, $"{stretch} was not in the input");
        }
    }

    /// <summary>Whether two JSON texts are one value, number text included.</summary>
    public static bool SameJson(string left, string right) => JsonNode.DeepEquals(JsonNode.Parse(left), JsonNode.Parse(right));
}
