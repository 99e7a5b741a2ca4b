namespace DatasetKit;

/// <summary>Why an output was not written.</summary>
public enum OutputFault
{
    /// <summary>The output exists and replacing it was not asked for.</summary>
    Exists,

    /// <summary>The output is one of the inputs, by whatever path or link.</summary>
    IsInput,

    /// <summary>The place cannot be written to: no such folder, no permission, a folder or a device of the wrong kind.</summary>
    NotWritable,

    /// <summary>The output is being written already by another run.</summary>
    Locked,

    /// <summary>No space, no quota, or the file size limit is reached.</summary>
    DiskFull,

    /// <summary>Writing, flushing, closing or renaming failed for another reason.</summary>
    WriteFailed,

    /// <summary>The reader at the other end of the pipe is gone.</summary>
    ClosedPipe,

    /// <summary>Two outputs of the same run are one file, by whatever path or link.</summary>
    IsOutput,
}
