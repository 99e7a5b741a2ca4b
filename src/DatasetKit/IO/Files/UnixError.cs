using System.Runtime.InteropServices;

namespace DatasetKit.IO;

/// <summary>The error numbers of Unix: those below 35 are the same on Linux and macOS, the others are not.</summary>
internal static class UnixError
{
    public const int Missing = 2;
    public const int Interrupted = 4;
    public const int NotAFolder = 20;
    public const int Invalid = 22;

    private const int NotPermitted = 1;
    private const int AccessDenied = 13;
    private const int Exists = 17;
    private const int FileTooBig = 27;
    private const int NoSpace = 28;
    private const int ReadOnly = 30;
    private const int BrokenPipe = 32;

    /// <summary>A non-blocking pipe is full, or a lock is taken.</summary>
    public static int TryAgain { get; } = OperatingSystem.IsLinux() ? 11 : 35;

    private static readonly int QuotaExceeded = OperatingSystem.IsLinux() ? 122 : 69;
    private static readonly int NotSupported = OperatingSystem.IsLinux() ? 95 : 45;
    private static readonly int NoSuchCall = OperatingSystem.IsLinux() ? 38 : 78;

    /// <summary>The exception for the error number of the last call into the C library.</summary>
    public static FileFaultException Last() => From(Marshal.GetLastPInvokeError());

    /// <summary>The exception for an error number.</summary>
    public static FileFaultException From(int error) => new(FaultOf(error), Marshal.GetPInvokeErrorMessage(error));

    /// <summary>The class of an error number.</summary>
    public static FileFault FaultOf(int error) => error switch
    {
        NoSpace or FileTooBig => FileFault.DiskFull,
        BrokenPipe => FileFault.ClosedPipe,
        NotPermitted or AccessDenied or ReadOnly => FileFault.Denied,
        Missing or NotAFolder => FileFault.Missing,
        Exists => FileFault.Exists,
        Invalid => FileFault.Unsupported,
        _ when error == QuotaExceeded => FileFault.DiskFull,
        _ when error == NotSupported || error == NoSuchCall => FileFault.Unsupported,
        _ => FileFault.Other,
    };
}
