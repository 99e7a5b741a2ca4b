namespace DatasetKit.IO;

/// <summary>A failed operation of an <see cref="IFileSystem"/>. It never leaves the library: outputs turn it into an <see cref="OutputException"/>.</summary>
internal sealed class FileFaultException(FileFault fault, string message) : IOException(message)
{
    /// <summary>Why it failed.</summary>
    public FileFault Fault { get; } = fault;
}
