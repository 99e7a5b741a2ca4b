using System.IO.Compression;

namespace DatasetKit.IO;

/// <summary>An opened input: its head for those who decide what it is, and the stream to read it with.</summary>
internal sealed class InputFile : IDisposable
{
    /// <summary>How much is looked at before anything is decided.</summary>
    public const int HeadBytes = 1024 * 1024;

    /// <summary>How many lines are enough to decide, so that a slow pipe is not waited for.</summary>
    public const int HeadLines = 1000;

    private readonly FileStatus? _state;
    private readonly Func<FileStatus?> _now;

    /// <param name="context">What findings are about.</param>
    /// <param name="stream">The bytes, after decompression.</param>
    /// <param name="state">The file as it was opened; null for pipes and what is in memory.</param>
    /// <param name="now">The file as it is now.</param>
    /// <param name="counted">The bytes before decompression.</param>
    /// <param name="table">The container whose rows these lines are; null where there is none.</param>
    private InputFile(InputContext context, Stream stream, FileStatus? state, Func<FileStatus?> now, CountingStream counted, string? table = null)
    {
        Context = context;
        Table = table;
        _state = state;
        _now = now;
        Counted = counted;
        Head = ReadHead(stream);
        var (encoding, mark) = EncodingSniffer.Sniff(Head.Span, HeadIsAll, context);
        EncodingName = encoding?.WebName ?? "utf-8";
        Source = encoding is null ? new SourceStream(stream, Head, mark, context) : new TranscodingStream(stream, Head, mark, encoding, context);
        Utf8Head = encoding is null ? Head[mark..] : encoding.GetBytesAsUtf8(Head.Span[mark..]);
        MarkLength = mark;
    }

    public InputContext Context { get; }

    /// <summary>The container whose rows the lines are, for people; null where the file holds the lines itself.</summary>
    public string? Table { get; }

    /// <summary>The first bytes as they stand in the source.</summary>
    public ReadOnlyMemory<byte> Head { get; }

    /// <summary>The first bytes as UTF-8 without a mark; may end inside a record.</summary>
    public ReadOnlyMemory<byte> Utf8Head { get; }

    /// <summary>Whether <see cref="Head"/> is the whole input.</summary>
    public bool HeadIsAll { get; private set; }

    public int MarkLength { get; }

    public string EncodingName { get; }

    public SourceStream Source { get; }

    /// <summary>Compressed bytes read so far, for progress.</summary>
    public CountingStream Counted { get; }

    /// <summary>The size on disk; null for pipes.</summary>
    public long? Size => _state?.Length;

    /// <summary>Opens a file, or standard input for <c>-</c>.</summary>
    /// <exception cref="InputException">It cannot be opened, is binary, or is in an encoding that cannot be told.</exception>
    public static InputFile Open(string path, ReadOptions options)
    {
        var context = new InputContext(path, options);
        var raw = path == "-" ? StandardInput(context) : OpenFile(context);
        try
        {
            var handle = raw.SafeFileHandle;
            var files = OsFileSystem.Instance;
            var state = files.Status(handle) is { Kind: FileKind.Regular } regular ? regular : (FileStatus?)null;
            var counted = new CountingStream(raw);
            Stream stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GzipSource(counted, context) : counted;
            var table = Tables.Find(raw, path, options);
            if (table is not null)
            {
                context = context with { Options = options with { Encoding = "utf-8" } };
                stream = new TableTextStream(table, Tables.Load(stream), context);
            }

            // A name may come to mean another file; the file that a shell has opened has no name.
            return new InputFile(context, stream, state, () => path == "-" ? files.Status(handle) : StatusOf(path), counted, table?.Name);
        }
        catch
        {
            raw.Dispose();
            throw;
        }
    }

    /// <summary>An input that is in memory already.</summary>
    public static InputFile FromStream(Stream stream, string name, ReadOptions options) => FromStream(stream, name, options, table: null);

    private static InputFile FromStream(Stream stream, string name, ReadOptions options, string? table)
    {
        var counted = new CountingStream(stream);
        return new InputFile(new InputContext(name, options), counted, null, () => null, counted, table);
    }

    /// <summary>The head as an input of its own, cut at a line end so that no record but the last of an array is broken.</summary>
    public InputFile OpenHead()
    {
        var end = HeadIsAll ? Utf8Head.Length : Utf8Head.Span.LastIndexOf((byte)'\n') + 1;
        var head = Utf8Head[..(end == 0 ? Utf8Head.Length : end)];
        return FromStream(new MemoryStream(head.ToArray(), writable: false), Context.File, Context.Options with { Encoding = "utf-8" }, Table);
    }

    /// <summary>Notices an input that changed while it was read, also one that the shell opened.</summary>
    /// <exception cref="InputException">Its length, time or identity is another.</exception>
    public void VerifyUnchanged()
    {
        if (_state is not { } before)
        {
            return;
        }

        var now = _now();
        if (now is null || (now.Value.Identity, now.Value.Length, now.Value.ModifiedNanoseconds) != (before.Identity, before.Length, before.ModifiedNanoseconds))
        {
            throw Context.Fail(
                FileDiagnostics.Changed,
                now is null ? "the input was removed while it was read"
                    : now.Value.Identity != before.Identity ? "the input was replaced while it was read; run again when nobody writes to it"
                    : $"the input changed while it was read ({before.Length} bytes before, {now.Value.Length} now); run again when nobody writes to it");
        }
    }

    public void Dispose() => Source.Dispose();

    private static FileStatus? StatusOf(string path)
    {
        try
        {
            return OsFileSystem.Instance.Status(Path.GetFullPath(path));
        }
        catch (FileFaultException)
        {
            return null;
        }
    }

    private static FileStream StandardInput(InputContext context)
    {
        if (!OperatingSystem.IsWindows() && OsFileSystem.Instance.StandardInput() is null)
        {
            throw context.Fail(FileDiagnostics.NotReadable, "standard input is closed; pipe or redirect the records into it, or name a file");
        }

        return new(new Microsoft.Win32.SafeHandles.SafeFileHandle(0, ownsHandle: false), FileAccess.Read, 1);
    }


    private static FileStream OpenFile(InputContext context)
    {
        try
        {
            // No buffer: the readers read whole blocks.
            return new FileStream(context.File, new FileStreamOptions
            {
                Access = FileAccess.Read,
                Mode = FileMode.Open,
                Share = FileShare.ReadWrite | FileShare.Delete,
                BufferSize = 0,
                Options = FileOptions.SequentialScan,
            });
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw context.Fail(FileDiagnostics.NotFound, context.File.Contains('\uFFFD', StringComparison.Ordinal) ? "there is no file of this name; if its real name is not UTF-8, rename it" : "there is no such file", cause: fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw context.Fail(FileDiagnostics.NotReadable, Directory.Exists(context.File) ? "this is a folder; name its files, for example " + context.File.TrimEnd('/') + "/*.jsonl" : fault.Message, cause: fault);
        }
    }

    private ReadOnlyMemory<byte> ReadHead(Stream stream)
    {
        var head = new byte[16 * 1024];
        var (filled, lines) = (0, 0);
        while (filled < HeadBytes && lines < HeadLines)
        {
            if (filled == head.Length)
            {
                Array.Resize(ref head, Math.Min(HeadBytes, head.Length * 4));
            }

            int count;
            try
            {
                count = stream.Read(head.AsSpan(filled));
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                throw Context.Fail(FileDiagnostics.NotReadable, fault.Message, cause: fault);
            }

            if (count == 0)
            {
                HeadIsAll = true;
                break;
            }

            lines += head.AsSpan(filled, count).Count((byte)'\n');
            filled += count;
        }

        return head.AsMemory(0, filled);
    }
}
