namespace DatasetKit.Cli;

/// <summary>What the process returns; documented in docs/cli.md and stable.</summary>
internal static class ExitCode
{
    public const int Clean = 0;
    public const int Findings = 1;
    public const int Usage = 2;
    public const int Input = 3;
    public const int Output = 4;
    public const int Internal = 6;
    public const int Interrupted = 130;
    public const int ClosedPipe = 141;
    public const int Terminated = 143;
}
