namespace DatasetKit.IO;

/// <summary>Why a file operation failed, as far as the answer to it differs.</summary>
internal enum FileFault
{
    /// <summary>Any other reason; the message of the operating system tells it.</summary>
    Other,

    /// <summary>No space, no quota, or the file size limit is reached.</summary>
    DiskFull,

    /// <summary>The reader at the other end of the pipe is gone.</summary>
    ClosedPipe,

    /// <summary>Permission denied, or the file system is read-only.</summary>
    Denied,

    /// <summary>The path, or a folder on the way, does not exist.</summary>
    Missing,

    /// <summary>Something is there already and must not be replaced.</summary>
    Exists,

    /// <summary>The operation is not supported on this file system.</summary>
    Unsupported,
}
