namespace DatasetKit.IO;

/// <summary>How an output is opened.</summary>
internal sealed record OutputOptions
{
    /// <summary>Refuses an output that exists, knows no inputs.</summary>
    public static OutputOptions Default { get; } = new();

    /// <summary>Replaces an existing file. False by default. An output that is an input is refused even so.</summary>
    public bool Force { get; init; }

    /// <summary>The files the run reads, by <see cref="FileIdentity.Of"/>. Empty by default.</summary>
    public FileIdentity[] Inputs { get; init; } = [];

    /// <summary>The outputs that the run has opened before. Empty by default.</summary>
    public IReadOnlyCollection<OutputTarget> Others { get; init; } = [];

    /// <summary>
    /// Publishes no file when nothing was written, and with <see cref="Force"/> then removes the one of an earlier run,
    /// which would speak of another output. False by default; true for rejects.
    /// </summary>
    public bool OnlyIfWritten { get; init; }

    /// <summary>Computes <see cref="OutputFile.Sha256"/>. False by default: it costs as much as the rest of the writing.</summary>
    public bool Hash { get; init; }
}
