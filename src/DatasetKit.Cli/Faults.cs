using DatasetKit.Cli.Terminal;

namespace DatasetKit.Cli;

/// <summary>What a fault says and returns.</summary>
internal static class Faults
{
    public static int Report(Exception fault, Interruption interruption)
    {
        switch (fault)
        {
            case OperationCanceledException when interruption.ExitCode != 0:
                SayInterrupted();
                return interruption.ExitCode;
            case OutputException { Kind: OutputFault.ClosedPipe }:
                // The reader has what it wanted: that is no fault, and nobody is there to read a message.
                return ExitCode.ClosedPipe;
            case OutputException { Kind: OutputFault.Exists or OutputFault.IsInput or OutputFault.IsOutput }:
                StandardError.WriteLine(fault.Message);
                return ExitCode.Usage;
            case OutputException:
                StandardError.WriteLine(fault.Message);
                return ExitCode.Output;
            case InputException input:
                FindingPrinter.OnEnd(input.Finding);
                return ExitCode.Input;
            case LossException or TooManyRejectsException:
                return Say(fault.Message, ExitCode.Input);
            case UsageException or DatasetKitException:
                return Say(fault.Message, ExitCode.Usage);
            default:
                return Say($"this is a fault of datasetkit, please report it: {fault}", ExitCode.Internal);
        }
    }

    public static void SayInterrupted() => StandardError.WriteLine("datasetkit: interrupted; nothing was published");

    private static int Say(string message, int code)
    {
        StandardError.WriteLine($"datasetkit: {message}");
        return code;
    }
}
