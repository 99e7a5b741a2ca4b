using System.Runtime.InteropServices;

namespace DatasetKit.Cli;

/// <summary>
/// SIGINT and SIGTERM: the first asks the run to stop, which leaves no half output; a second one, or a run that does not stop within
/// two seconds (it may wait for a pipe), ends the process at once. Temporary files are deleted either way. SIGXFSZ, which would kill a
/// process that writes past its file size limit, is kept from that: the write fails, and the run ends as on a full disk.
/// </summary>
internal sealed class Interruption : IDisposable
{
    /// <summary>SIGXFSZ on Linux and macOS alike; the base class library has no name for it.</summary>
    private const PosixSignal FileSizeLimit = (PosixSignal)25;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);
    private static readonly CancellationTokenSource Source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private readonly PosixSignalRegistration? _fileSize;
    private Timer? _deadline;
    private int _count;

    public Interruption()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, Cli.ExitCode.Interrupted));
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, Cli.ExitCode.Terminated));
        _fileSize = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(FileSizeLimit, context => context.Cancel = true);
    }

    /// <summary>Cancelled by the first signal.</summary>
    public static CancellationToken Token => Source.Token;

    /// <summary>What to return; 0 when there was no signal.</summary>
    public int ExitCode { get; private set; }

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _fileSize?.Dispose();
        _deadline?.Dispose();
    }

    private void Stop(PosixSignalContext context, int code)
    {
        context.Cancel = true;
        ExitCode = code;
        if (Interlocked.Increment(ref _count) > 1)
        {
            End(code);
        }

        Source.Cancel();
        _deadline = new Timer(
            _ =>
            {
                Faults.SayInterrupted();
                End(code);
            },
            null,
            Patience,
            Timeout.InfiniteTimeSpan);
    }

    private static void End(int code)
    {
        IO.TempFile.DeleteAll();
        Environment.Exit(code);
    }
}
